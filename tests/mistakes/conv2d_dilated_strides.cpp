// Strides and dilation at once, which Keras refuses too.
// says: Conv2D's dilation_rate must be 1 or more, and 1 where strides are above 1: leave one out
// says: Conv2DDilation::at<constnet::layer<1, constnet::Conv2D,
// says: constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, Conv2D{.filters = 4, .kernel_size = 3, .dilation_rate = {2, 1}}>;
#else
using Model =
    Sequential<Input{28, 28, 2}, Conv2D{.filters = 4, .kernel_size = 3, .strides = {1, 2}, .dilation_rate = {2, 1}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{24, 26, 4});
static_assert(Model::parameter_count == 76);
