// An average over five rows of an image of four.
// says: The pooling window is larger than the image it receives: make pool_size smaller, say .padding = same, or remove this layer
// says: PoolingLargerThanInput::at<constnet::layer<1, constnet::AveragePooling2D,
// says: constnet::receives<4, 8, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 8, 3}, AveragePooling2D{.pool_size = {4, 5}}>;
#else
using Model = Sequential<Input{4, 8, 3}, AveragePooling2D{.pool_size = {5, 4}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{1, 1, 3});
static_assert(Model::parameter_count == 0);
