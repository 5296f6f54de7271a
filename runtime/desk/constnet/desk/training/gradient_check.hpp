// Compares a network's gradients with numerical ones, tensor by tensor.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/losses/loss.hpp"
#include "constnet/desk/training/network_view.hpp"

namespace constnet::runtime {

/// How the two gradients of one tensor compare, over the entries that were looked at.
struct TensorComparison {
  std::string tensor;
  std::size_t size;           ///< entries of the tensor
  std::size_t checked;        ///< of these, drawn at random
  double average_difference;  ///< mean |generated - numerical|
  double largest_difference;  ///< max |generated - numerical|
  double largest_gradient;    ///< max |generated|
  double relative_error;      ///< root of sum (generated - numerical)^2 / sum generated^2
  bool agrees;
};

/// Arguments of check_gradients.
struct GradientCheckArguments {
  std::size_t entries_per_tensor = 200;  ///< at most; a larger tensor is sampled
  std::uint64_t seed = 1;                ///< of the parameters, the images and the sample
  int images = 8;
};

/// Draws parameters and images (uniform in [0, 1)), and compares the generated gradient of the mean loss with central
/// differences (L(w + h) - L(w - h)) / 2h of the generated forward code.
///
/// Step and measure are chosen for float. A loss comes out with an error near 1e-8, which h divides; the larger h is,
/// the more relu and max pooling units change sides between w - h and w + h, where the loss has a bend. Both spoil
/// single entries, not the whole: the error of a tensor is taken as a root mean square, relative to that of its
/// gradient. Measured on a convolution of 30 filters 5x5, relu, pooling, dense: bends make 0.11 to 0.2 with h = 3e-2,
/// 0.03 to 0.06 with 3e-3, 0.01 to 0.02 with 3e-4; rounding makes 0.002 there and grows as 1 / h. So h = 2e-4, and an
/// entry that does not fit is looked at again with three other steps. The networks of models/ stay below 0.031 over 25
/// seeds; a wrong sign, scale, tap or border is above the tolerance of 0.05.
std::vector<TensorComparison> check_gradients(const NetworkView& network, const Loss& loss,
                                              const GradientCheckArguments& arguments);

}  // namespace constnet::runtime
