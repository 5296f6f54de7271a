// The head of a safetensors file, checked against the file; for the readers in this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/weights/safetensors.hpp"

namespace constnet::runtime {

/// The format's own limit for the text of the head, and the bytes of its length before it.
inline constexpr std::uint64_t longest_header = 100'000'000;
inline constexpr std::uint64_t length_size = 8;

/// A tensor as the file describes it, with its place checked.
struct StoredTensor {
  std::string name;
  std::string dtype;
  std::vector<std::uint64_t> shape;
  std::uint64_t begin = 0;  ///< in bytes, counted from the end of the header
  std::uint64_t end = 0;
};

struct SafetensorsHeader {
  std::vector<StoredTensor> tensors;  ///< in the order of their places
  Metadata metadata;                  ///< texts only
  std::uint64_t data_start = 0;
};

/// The head of the file `bytes`; `name` is what errors call it. The tensors fill the rest of the file exactly: no gap,
/// no overlap, nothing beyond. Throws Error.
SafetensorsHeader read_safetensors_header(std::span<const std::uint8_t> bytes, const std::string& name);

/// Writes the values of `tensor`, `count` of them, to `out`. Throws Error if they are not float32, not so many or not
/// finite. `file` is what errors call the file, as it stands in a sentence.
void copy_values(std::span<const std::uint8_t> bytes, const SafetensorsHeader& header, const StoredTensor& tensor,
                 std::size_t count, float* out, const std::string& file);

/// "(3, 3, 1, 32)"
std::string shape_text(std::span<const std::uint64_t> shape);

}  // namespace constnet::runtime
