// A number in place of a layer.
// says: This is not a layer: Sequential takes layers, as in Flatten{} or Dense{.units = 10}
// says: NotALayer::at<constnet::layer<1, int, 42>
// says: constnet::receives<28, 28, 1>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Conv2D{.filters = 42, .kernel_size = 1}>;
#else
using Model = Sequential<Input{28, 28, 1}, 42>;
#endif

static_assert(Model::output_shape_of<1> == Shape{28, 28, 42});
static_assert(Model::parameter_count == 84);
