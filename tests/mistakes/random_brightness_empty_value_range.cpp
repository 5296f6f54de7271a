// A range of values that does not rise.
// says: This layer's value_range must rise: leave it out for {0, 1}, or say {low, high}
// says: ValueRangeIsEmpty::at<constnet::layer<1, constnet::RandomBrightness,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, RandomBrightness{.factor = 0.1, .value_range = {0, 1}}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}, RandomBrightness{.factor = 0.1, .value_range = {1, 0}}, Flatten{}>;
#endif

static_assert(Model::output_shape == Shape{784});
