// A convolution whose kernel_size was forgotten.
// says: Conv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}
// says: Conv2DWithoutKernel::at<constnet::layer<1, constnet::Conv2D,
// says: {0, 0}
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 32}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 32});
static_assert(Model::parameter_count == 320);
