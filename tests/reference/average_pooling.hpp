// Average pooling.
#pragma once

#include "reference/layer.hpp"
#include "reference/window.hpp"

namespace constnet::reference {

/// The sum of the values of each window and channel that lie inside the image, divided by how many they are; each of
/// them gets as large a part of the gradient.
class AveragePooling final : public Layer {
 public:
  AveragePooling(Shape image, Window window);

  Shape output_shape() const override { return output_; }
  Batch forward(const Batch& images) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

 private:
  /// Calls visit(index of an output, index of a value in its window, 1 / values in the window) for all of them.
  template <typename Visit>
  void for_each_pair(const Batch& images, Visit visit) const;

  Shape image_;
  Window window_;
  Shape output_;
};

}  // namespace constnet::reference
