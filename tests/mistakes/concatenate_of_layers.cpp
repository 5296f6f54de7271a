// Concatenate of layers that are not wrapped in branches.
// says: Concatenate takes branches: wrap each list of layers
// says: NotABranch::at<constnet::layer<1, constnet::Concatenate<
#include <constnet/dsl.hpp>

using namespace constnet;

constexpr Conv2D c16{.filters = 16, .kernel_size = 3, .padding = same, .activation = relu};

#ifdef CORRECTED
using Model = Sequential<Input{32, 32, 3}, Concatenate<Branch<c16>{}, Branch<>{}>{}>;
#else
using Model = Sequential<Input{32, 32, 3}, Concatenate<c16, c16>{}>;
#endif

static_assert(Model::output_shape == Shape{32, 32, 19});
