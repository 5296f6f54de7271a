// A network that begins with a convolution.
// says: A network begins with the shape of its images: put Input{height, width, channels} before this layer
// says: InputMissing::at<constnet::layer<0, constnet::Conv2D,
// says: constnet::receives<>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 8, .kernel_size = 3}, Flatten{}>;
#else
using Model = Sequential<Conv2D{.filters = 8, .kernel_size = 3}, Flatten{}>;
#endif

static_assert(Model::parameter_count == 80);
