// ActivityRegularization: it has the shape of what it receives, and no parameters.
#include <constnet/dsl.hpp>

#include "catch.hpp"

using namespace constnet;

namespace {

constexpr ActivityRegularization layer{.l1 = 0.01, .l2 = 0.5};
static_assert(output_shape(layer, Shape{5, 4, 3}) == Shape{5, 4, 3});
static_assert(output_shape(layer, Shape{7}) == Shape{7});
static_assert(parameter_count(layer, Shape{5, 4, 3}) == 0);
static_assert(ActivityRegularization{}.l1.value() == 0 && ActivityRegularization{}.l2.value() == 0);

constexpr Conv2D both{.filters = 2, .kernel_size = 3, .activity_regularizer = L1L2{0.25, 0.5}};
static_assert(l1_of(both.activity_regularizer).value() == 0.25 && l2_of(both.activity_regularizer).value() == 0.5);

}  // namespace

TEST_CASE("ActivityRegularization") { SUCCEED("what it computes was checked while this file was compiled"); }
