// A dense layer right after a convolution.
// says: Dense takes one row of values, not an image: insert Flatten{} before it
// says: DenseOnAnImage::at<constnet::layer<2, constnet::Dense,
// says: {10,
// says: constnet::receives<24, 24, 16>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 16, .kernel_size = 5}, Flatten{}, Dense{.units = 10}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 16, .kernel_size = 5}, Dense{.units = 10}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{24, 24, 16});
static_assert(Model::parameter_count == 92'586);
