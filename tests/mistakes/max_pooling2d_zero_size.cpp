// A pooling window without columns.
// says: Pooling needs a pool_size of 1 or more: leave it out for 2, or say .pool_size = 3 or {2, 1}
// says: PoolingWithoutSize::at<constnet::layer<1, constnet::MaxPooling2D,
// says: {2, 0}
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{.pool_size = {2, 1}}>;
#else
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{.pool_size = {2, 0}}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{14, 28, 1});
static_assert(Model::parameter_count == 0);
