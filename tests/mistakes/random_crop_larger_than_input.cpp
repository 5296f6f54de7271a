// Keras would enlarge the image.
// says: RandomCrop's height and width must not exceed those of the image that it receives
// says: RandomCropLargerThanInput::at<constnet::layer<1, constnet::RandomCrop,
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomCrop{.height = 24, .width = 24}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomCrop{.height = 24, .width = 32}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{576});
