// A depthwise convolution without a kernel.
// says: DepthwiseConv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}
// says: DepthwiseConv2DWithoutKernel::at<constnet::layer<1, constnet::DepthwiseConv2D,
// says: constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, DepthwiseConv2D{.kernel_size = 3}>;
#else
using Model = Sequential<Input{28, 28, 2}, DepthwiseConv2D{.padding = same}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 2});
static_assert(Model::parameter_count == 20);
