// A target shape that has room for other values than there are.
// says: Reshape keeps every value: the lengths of its target_shape must multiply to the number of values that it
// receives says: ReshapeOfAnotherSize::at<constnet::layer<1, constnet::Reshape, says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Reshape{.target_shape = {14, 14, -1}}>;
#else
using Model = Sequential<Input{28, 28, 1}, Reshape{.target_shape = {14, 15, -1}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{14, 14, 4});
