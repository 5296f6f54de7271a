// Memory with guard zones, to see whether code writes beyond what it was given.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace constnet::comparison {

/// Fills memory and guard zones. As a float it is a NaN, so that whoever reads it spoils a result.
inline constexpr unsigned char garbage = 0xff;

/// A T on the heap between two guard zones. It begins as garbage: no code may expect zeros in an arena.
template <typename T>
class Guarded {
  static_assert(std::is_trivially_copyable_v<T>, "firmware places arenas and parameters as plain memory");
  static_assert(alignof(T) <= 64);

 public:
  Guarded() : memory_(new Memory) { std::memset(static_cast<void*>(memory_.get()), garbage, sizeof(Memory)); }

  T& value() { return memory_->value; }

  /// Whether the guard zones are as they were.
  bool is_intact() const { return is_garbage(memory_->before) && is_garbage(memory_->after); }

  /// The bytes of the value, to see later whether they changed.
  std::vector<unsigned char> bytes() const {
    const auto* begin = reinterpret_cast<const unsigned char*>(&memory_->value);
    return {begin, begin + sizeof(T)};
  }

 private:
  static constexpr std::size_t zone = 256;

  struct alignas(64) Memory {
    unsigned char before[zone];
    T value;
    unsigned char after[zone];
  };

  static bool is_garbage(const unsigned char (&bytes)[zone]) {
    return std::all_of(bytes, bytes + zone, [](unsigned char byte) { return byte == garbage; });
  }

  std::unique_ptr<Memory> memory_;
};

/// Room for floats that code writes, at an address that is no multiple of a vector, between two guard zones.
class GuardedFloats {
 public:
  explicit GuardedFloats(std::size_t size) : size_(size), floats_(size + 2 * zone) {
    std::memset(floats_.data(), garbage, floats_.size() * sizeof(float));
  }

  float* data() { return floats_.data() + zone; }
  std::span<const float> values() const { return std::span(floats_).subspan(zone, size_); }

  bool is_intact() const {
    const auto untouched = [](float value) {
      unsigned char bytes[sizeof(float)];
      std::memcpy(bytes, &value, sizeof(float));
      return std::all_of(bytes, bytes + sizeof(float), [](unsigned char byte) { return byte == garbage; });
    };
    return std::all_of(floats_.begin(), floats_.begin() + zone, untouched) &&
           std::all_of(floats_.end() - zone, floats_.end(), untouched);
  }

 private:
  static constexpr std::ptrdiff_t zone = 65;

  std::size_t size_;
  std::vector<float> floats_;
};

/// Floats that code reads: a copy of its own, at an address that is no multiple of a vector, with nothing behind it, so
/// that a sanitizer sees the first float that is read too far.
class ReadOnlyFloats {
 public:
  explicit ReadOnlyFloats(std::span<const float> values)
      : size_(values.size()), floats_(std::make_unique<float[]>(values.size() + 1)) {
    std::copy(values.begin(), values.end(), floats_.get() + 1);
  }

  const float* data() const { return floats_.get() + 1; }

  bool is(std::span<const float> values) const {
    return values.size() == size_ && std::memcmp(data(), values.data(), values.size_bytes()) == 0;
  }

 private:
  std::size_t size_;
  std::unique_ptr<float[]> floats_;
};

}  // namespace constnet::comparison
