// A convolution on a flat row.
// says: This layer takes an image (height, width, channels), not a flat row of values: move it before Flatten{}
// says: ImageNeeded::at<constnet::layer<2, constnet::Conv2D,
// says: {4,
// says: constnet::receives<784>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 4, .kernel_size = 3}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, Flatten{}, Conv2D{.filters = 4, .kernel_size = 3}>;
#endif

static_assert(Model::parameter_count == 40);
