// A convolution whose filters were forgotten.
// says: Conv2D's filters must be 1 or more: say how many, as in .filters = 32
// says: Conv2DWithoutFilters::at<constnet::layer<1, constnet::Conv2D,
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 1, .kernel_size = 3}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.kernel_size = 3}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 1});
static_assert(Model::parameter_count == 10);
