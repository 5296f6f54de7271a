// Prepared weights as a file of their own, read in place: in flash at an address of its own, or sent to the device.
#pragma once

#include <cstddef>
#include <cstdint>

namespace constnet::runtime {

/// What a blob of weights begins with, as NAME.weights.bin does; the values follow. All little-endian.
struct alignas(64) BlobHeader {
  char magic[8];         ///< "constnet", without an end
  std::uint64_t layout;  ///< the generated network's constant of this name
  std::uint64_t size;    ///< bytes of values
  std::uint64_t check;   ///< FNV-1a of these bytes
  std::uint64_t unused[4];
};

inline constexpr char blob_magic[8] = {'c', 'o', 'n', 's', 't', 'n', 'e', 't'};

/// FNV-1a, 64 bits.
inline std::uint64_t blob_check(const void* bytes, std::size_t size) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::size_t i = 0; i < size; ++i) {
    hash = (hash ^ static_cast<const std::uint8_t*>(bytes)[i]) * 0x100000001b3;
  }
  return hash;
}

/// The weights of `Network` in the `size` bytes at `address`, which stay where they are; nullptr where that is not a
/// blob of this network for this kind of processor, is cut short or damaged, or is not on a 64-byte boundary.
template <typename Network>
const typename Network::Prepared* weights_in_blob(const void* address, std::size_t size) {
  using Prepared = typename Network::Prepared;
  const auto* const header = static_cast<const BlobHeader*>(address);
  if (reinterpret_cast<std::uintptr_t>(address) % alignof(BlobHeader) != 0) return nullptr;
  if (size < sizeof(BlobHeader) + sizeof(Prepared)) return nullptr;
  for (std::size_t i = 0; i < sizeof(blob_magic); ++i) {
    if (header->magic[i] != blob_magic[i]) return nullptr;
  }
  if (header->layout != Network::layout || header->size != sizeof(Prepared)) return nullptr;
  if (header->check != blob_check(header + 1, sizeof(Prepared))) return nullptr;
  return reinterpret_cast<const Prepared*>(header + 1);
}

}  // namespace constnet::runtime
