// Augmentation layers: shapes, bounds and where they may stand.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

namespace {

using Model = Sequential<Input{28, 24, 3}, RandomFlip{horizontal}, RandomRotation{.factor = 0.05},
                         RandomTranslation{.height_factor = 0.1, .width_factor = {-0.1, 0.2}, .fill_mode = nearest},
                         RandomZoom{.height_factor = 0.1, .interpolation = nearest}, RandomContrast{.factor = 0.3},
                         RandomBrightness{.factor = {-0.1, 0.2}}, Conv2D{.filters = 4, .kernel_size = 3}>;
static_assert(Model::layer_count == 8);
static_assert(Model::output_shape_of<6> == Shape{28, 24, 3});
static_assert(Model::output_shape == Shape{26, 22, 4});
static_assert(Model::parameter_count == 112);

using Cropped = Sequential<Input{32, 29, 3}, RandomCrop{.height = 24, .width = 24}, RandomFlip{}, Flatten{}>;
static_assert(Cropped::output_shape_of<1> == Shape{24, 24, 3});
static_assert(Cropped::output_shape_of<2> == Shape{24, 24, 3});
static_assert(Cropped::parameter_count == 0);
static_assert(sides_of_the_middle(RandomCrop{24, 24}, Shape{32, 29, 3}) == Sides{{4, 4}, {2, 3}});

static_assert(Factor{0.25}.lower == Number{-0.25} && Factor{0.25}.upper == Number{0.25});
static_assert(Factor{-0.25} == Factor{0.25}, "as in Keras, one number's sign does not matter");
static_assert(Factor{0.5, -0.25} == Factor{-0.25, 0.5}, "as in Keras, bounds may come in any order");
static_assert(Factor{0} == Factor{0.0} && Factor{0}.is_given && !Factor{}.is_given);

static_assert(is_within(Factor{1}, -1) && !is_within(Factor{1.5}, -1) && !is_within(Factor{-2, 0}, -1));
static_assert(is_within(Factor{0.5}, 0), "one number has no lower bound where 0 is the least");
static_assert(!is_within(Factor{-0.5, 0.5}, 0));

}  // namespace

TEST_CASE("augmentation layers") { SUCCEED("what they say was checked while this file was compiled"); }
