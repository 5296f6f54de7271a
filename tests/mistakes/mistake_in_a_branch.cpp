// A mistake of a layer inside of a branch is said as the layer's own, with its place.
// says: Conv2D's filters must be 1 or more
// says: Conv2DWithoutFilters::at<constnet::layer<2, constnet::Conv2D,
// says: constnet::in_branch<1, 1>
// says: constnet::receives<32, 32, 16>>
#include <constnet/dsl.hpp>

using namespace constnet;

constexpr Conv2D c16{.filters = 16, .kernel_size = 3, .padding = same, .activation = relu};

#ifdef CORRECTED
using Model = Sequential<Input{32, 32, 16}, Residual<c16, Conv2D{.filters = 16, .kernel_size = 1}>{}>;
#else
using Model = Sequential<Input{32, 32, 16}, Residual<c16, Conv2D{.kernel_size = 1}>{}>;
#endif

static_assert(Model::output_shape == Shape{32, 32, 16});
