// A kernel of five rows on an image of two.
// says: Conv2D's kernel is larger than the image it receives
// says: say .padding = same, or pool less before it
// says: Conv2DKernelLargerThanInput::at<constnet::layer<3, constnet::Conv2D,
// says: {8,
// says: constnet::receives<2, 4, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 16, 3}, MaxPooling2D{}, MaxPooling2D{}, Conv2D{.filters = 8, .kernel_size = {2, 3}}>;
#else
using Model = Sequential<Input{8, 16, 3}, MaxPooling2D{}, MaxPooling2D{}, Conv2D{.filters = 8, .kernel_size = {5, 3}}>;
#endif

static_assert(Model::output_shape_of<3> == Shape{1, 2, 8});
static_assert(Model::parameter_count == 152);
