// A convolution of an input that has no rows and columns.
// says: This layer takes an image (height, width, channels), not a flat row of values: move it before Flatten{}
// says: ImageNeeded::at<constnet::layer<1, constnet::Conv2D,
// says: constnet::receives<640>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{1, 640, 1}, Conv2D{.filters = 2, .kernel_size = {1, 3}}>;
#else
using Model = Sequential<Input{640}, Conv2D{.filters = 2, .kernel_size = {1, 3}}>;
#endif

static_assert(Model::parameter_count == 8);
