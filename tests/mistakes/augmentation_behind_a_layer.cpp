// A layer that changes the images of training, behind one that makes something else of them.
// says: This layer changes images before the network sees them: move it directly behind Input
// says: AugmentationBehindOthers::at<constnet::layer<2, constnet::RandomFlip,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomFlip{}, Conv2D{.filters = 1, .kernel_size = 1}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 1, .kernel_size = 1}, RandomFlip{}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{784});
