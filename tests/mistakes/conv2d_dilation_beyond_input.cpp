// Three taps, 14 rows and columns apart, on an image of 28: they reach over 29.
// says: Conv2D's kernel is larger than the image it receives: make kernel_size or dilation_rate smaller, say .padding =
// same, or pool less before it says: Conv2DKernelLargerThanInput::at<constnet::layer<1, constnet::Conv2D, says:
// constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, Conv2D{.filters = 4, .kernel_size = 3, .dilation_rate = 13}>;
#else
using Model = Sequential<Input{28, 28, 2}, Conv2D{.filters = 4, .kernel_size = 3, .dilation_rate = 14}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{2, 2, 4});
static_assert(Model::parameter_count == 76);
