// A row less, by padding.
// says: ZeroPadding2D's padding must be 0 or more at each side: say it, as in .padding = 1 or {{0, 1}, {0, 1}}
// says: NegativeZeroPadding2D::at<constnet::layer<1, constnet::ZeroPadding2D,
// says: constnet::receives<8, 8, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{8, 8, 3}, ZeroPadding2D{{{0, 1}, {0, 1}}}>;
#else
using Model = Sequential<Input{8, 8, 3}, ZeroPadding2D{{{0, 1}, {0, -1}}}>;
#endif

static_assert(Model::output_shape == Shape{9, 9, 3});
