// A kernel of 100'000 x 100'000 x 1'000'000'000 weights for each of 1'000 filters.
// says: The network exceeds 2'147'483'647 parameters with this layer: make it or its input smaller
// says: TooManyParameters::at<constnet::layer<1, constnet::Conv2D,
// says: {1000,
// says: {100000, 100000}
// says: constnet::receives<1, 1, 1000000000>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{1, 1, 1'000'000'000}, Conv2D{.filters = 1, .kernel_size = 1, .padding = same}>;
#else
using Model = Sequential<Input{1, 1, 1'000'000'000}, Conv2D{.filters = 1'000, .kernel_size = 100'000, .padding = same}>;
#endif

static_assert(Model::output_shape_of<1> == Shape{1, 1, 1});
static_assert(Model::parameter_count == 1'000'000'001);
