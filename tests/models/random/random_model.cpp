// Draws models until one is good, and prints them.
#include "models/random/random_model.hpp"

#include <initializer_list>
#include <optional>
#include <sstream>

#include "reference/random.hpp"

namespace constnet::comparison {
namespace {

using reference::Random;

int one_of(Random& random, std::initializer_list<int> values) {
  return values.begin()[random.integer(0, static_cast<int>(values.size()) - 1)];
}

Size2 draw_size(Random& random, int highest, double chance_of_two) {
  const int first = random.integer(1, highest);
  return random.chance(chance_of_two) ? Size2(first, random.integer(1, highest)) : Size2(first);
}

Padding draw_padding(Random& random) { return random.chance(0.5) ? same : valid; }

Conv2D draw_conv(Random& random, bool varied) {
  Conv2D layer{.filters = one_of(random, {1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 24, 31, 33, 48, 64, 65, 70}),
               .kernel_size = random.chance(0.3) ? Size2(3) : draw_size(random, 5, 0.3),
               .strides = random.chance(0.5) ? Size2(1) : draw_size(random, 3, 0.2),
               .padding = draw_padding(random),
               .activation = random.chance(0.65) ? relu : linear};
  if (varied && random.chance(0.5)) layer.dilation_rate = draw_size(random, 3, 0.3);
  if (varied && random.chance(0.5)) layer.groups = one_of(random, {2, 3, 4, 5, 8, 11, 16});
  return layer;
}

MaxPooling2D draw_pool(Random& random) {
  MaxPooling2D layer{.pool_size = draw_size(random, 3, 0.25), .padding = draw_padding(random)};
  if (random.chance(0.65)) layer.strides = draw_size(random, 3, 0.2);
  return layer;
}

/// Of windows that hold 1, 2 or 4 values: means of small whole numbers are exact then, and ties stay ties.
AveragePooling2D draw_mean(Random& random) {
  AveragePooling2D layer{.pool_size = draw_size(random, 2, 0.25), .padding = draw_padding(random)};
  if (random.chance(0.5)) layer.strides = draw_size(random, 3, 0.2);
  return layer;
}

AnyLayer draw_layer_of_images(Random& random, bool varied) {
  if (random.chance(0.6)) return draw_conv(random, varied);
  if (random.chance(0.7)) return draw_pool(random);
  return draw_mean(random);
}

void draw_dense_layers(Random& random, std::vector<AnyLayer>& layers) {
  layers.push_back(Flatten{});
  const int count = random.integer(1, 3);
  for (int i = 0; i < count; ++i) {
    const int units = one_of(random, {1, 2, 3, 5, 8, 10, 15, 16, 17, 33, 64, 70});
    layers.push_back(Dense{.units = units, .activation = random.chance(0.7) ? relu : linear});
  }
  if (random.chance(0.5)) std::get<Dense>(layers.back()).activation = softmax;
}

/// Multiply-adds of a layer with no regard to what a later pool drops.
std::int64_t multiply_adds(const AnyLayer& any, Shape in, Shape out) {
  if (const auto* layer = std::get_if<Conv2D>(&any)) {
    return out.size() * layer->kernel_size.height * layer->kernel_size.width * in.channels / layer->groups;
  }
  return std::holds_alternative<Dense>(any) ? in.size() * out.size() : 0;
}

/// The shape after a layer, or nothing where the DSL's check finds a mistake.
std::optional<Shape> shape_after(const AnyLayer& any, int number, bool is_last, Shape in) {
  return std::visit(
      [&](const auto& layer) -> std::optional<Shape> {
        const Place place{number, is_last, in, 0};
        if (decltype(all_mistakes_of(layer))::first(layer, place) != MistakeList<>::none) return std::nullopt;
        return output_shape(layer, in);
      },
      any);
}

/// One throw of the dice: nothing if the result has a mistake, exceeds the bounds or has no parameters.
std::optional<RandomModel> try_to_draw(Random& random, bool varied) {
  RandomModel model;
  model.input = {random.integer(1, 15), random.integer(1, 15), one_of(random, {1, 1, 2, 3, 5, 7, 8, 16, 33, 66})};
  for (int left = random.integer(0, 4); left > 0; --left) {
    model.layers.push_back(draw_layer_of_images(random, varied));
  }
  if (model.layers.empty() || random.chance(0.85)) draw_dense_layers(random, model.layers);

  model.shapes.push_back(Shape(model.input.height, model.input.width, model.input.channels));
  bool has_parameters = false;
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    const Shape in = model.shapes.back();
    const AnyLayer& layer = model.layers[i];
    const auto out = shape_after(layer, static_cast<int>(i) + 1, i + 1 == model.layers.size(), in);
    if (!out || out->size() > max_values_of_a_layer) return std::nullopt;
    model.multiply_adds += multiply_adds(layer, in, *out);
    has_parameters = has_parameters || multiply_adds(layer, in, *out) > 0;
    model.shapes.push_back(*out);
  }
  if (model.multiply_adds > max_multiply_adds || !has_parameters) return std::nullopt;
  return model;
}

const char* word(Padding padding) { return padding == same ? "same" : "valid"; }

const char* word(Activation activation) {
  return activation == relu ? "relu" : activation == softmax ? "softmax" : "linear";
}

std::string word(Size2 size) {
  if (size.height == size.width) return std::to_string(size.height);
  return "{" + std::to_string(size.height) + ", " + std::to_string(size.width) + "}";
}

std::string words(const Conv2D& layer) {
  std::ostringstream out;
  const std::string dilation = layer.dilation_rate == Size2(1) ? "" : ", .dilation_rate = " + word(layer.dilation_rate);
  const std::string groups = layer.groups == 1 ? "" : ", .groups = " + std::to_string(layer.groups);
  out << "Conv2D{.filters = " << layer.filters << ", .kernel_size = " << word(layer.kernel_size)
      << ", .strides = " << word(layer.strides) << ", .padding = " << word(layer.padding) << dilation << groups
      << ", .activation = " << word(layer.activation) << "}";
  return out.str();
}

template <Pooling L>
std::string words(const L& layer) {
  const std::string strides = layer.strides.is_given ? ", .strides = " + word(layer.strides) : "";
  return std::string(L::class_name) + "{.pool_size = " + word(layer.pool_size) + strides +
         ", .padding = " + word(layer.padding) + "}";
}

std::string words(const Flatten&) { return "Flatten{}"; }

std::string words(const Dense& layer) {
  return "Dense{.units = " + std::to_string(layer.units) + ", .activation = " + word(layer.activation) + "}";
}

}  // namespace

RandomModel draw_model(std::uint64_t seed, int index) {
  Random random(Random(seed).bits() + static_cast<std::uint64_t>(index));
  const Feature& feature = features()[static_cast<std::size_t>(index) % features().size()];
  for (;;) {
    const std::optional<RandomModel> model = try_to_draw(random, feature.varied);
    if (model && feature.is_in(*model)) return *model;
  }
}

std::string text(const RandomModel& model) {
  std::ostringstream out;
  out << "Sequential<\n    Input{" << model.input.height << ", " << model.input.width << ", " << model.input.channels
      << "}";
  for (const AnyLayer& layer : model.layers) {
    out << ",\n    " << std::visit([](const auto& known) { return words(known); }, layer);
  }
  out << ">";
  return out.str();
}

}  // namespace constnet::comparison
