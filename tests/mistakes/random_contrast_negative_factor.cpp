// Bounds of contrast below those that Keras takes.
// says: This layer's factor must be given, from -1 (RandomContrast: 0) to 1: say .factor = 0.1 or {0.1, 0.3}
// says: FactorOutOfRange::at<constnet::layer<1, constnet::RandomContrast,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomContrast{.factor = {0.1, 0.3}}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomContrast{.factor = {-0.1, 0.3}}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{784});
