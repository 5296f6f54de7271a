// No groups at all.
// says: Conv2D's groups must divide both its filters and the channels it receives: leave it out for 1
// says: Conv2DGroups::at<constnet::layer<1, constnet::Conv2D,
// says: constnet::receives<28, 28, 6>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 6}, Conv2D{.filters = 4, .kernel_size = 3, .groups = 2}>;
#else
using Model = Sequential<Input{28, 28, 6}, Conv2D{.filters = 4, .kernel_size = 3, .groups = 0}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 4});
static_assert(Model::parameter_count == 112);
