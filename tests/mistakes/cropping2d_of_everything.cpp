// Nothing is left of the image.
// says: Cropping2D takes all rows or columns of the image that it receives: make cropping smaller
// says: Cropping2DLeavesNothing::at<constnet::layer<1, constnet::Cropping2D,
// says: constnet::receives<8, 6, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 6, 3}, Cropping2D{2}>;
#else
using Model = Sequential<Input{8, 6, 3}, Cropping2D{3}>;
#endif

static_assert(Model::output_shape == Shape{4, 2, 3});
