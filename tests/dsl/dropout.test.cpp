// Dropout keeps shapes and has no parameters.
#include <constnet/dsl.hpp>

using namespace constnet;

using Model =
    Sequential<Input{4, 6, 3}, SpatialDropout2D{.rate = 0.2}, Flatten{}, Dropout{0.5}, Dropout{0}, Dropout{1}>;
static_assert(Model::output_shape_of<1> == Shape{4, 6, 3});
static_assert(Model::output_shape == Shape{72});
static_assert(Model::parameter_count == 0);
