// Channels are dropped where there are none.
// says: This layer takes an image (height, width, channels), not a flat row of values
// says: ImageNeeded::at<constnet::layer<2, constnet::SpatialDropout2D,
// says: constnet::receives<32>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 2}, SpatialDropout2D{0.5}, Flatten{}>;
#else
using Model = Sequential<Input{4, 4, 2}, Flatten{}, SpatialDropout2D{0.5}>;
#endif

static_assert(Model::output_shape == Shape{32});
