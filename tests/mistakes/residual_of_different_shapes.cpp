// A residual whose layers change the number of channels, without a projection.
// says: Residual adds what its layers make of the image to the image: both need the same shape
// says: ResidualOfDifferentShapes::at<constnet::layer<1, constnet::Residual<
// says: constnet::receives<32, 32, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

constexpr Conv2D c16{.filters = 16, .kernel_size = 3, .padding = same, .activation = relu};

#ifdef CORRECTED
using Model = Sequential<Input{32, 32, 16}, Residual<c16>{}>;
#else
using Model = Sequential<Input{32, 32, 3}, Residual<c16>{}>;
#endif

static_assert(Model::output_shape == Shape{32, 32, 16});
