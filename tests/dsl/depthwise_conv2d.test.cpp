// DepthwiseConv2D: shapes and parameter counts, the figures being those of Keras.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

namespace {

constexpr DepthwiseConv2D plain{.kernel_size = 3, .padding = same};
static_assert(output_shape(plain, Shape{25, 5, 64}) == Shape{25, 5, 64});
static_assert(parameter_count(plain, Shape{25, 5, 64}) == 640);

constexpr DepthwiseConv2D strided{.kernel_size = 3, .strides = 2, .padding = same, .depth_multiplier = 2};
static_assert(output_shape(strided, Shape{9, 8, 3}) == Shape{5, 4, 6});
static_assert(parameter_count(strided, Shape{9, 8, 3}) == 60);

constexpr DepthwiseConv2D dilated{.kernel_size = {3, 2}, .dilation_rate = {2, 3}, .use_bias = false};
static_assert(output_shape(dilated, Shape{9, 8, 3}) == Shape{5, 5, 3});
static_assert(parameter_count(dilated, Shape{9, 8, 3}) == 18);

}  // namespace

TEST_CASE("DepthwiseConv2D") { SUCCEED("what it computes was checked while this file was compiled"); }
