// A layer that changes the images of training, inside of a branch.
// says: This layer changes images before the network sees them: move it directly behind Input
// says: AugmentationBehindOthers::at<constnet::layer<1, constnet::RandomFlip,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomFlip{horizontal}, Residual<Activation{relu}>{}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, Residual<RandomFlip{horizontal}>{}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{784});
