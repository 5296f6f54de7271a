// BatchNormalization keeps shapes and has up to four parameters a channel.
#include <constnet/dsl.hpp>

using namespace constnet;

using Model = Sequential<Input{4, 6, 3}, BatchNormalization{}, Flatten{}, BatchNormalization{.scale = false},
                         BatchNormalization{.momentum = 0.9, .epsilon = 1e-5, .center = false, .scale = false}>;
static_assert(Model::output_shape_of<1> == Shape{4, 6, 3});
static_assert(Model::output_shape == Shape{72});
static_assert(Model::parameter_count_of<1> == 12);
static_assert(Model::parameter_count_of<3> == 3 * 72);
static_assert(Model::parameter_count_of<4> == 2 * 72);
