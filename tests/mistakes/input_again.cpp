// A second Input in the middle.
// says: Input stands only at the beginning of a network: remove this one
// says: InputAgain::at<constnet::layer<2, constnet::Input,
// says: {14, 14, 1, 3}
// says: constnet::receives<14, 14, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, MaxPooling2D{}, Input{14, 14, 1}, Flatten{}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{14, 14, 1});
static_assert(Model::parameter_count == 0);
