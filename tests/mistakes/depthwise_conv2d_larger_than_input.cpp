// A kernel whose dilated taps reach beyond the image.
// says: DepthwiseConv2D's kernel is larger than the image it receives: make kernel_size or dilation_rate smaller, say .padding = same, or pool less before it
// says: DepthwiseConv2DKernelLargerThanInput::at<constnet::layer<1, constnet::DepthwiseConv2D,
// says: constnet::receives<6, 6, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{6, 6, 2}, DepthwiseConv2D{.kernel_size = 3, .dilation_rate = 2}>;
#else
using Model = Sequential<Input{6, 6, 2}, DepthwiseConv2D{.kernel_size = 3, .dilation_rate = 3}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{2, 2, 2});
static_assert(Model::parameter_count == 20);
