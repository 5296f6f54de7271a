// No pixel is left.
// says: UpSampling2D's size must be 1 or more: leave it out for 2, or say .size = 3 or {2, 1}
// says: UpSampling2DWithoutSize::at<constnet::layer<1, constnet::UpSampling2D,
// says: constnet::receives<8, 8, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 8, 3}, UpSampling2D{{2, 1}}>;
#else
using Model = Sequential<Input{8, 8, 3}, UpSampling2D{{2, 0}}>;
#endif

static_assert(Model::output_shape == Shape{16, 8, 3});
