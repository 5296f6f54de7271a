// Zeroed, aligned memory for a network's structs and for blocks of floats.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>

#include "constnet/desk/training/network_view.hpp"

namespace constnet::runtime {

/// Owns zeroed memory of a given size and alignment (at least a cache line, both).
class Memory {
 public:
  Memory() = default;
  explicit Memory(StorageSize size) {
    const std::align_val_t alignment{std::max(size.alignment, line)};
    const std::size_t bytes = (std::max(size.bytes, std::size_t{1}) + line - 1) / line * line;
    data_ = {static_cast<std::byte*>(::operator new(bytes, alignment)), Release(alignment)};
    std::memset(data_.get(), 0, bytes);
  }

  void* get() { return data_.get(); }
  const void* get() const { return data_.get(); }

 private:
  static constexpr std::size_t line = 64;
  struct Release {
    Release() : alignment{line} {}
    explicit Release(std::align_val_t a) : alignment(a) {}
    std::align_val_t alignment;
    void operator()(std::byte* data) const { ::operator delete(data, alignment); }
  };
  std::unique_ptr<std::byte, Release> data_;
};

/// Owns floats, zero at first. There is zeroed room behind them up to a multiple of `FloatBlock::multiple`, so that
/// vector loops may run over whole vectors.
class FloatBlock {
 public:
  static constexpr std::size_t multiple = 16;

  FloatBlock() = default;
  explicit FloatBlock(std::size_t size) : memory_({size * sizeof(float), alignof(float)}), size_(size) {}

  float* data() { return static_cast<float*>(memory_.get()); }
  const float* data() const { return static_cast<const float*>(memory_.get()); }
  std::size_t size() const { return size_; }
  std::size_t padded_size() const { return (size_ + multiple - 1) / multiple * multiple; }
  std::span<float> values() { return {data(), size_}; }
  std::span<const float> values() const { return {data(), size_}; }

 private:
  Memory memory_;
  std::size_t size_ = 0;
};

}  // namespace constnet::runtime
