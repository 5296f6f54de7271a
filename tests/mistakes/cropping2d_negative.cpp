// A row more, by cropping.
// says: Cropping2D's cropping must be 0 or more at each side: say it, as in .cropping = 2 or {{0, 1}, {0, 1}}
// says: NegativeCropping2D::at<constnet::layer<1, constnet::Cropping2D,
// says: constnet::receives<8, 8, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 8, 3}, Cropping2D{1}>;
#else
using Model = Sequential<Input{8, 8, 3}, Cropping2D{-1}>;
#endif

static_assert(Model::output_shape == Shape{6, 6, 3});
