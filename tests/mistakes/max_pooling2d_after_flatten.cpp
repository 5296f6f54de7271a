// Pooling on a flat row.
// says: This layer takes an image (height, width, channels), not a flat row of values: move it before Flatten{}
// says: ImageNeeded::at<constnet::layer<2, constnet::MaxPooling2D,
// says: constnet::receives<784>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, Flatten{}, MaxPooling2D{}>;
#endif

static_assert(Model::parameter_count == 0);
