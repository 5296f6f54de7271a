// Two layers of 1.6 thousand million weights: each would fit, both do not.
// says: The network exceeds 2'147'483'647 parameters with this layer: make it or its input smaller
// says: TooManyParameters::at<constnet::layer<3, constnet::Dense,
// says: {40000,
// says: constnet::receives<40000>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{200, 200, 1}, Flatten{}, Dense{.units = 40'000}, Dense{.units = 10'000}>;
#else
using Model = Sequential<Input{200, 200, 1}, Flatten{}, Dense{.units = 40'000}, Dense{.units = 40'000}>;
#endif

static_assert(Model::output_shape_of<2> == Shape{40'000});
static_assert(Model::parameter_count == 2'000'050'000);
