// A convolution whose output has 40'000 x 40'000 x 2 values.
// says: The output of this layer exceeds 2'147'483'647 values: make the image or the layer smaller
// says: TooManyOutputs::at<constnet::layer<1, constnet::Conv2D,
// says: {2,
// says: constnet::receives<40000, 40000, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{40'000, 40'000, 1}, Conv2D{.filters = 1, .kernel_size = 1}>;
#else
using Model = Sequential<Input{40'000, 40'000, 1}, Conv2D{.filters = 2, .kernel_size = 1}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{40'000, 40'000, 1});
static_assert(Model::parameter_count == 2);
