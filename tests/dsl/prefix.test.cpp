// Networks made of the first layers of another one.
#include <constnet/dsl.hpp>
#include <type_traits>

#include "catch.hpp"

using namespace constnet;

namespace {

constexpr Conv2D convolution{.filters = 4, .kernel_size = 3, .activation = relu};
constexpr Dense head{.units = 10, .activation = softmax};

using Model = Sequential<Input{9, 7, 1}, convolution, MaxPooling2D{}, Flatten{}, head>;

static_assert(std::is_same_v<FirstLayers<Model, 3>, Sequential<Input{9, 7, 1}, convolution, MaxPooling2D{}>>);
static_assert(std::is_same_v<FirstLayers<Model, 5>, Model>);
static_assert(FirstLayers<Model, 2>::output_shape == Model::output_shape_of<1>);

static_assert(std::is_same_v<WithHead<Model, 4, Dense{.units = 3}>,
                             Sequential<Input{9, 7, 1}, convolution, MaxPooling2D{}, Flatten{}, Dense{.units = 3}>>);

constexpr Conv2D frozen_convolution{.filters = 4, .kernel_size = 3, .activation = relu, .trainable = false};
static_assert(std::is_same_v<FreezeFirst<Model, 4>,
                             Sequential<Input{9, 7, 1}, frozen_convolution, MaxPooling2D{}, Flatten{}, head>>);
static_assert(FreezeFirst<Model, 4>::parameter_count == Model::parameter_count);

// Layers inside of layers.
constexpr Conv2D keeping{.filters = 4, .kernel_size = 3, .padding = same};
constexpr Conv2D frozen_keeping{.filters = 4, .kernel_size = 3, .padding = same, .trainable = false};
using Nested = Sequential<Input{9, 7, 4}, Residual<keeping, Activation{relu}>{},
                          Concatenate<Branch<keeping>{}, Branch<>{}>{}, keeping>;
static_assert(
    std::is_same_v<FreezeFirst<Nested, 3>, Sequential<Input{9, 7, 4}, Residual<frozen_keeping, Activation{relu}>{},
                                                      Concatenate<Branch<frozen_keeping>{}, Branch<>{}>{}, keeping>>);

}  // namespace

TEST_CASE("first layers") { SUCCEED("what they make was checked while this file was compiled"); }
