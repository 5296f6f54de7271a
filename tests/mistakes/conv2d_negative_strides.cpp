// A convolution that moves backwards along the columns.
// says: Conv2D's strides must be 1 or more: leave them out for 1, or say .strides = 2
// says: Conv2DWithoutStrides::at<constnet::layer<1, constnet::Conv2D,
// says: {1, -2}
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 2, .kernel_size = 3, .strides = {1, 2}}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 2, .kernel_size = 3, .strides = {1, -2}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 13, 2});
static_assert(Model::parameter_count == 20);
