// Nothing but layers that change images.
// says: A network needs a layer after those that change its images: add one, as in Flatten{}
// says: AugmentationAtTheEnd::at<constnet::layer<1, constnet::RandomRotation,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomRotation{.factor = 0.1}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomRotation{.factor = 0.1}>;
#endif

static_assert(Model::output_shape == Shape{784});
