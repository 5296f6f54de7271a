// A separable convolution without a kernel.
// says: SeparableConv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}
// says: SeparableConv2DWithoutKernel::at<constnet::layer<1, constnet::SeparableConv2D,
// says: constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, SeparableConv2D{.filters = 4, .kernel_size = 3}>;
#else
using Model = Sequential<Input{28, 28, 2}, SeparableConv2D{.filters = 4}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 4});
static_assert(Model::parameter_count == 30);
