// Flatten: an image as one row of values.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// An image as one row of values, row after row, the channels of a pixel side by side. A flat row stays as it is.
/// Input (height, width, channels), output (height * width * channels). Source: keras/src/layers/reshaping/flatten.py.
struct Flatten {
  static constexpr const char* class_name = "Flatten";
  static constexpr const char* snake_name = "flatten";
};

constexpr Shape output_shape(const Flatten&, Shape in) { return Shape{static_cast<int>(in.size())}; }

constexpr std::int64_t parameter_count(const Flatten&, Shape) { return 0; }

constexpr auto mistakes_of(const Flatten&) { return MistakeList<>{}; }

}  // namespace constnet
