// A depthwise convolution without outputs.
// says: DepthwiseConv2D's depth_multiplier must be 1 or more: leave it out for 1
// says: DepthwiseConv2DWithoutDepth::at<constnet::layer<1, constnet::DepthwiseConv2D,
// says: constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, DepthwiseConv2D{.kernel_size = 3, .depth_multiplier = 2}>;
#else
using Model = Sequential<Input{28, 28, 2}, DepthwiseConv2D{.kernel_size = 3, .depth_multiplier = 0}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 4});
static_assert(Model::parameter_count == 40);
