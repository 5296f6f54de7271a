#include "constnet/desk/training/gradient_check.hpp"

#include <string>

#include "catch.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "plain_convnet.hpp"
#include "softmax_regression.hpp"

namespace constnet::runtime {
namespace {

// The tensors of the plain convolution network that check_gradients calls wrong.
template <Fault fault>
std::string wrong_tensors(std::uint64_t seed) {
  std::string wrong;
  for (const TensorComparison& one :
       check_gradients(view_of<PlainConvnet<12, 3, 6, fault>>(), CategoricalCrossentropy(), {.seed = seed})) {
    INFO(one.tensor << ": relative error " << one.relative_error);
    if (!one.agrees) wrong += one.tensor + " ";
  }
  return wrong;
}

}  // namespace

TEST_CASE("right gradients agree, whatever the seed") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CHECK(wrong_tensors<Fault::none>(seed) == "");
    for (const TensorComparison& one :
         check_gradients(view_of<SoftmaxRegression<40, 6>>(), CategoricalCrossentropy(), {.seed = seed})) {
      CHECK(one.agrees);
      CHECK(one.relative_error < 0.01);
      CHECK(one.checked == std::min<std::size_t>(one.size, 200));
    }
  }
}

TEST_CASE("wrong gradients are found, and in the right tensor") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CHECK(wrong_tensors<Fault::sign_of_bias>(seed) == "conv2d_1/bias ");
    CHECK(wrong_tensors<Fault::one_tap_missing>(seed) == "conv2d_1/kernel ");
    CHECK(wrong_tensors<Fault::last_row_missing>(seed) == "conv2d_1/kernel conv2d_1/bias ");
    CHECK(wrong_tensors<Fault::pool_to_last>(seed) == "conv2d_1/kernel ");
    CHECK(wrong_tensors<Fault::mean_instead_of_sum>(seed) ==
          "conv2d_1/kernel conv2d_1/bias dense_1/kernel dense_1/bias ");
  }
}

}  // namespace constnet::runtime
