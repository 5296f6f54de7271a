// A dense layer as the first of all.
// says: Dense takes one row of values, not an image: insert Flatten{} before it
// says: DenseOnAnImage::at<constnet::layer<1, constnet::Dense,
// says: {10,
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Flatten{}, Dense{.units = 10}>;
#else
using Model = Sequential<Input{28, 28, 1}, Dense{.units = 10}>;
#endif

static_assert(Model::parameter_count == 7'850);
