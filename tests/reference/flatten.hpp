// Flatten: an image becomes a row of values in the order it is stored in.
#pragma once

#include "reference/layer.hpp"

namespace constnet::reference {

/// The values stay as they are; only the shape changes.
class Flatten final : public Layer {
 public:
  explicit Flatten(Shape image) : image_(image) {}

  Shape output_shape() const override { return Shape{image_.height * image_.width * image_.channels}; }

  Batch forward(const Batch& images) override { return reshaped(images, output_shape()); }

  Batch backward(const Batch& d_outputs, std::span<double>) override { return reshaped(d_outputs, image_); }

 private:
  static Batch reshaped(const Batch& batch, Shape shape) {
    Batch result(shape, batch.count);
    result.values = batch.values;
    return result;
  }

  Shape image_;
};

}  // namespace constnet::reference
