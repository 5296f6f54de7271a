// One number is a height without a width.
// says: RandomCrop's height and width must be 1 or more: say both, as in .height = 24, .width = 24
// says: RandomCropWithoutSize::at<constnet::layer<1, constnet::RandomCrop,
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomCrop{24, 24}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomCrop{24}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{576});
