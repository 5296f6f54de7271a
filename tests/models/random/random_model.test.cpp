// The random models are what they should be: the same for a seed, within bounds, and together with every feature.
#include "models/random/random_model.hpp"

#include "catch.hpp"
#include "models/sample.hpp"
#include "reference/network.hpp"

namespace constnet::comparison {
namespace {

reference::ReferenceNetwork reference_of(const RandomModel& model) {
  reference::ReferenceNetwork network;
  network.add(model.input);
  for (const AnyLayer& any : model.layers) std::visit([&](const auto& layer) { network.add(layer); }, any);
  return network;
}

}  // namespace

TEST_CASE("a seed and an index give one model") {
  CHECK(text(draw_model(7, 3)) == text(draw_model(7, 3)));
  CHECK(text(draw_model(7, 3)) != text(draw_model(7, 4)));
  CHECK(text(draw_model(7, 3)) != text(draw_model(8, 3)));
}

TEST_CASE("random models have every feature between them, one after the other") {
  for (const std::uint64_t seed : {1, 2, 3}) {
    for (const Feature& feature : features()) {
      CAPTURE(seed, feature.name);
      bool found = false;
      for (int index = 0; index < static_cast<int>(features().size()) && !found; ++index)
        found = feature.is_in(draw_model(seed, index));
      CHECK(found);
    }
  }
}

TEST_CASE("random models are within bounds and as the reference sees them") {
  for (int index = 0; index < 2 * static_cast<int>(features().size()); ++index) {
    const RandomModel model = draw_model(11, index);
    CAPTURE(index, text(model));
    CHECK(model.multiply_adds > 0);
    CHECK(model.multiply_adds <= max_multiply_adds);
    const reference::ReferenceNetwork network = reference_of(model);
    CHECK(network.output_shape() == model.shapes.back());
    CHECK(network.parameter_count() > 0);
  }
}

TEST_CASE("random models of all kinds of layers have samples to compare") {
  for (const std::uint64_t seed : {2, 3}) {
    for (std::size_t index = 0; index < features().size(); ++index) {
      if (features()[index].variety != Variety::layers) continue;
      const RandomModel model = draw_model(seed, static_cast<int>(index));
      CAPTURE(seed, index, text(model));
      reference::ReferenceNetwork network = reference_of(model);
      CHECK(draw_sample(network, 5, 3, index).count == 5);
    }
  }
}

TEST_CASE("a model is printed as a user writes it") {
  const RandomModel model{
      .input = {7, 5, 1},
      .layers = {Conv2D{.filters = 2, .kernel_size = {3, 1}, .padding = same, .activation = relu},
                 Conv2D{.filters = 4, .kernel_size = 1, .dilation_rate = 2, .groups = 2, .use_bias = false},
                 BatchNormalization{.scale = false}, MaxPooling2D{}, MaxPooling2D{.pool_size = 3, .strides = {1, 2}},
                 Flatten{}, Dense{.units = 10, .activation = softmax}},
      .shapes = {}};
  CHECK(text(model) ==
        "Sequential<\n"
        "    Input{7, 5, 1},\n"
        "    Conv2D{.filters = 2, .kernel_size = {3, 1}, .strides = 1, .padding = same, .activation = relu},\n"
        "    Conv2D{.filters = 4, .kernel_size = 1, .strides = 1, .padding = valid, .dilation_rate = 2, .groups = 2, "
        ".activation = linear, .use_bias = false},\n"
        "    BatchNormalization{.scale = false},\n"
        "    MaxPooling2D{.pool_size = 2, .padding = valid},\n"
        "    MaxPooling2D{.pool_size = 3, .strides = {1, 2}, .padding = valid},\n"
        "    Flatten{},\n"
        "    Dense{.units = 10, .activation = softmax}>");
}

}  // namespace constnet::comparison
