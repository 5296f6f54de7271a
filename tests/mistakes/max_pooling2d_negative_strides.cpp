// Pooling that moves backwards along the rows.
// says: Pooling needs strides of 1 or more: leave them out for pool_size, or say .strides = 2
// says: PoolingWithoutStrides::at<constnet::layer<1, constnet::MaxPooling2D,
// says: {-1, 1}, true}
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{.pool_size = 3, .strides = 1}>;
#else
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{.pool_size = 3, .strides = {-1, 1}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 1});
static_assert(Model::parameter_count == 0);
