// A rotation that does not say how far.
// says: This layer's factor must be given, from -1 (RandomContrast: 0) to 1: say .factor = 0.1 or {0.1, 0.3}
// says: FactorOutOfRange::at<constnet::layer<1, constnet::RandomRotation,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomRotation{.factor = 0.1, .fill_mode = nearest}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomRotation{.fill_mode = nearest}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{784});
