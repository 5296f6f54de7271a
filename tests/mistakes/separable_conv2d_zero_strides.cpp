// A separable convolution that never moves.
// says: SeparableConv2D's strides must be 1 or more: leave them out for 1, or say .strides = 2
// says: SeparableConv2DWithoutStrides::at<constnet::layer<1, constnet::SeparableConv2D,
// says: constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, SeparableConv2D{.filters = 4, .kernel_size = 3, .strides = 2}>;
#else
using Model = Sequential<Input{28, 28, 2}, SeparableConv2D{.filters = 4, .kernel_size = 3, .strides = 0}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{13, 13, 4});
static_assert(Model::parameter_count == 30);
