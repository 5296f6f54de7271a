// An average whose window never moves.
// says: Pooling needs strides of 1 or more: leave them out for pool_size, or say .strides = 2
// says: PoolingWithoutStrides::at<constnet::layer<1, constnet::AveragePooling2D,
// says: {0, 0}, true}
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, AveragePooling2D{}>;
#else
using Model = Sequential<Input{28, 28, 1}, AveragePooling2D{.strides = 0}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{14, 14, 1});
static_assert(Model::parameter_count == 0);
