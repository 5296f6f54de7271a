// A global mean of a flat row.
// says: This layer takes an image (height, width, channels), not a flat row of values: move it before Flatten{}
// says: ImageNeeded::at<constnet::layer<2, constnet::GlobalAveragePooling2D,
// says: constnet::receives<12>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{2, 2, 3}, GlobalAveragePooling2D{}, Dense{.units = 1}>;
#else
using Model = Sequential<Input{2, 2, 3}, Flatten{}, GlobalAveragePooling2D{}, Dense{.units = 1}>;
#endif

static_assert(Model::parameter_count == 4);
