// Global pooling that keeps rows and columns, and a layer that takes none.
// says: Dense takes one row of values, not an image: insert Flatten{} before it
// says: DenseOnAnImage::at<constnet::layer<2, constnet::Dense,
// says: constnet::receives<1, 1, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{2, 2, 3}, GlobalMaxPooling2D{}, Dense{.units = 2}>;
#else
using Model = Sequential<Input{2, 2, 3}, GlobalMaxPooling2D{.keepdims = true}, Dense{.units = 2}>;
#endif

static_assert(Model::parameter_count == 8);
