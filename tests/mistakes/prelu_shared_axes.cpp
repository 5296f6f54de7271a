// Axes are counted from 1, the batch being 0.
// says: PReLU's shared_axes are counted from 1: 1, 2 and 3 of an image (height, width, channels), 1 of a row of values
// says: PReLUSharedAxes::at<constnet::layer<1, constnet::PReLU,
// says: constnet::receives<8, 8, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 8, 3}, PReLU{.shared_axes = {1, 2}}>;
#else
using Model = Sequential<Input{8, 8, 3}, PReLU{.shared_axes = {0, 1}}>;
#endif

static_assert(Model::parameter_count == 3);
