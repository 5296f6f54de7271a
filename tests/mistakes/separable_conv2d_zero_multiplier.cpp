// A separable convolution without anything between its halves.
// says: SeparableConv2D's depth_multiplier must be 1 or more: leave it out for 1
// says: SeparableConv2DWithoutDepth::at<constnet::layer<1, constnet::SeparableConv2D,
// says: constnet::receives<28, 28, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 2}, SeparableConv2D{.filters = 4, .kernel_size = 3}>;
#else
using Model = Sequential<Input{28, 28, 2}, SeparableConv2D{.filters = 4, .kernel_size = 3, .depth_multiplier = 0}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 4});
static_assert(Model::parameter_count == 30);
