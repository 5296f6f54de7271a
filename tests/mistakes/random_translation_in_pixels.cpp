// A translation in pixels: factors are parts of the sides.
// says: This layer's height_factor and width_factor must be given, from -1 to 1
// says: SideFactorOutOfRange::at<constnet::layer<1, constnet::RandomTranslation,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomTranslation{.height_factor = 0.07, .width_factor = 0.07}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomTranslation{.height_factor = 2, .width_factor = 2}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{784});
