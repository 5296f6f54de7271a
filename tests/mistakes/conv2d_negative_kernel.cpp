// A kernel with a negative number of columns.
// says: Conv2D's kernel_size must be 1 or more: say it, as in .kernel_size = 3 or {3, 5}
// says: Conv2DWithoutKernel::at<constnet::layer<1, constnet::Conv2D,
// says: {3, -5}
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 2, .kernel_size = {3, 5}}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 2, .kernel_size = {3, -5}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 24, 2});
static_assert(Model::parameter_count == 32);
