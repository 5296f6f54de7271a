// Max pooling that remembers which value won each window.
#pragma once

#include "reference/layer.hpp"
#include "reference/window.hpp"

namespace constnet::reference {

/// The largest value of each window and channel; of several equal ones the first, row by row, wins and alone receives
/// the gradient. Places outside the image never win.
class MaxPooling final : public Layer {
 public:
  MaxPooling(Shape image, Window window);

  Shape output_shape() const override { return output_; }
  Batch forward(const Batch& images) override;
  Batch backward(const Batch& d_outputs, std::span<double> d_parameters) override;

  /// The smallest distance between the winner of a window and the largest value below it. Equal values do not count:
  /// they are one value that reached the window on two ways, or zeros of relu, and stay equal when it is computed
  /// otherwise.
  double smallest_margin(int image, const Layer* next) const override;

  /// The smallest distance to 0 of the largest value of a window, for images such as those of the last forward.
  double smallest_winner(const Batch& images, int image) const;

 private:
  /// Calls visit(index of the output, indices of the values in its window) for every output of one image.
  template <typename Visit>
  void for_each_window(const Batch& images, int image, Visit visit) const;

  Shape image_;
  Window window_;
  Shape output_;
  Batch images_;
  std::vector<std::size_t> winners_;
};

}  // namespace constnet::reference
