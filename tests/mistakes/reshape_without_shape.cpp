// A Reshape that does not say to what.
// says: Reshape's target_shape must be lengths of 1 or more, one of which may be -1: say it, as in .target_shape = {7,
// 7, -1} or 784 says: ReshapeWithoutShape::at<constnet::layer<1, constnet::Reshape, says: constnet::receives<28, 28,
// 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Reshape{.target_shape = 784}>;
#else
using Model = Sequential<Input{28, 28, 1}, Reshape{}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{784});
