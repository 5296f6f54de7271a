// A pooling window of three columns on an image of two.
// says: The pooling window is larger than the image it receives
// says: make pool_size smaller, say .padding = same, or remove this layer
// says: PoolingLargerThanInput::at<constnet::layer<1, constnet::MaxPooling2D,
// says: constnet::receives<8, 2, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 2, 3}, MaxPooling2D{.pool_size = 3, .padding = same}>;
#else
using Model = Sequential<Input{8, 2, 3}, MaxPooling2D{.pool_size = 3}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{3, 1, 3});
static_assert(Model::parameter_count == 0);
