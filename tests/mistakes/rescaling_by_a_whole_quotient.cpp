// 1 / 255 of whole numbers is 0.
// says: Rescaling's scale must be given and not be 0: say it, as in .scale = 1.0 / 255
// says: RescalingWithoutScale::at<constnet::layer<1, constnet::Rescaling,
// says: constnet::receives<8, 8, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 8, 3}, Rescaling{.scale = 1.0 / 255}>;
#else
using Model = Sequential<Input{8, 8, 3}, Rescaling{.scale = 1 / 255}>;
#endif

static_assert(Model::output_shape == Shape{8, 8, 3});
