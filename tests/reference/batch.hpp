// Some images, or rows of values, in double precision: what goes from one layer of the reference to the next.
#pragma once

#include <constnet/dsl/shape.hpp>
#include <cstddef>
#include <vector>

namespace constnet::reference {

/// `count` images (height, width, channels), one after another without gaps. A shape of rank 1 is an image of one
/// pixel.
struct Batch {
  Batch(Shape shape_of_one, int images)
      : shape(shape_of_one), count(images), values(static_cast<std::size_t>(images) * size_of_one()) {}

  std::size_t size_of_one() const { return pixels_of_one() * static_cast<std::size_t>(shape.channels); }

  std::size_t pixels_of_one() const {
    return static_cast<std::size_t>(shape.height) * static_cast<std::size_t>(shape.width);
  }

  /// Where the value of one channel of one pixel stands in `values`.
  std::size_t index(int image, int row, int column, int channel) const {
    return ((static_cast<std::size_t>(image) * shape.height + row) * shape.width + column) * shape.channels + channel;
  }

  double& at(int image, int row, int column, int channel) { return values[index(image, row, column, channel)]; }

  double at(int image, int row, int column, int channel) const { return values[index(image, row, column, channel)]; }

  Shape shape;
  int count;
  std::vector<double> values;
};

}  // namespace constnet::reference
