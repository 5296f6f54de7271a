// A negative number of filters.
// says: Conv2D's filters must be 1 or more: say how many, as in .filters = 32
// says: Conv2DWithoutFilters::at<constnet::layer<1, constnet::Conv2D,
// says: {-32,
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3}>;
#else
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = -32, .kernel_size = 3}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{26, 26, 32});
static_assert(Model::parameter_count == 320);
