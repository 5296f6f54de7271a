// Draws models until one is good.
#include "models/random/random_model.hpp"

#include <initializer_list>
#include <optional>

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

DepthwiseConv2D draw_depthwise(Random& random) {
  return {.kernel_size = draw_size(random, 4, 0.3),
          .strides = random.chance(0.6) ? Size2(1) : draw_size(random, 3, 0.2),
          .padding = draw_padding(random),
          .depth_multiplier = random.chance(0.7) ? 1 : random.integer(2, 3),
          .activation = random.chance(0.5) ? relu : linear};
}

SeparableConv2D draw_separable(Random& random) {
  return {.filters = one_of(random, {1, 3, 4, 8, 16, 17, 33}),
          .kernel_size = draw_size(random, 3, 0.3),
          .strides = random.chance(0.7) ? 1 : 2,
          .padding = draw_padding(random),
          .depth_multiplier = random.chance(0.7) ? 1 : 2,
          .activation = random.chance(0.5) ? relu : linear};
}

Sides draw_sides(Random& random) {
  const auto side = [&] { return random.integer(0, 2); };
  return {{side(), side()}, {side(), side()}};
}

PReLU draw_slope(Random& random) {
  switch (random.integer(0, 2)) {
    case 0:
      return {.shared_axes = {1, 2}};
    case 1:
      return {.shared_axes = 3};
    default:
      return {};
  }
}

/// Numbers of which products and sums are exact, so that ties stay ties.
Rescaling draw_rescaling(Random& random) {
  return {.scale = random.chance(0.5) ? 0.5 : -2.0, .offset = random.chance(0.5) ? 0.0 : 0.25};
}

/// Something that few models have.
AnyLayer draw_rare_layer(Random& random) {
  switch (random.integer(0, 9)) {
    case 0:
      return ZeroPadding2D{draw_sides(random)};
    case 1:
      return Cropping2D{draw_sides(random)};
    case 2:
      return UpSampling2D{draw_size(random, 3, 0.4)};
    case 3:
      return Reshape{{random.integer(1, 6), random.integer(1, 6), -1}};
    case 4:
      return draw_rescaling(random);
    case 5:
      return draw_slope(random);
    case 6:
      return ReLU{.max_value = 2};
    case 7:
      return LeakyReLU{.negative_slope = 0.25};
    case 8:
      return Dropout{0.25};
    default:
      return SpatialDropout2D{0.5};
  }
}

AnyLayer draw_layer_of_images(Random& random, Variety variety) {
  if (variety == Variety::layers && random.chance(0.35)) return draw_rare_layer(random);
  if (variety == Variety::layers && random.chance(0.2)) return draw_depthwise(random);
  if (variety == Variety::layers && random.chance(0.1)) return draw_separable(random);
  if (random.chance(0.6)) return draw_conv(random, variety != Variety::plain);
  if (random.chance(0.7)) return draw_pool(random);
  return draw_mean(random);
}

void draw_dense_layers(Random& random, Variety variety, std::vector<AnyLayer>& layers) {
  if (variety == Variety::layers && random.chance(0.3)) {
    if (random.chance(0.5)) {
      layers.push_back(GlobalMaxPooling2D{});
    } else {
      layers.push_back(GlobalAveragePooling2D{});
    }
  } else {
    layers.push_back(Flatten{});
  }
  const int count = random.integer(1, 3);
  for (int i = 0; i < count; ++i) {
    const int units = one_of(random, {1, 2, 3, 5, 8, 10, 15, 16, 17, 33, 64, 70});
    layers.push_back(Dense{.units = units, .activation = random.chance(0.7) ? relu : linear});
  }
  if (random.chance(0.5)) std::get<Dense>(layers.back()).activation = softmax;
}

/// Whether `layer` has a kernel and hands its sums on as they are.
bool is_linear(const AnyLayer& layer) {
  return std::visit(
      [](const auto& known) {
        if constexpr (requires { known.activation; }) return known.activation == linear;
        return false;
      },
      layer);
}

/// Puts a normalization before some layer. Biases in front of it would have no gradient to compare.
void normalize(Random& random, std::vector<AnyLayer>& layers) {
  const int place = random.integer(1, static_cast<int>(layers.size()) - 1);
  for (int i = 0; i < place; ++i) {
    AnyLayer& before = layers[static_cast<std::size_t>(i)];
    const auto take_bias = [](auto& layer) {
      if constexpr (requires { layer.use_bias; }) layer.use_bias = false;
    };
    if (is_linear(before)) std::visit(take_bias, before);
  }
  layers.insert(layers.begin() + place, BatchNormalization{.center = random.chance(0.8), .scale = random.chance(0.8)});
}

/// Multiply-adds of a layer with no regard to what a later pool drops.
std::int64_t multiply_adds(const AnyLayer& any, Shape in, Shape out) {
  const auto taps = [](const auto& layer) { return std::int64_t{layer.kernel_size.height} * layer.kernel_size.width; };
  if (const auto* layer = std::get_if<Conv2D>(&any)) return out.size() * taps(*layer) * in.channels / layer->groups;
  if (const auto* layer = std::get_if<DepthwiseConv2D>(&any)) return out.size() * taps(*layer);
  if (const auto* layer = std::get_if<SeparableConv2D>(&any)) {
    return out.size() / out.channels * in.channels * layer->depth_multiplier * (taps(*layer) + out.channels);
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

template <typename... L>
bool is_one_of(const AnyLayer& layer) {
  return (std::holds_alternative<L>(layer) || ...);
}

/// Whether layer `i` finds the maximum of values that trained layers brought to the same: no image keeps a margin
/// there.
bool has_ties(const std::vector<AnyLayer>& layers, std::size_t i) {
  if (!is_one_of<MaxPooling2D, GlobalMaxPooling2D>(layers[i])) return false;
  bool equal = false;
  while (i-- > 0) {
    if (is_one_of<Conv2D, DepthwiseConv2D, SeparableConv2D, Dense>(layers[i])) return equal;
    equal = equal || is_one_of<UpSampling2D, ZeroPadding2D, ReLU, Dropout, SpatialDropout2D>(layers[i]);
  }
  return false;
}

/// Whether the windows of layer `i` may hold nothing but the zeros that stand before it.
bool may_see_only_zeros(const std::vector<AnyLayer>& layers, std::size_t i) {
  if (i == 0 || !is_one_of<ZeroPadding2D>(layers[i - 1])) return false;
  const auto may = [](const auto& pool) { return pool.pool_size != Size2(3) || pool.padding == same; };
  if (const auto* pool = std::get_if<MaxPooling2D>(&layers[i])) return may(*pool);
  if (const auto* pool = std::get_if<AveragePooling2D>(&layers[i])) return may(*pool);
  return false;
}

/// Whether the taps of a dilated kernel lie at both sides of a single row or column, and none on it.
bool sees_nothing(const AnyLayer& layer, Shape in) {
  const auto* conv = std::get_if<Conv2D>(&layer);
  if (conv == nullptr || conv->padding == valid) return false;
  const auto misses = [](int pixels, int taps, int dilation) { return pixels == 1 && taps % 2 == 0 && dilation > 1; };
  return misses(in.height, conv->kernel_size.height, conv->dilation_rate.height) ||
         misses(in.width, conv->kernel_size.width, conv->dilation_rate.width);
}

/// Whether every tensor of layer `i`, which `in` reaches, has a gradient for some parameters, and ties stay ties.
bool can_be_compared(const std::vector<AnyLayer>& layers, std::size_t i, Shape in) {
  const AnyLayer& layer = layers[i];
  const int pixels = in.height * in.width;
  // Behind a relu there would be zeros, where these have their bend, and nothing below zero for slopes to learn from.
  if (is_one_of<PReLU, ReLU, LeakyReLU>(layer)) {
    if (i == 0) return !is_one_of<PReLU>(layer);
    return is_linear(layers[i - 1]) || is_one_of<BatchNormalization>(layers[i - 1]);
  }
  if (is_one_of<Dropout>(layer)) return in.size() >= 16;
  if (is_one_of<SpatialDropout2D>(layer)) return in.channels >= 8;
  if (is_one_of<BatchNormalization>(layer)) return pixels >= 4;
  // A mean of another number of values is not exact.
  if (is_one_of<GlobalAveragePooling2D>(layer)) return (pixels & (pixels - 1)) == 0;
  return !has_ties(layers, i) && !may_see_only_zeros(layers, i) && !sees_nothing(layer, in);
}

/// One throw of the dice: nothing if the result has a mistake, exceeds the bounds or has no parameters.
std::optional<RandomModel> try_to_draw(Random& random, Variety variety) {
  RandomModel model;
  model.input = {random.integer(1, 15), random.integer(1, 15), one_of(random, {1, 1, 2, 3, 5, 7, 8, 16, 33, 66})};
  for (int left = random.integer(0, 4); left > 0; --left) {
    model.layers.push_back(draw_layer_of_images(random, variety));
  }
  if (model.layers.empty() || random.chance(0.85)) draw_dense_layers(random, variety, model.layers);
  if (variety == Variety::layers && model.layers.size() > 1 && random.chance(0.3)) normalize(random, model.layers);

  model.shapes.push_back(Shape(model.input.height, model.input.width, model.input.channels));
  bool has_parameters = false;
  for (std::size_t i = 0; i < model.layers.size(); ++i) {
    const Shape in = model.shapes.back();
    const AnyLayer& layer = model.layers[i];
    const auto out = shape_after(layer, static_cast<int>(i) + 1, i + 1 == model.layers.size(), in);
    if (!out || out->size() > max_values_of_a_layer) return std::nullopt;
    if (!can_be_compared(model.layers, i, in)) return std::nullopt;
    model.multiply_adds += multiply_adds(layer, in, *out);
    has_parameters = has_parameters || multiply_adds(layer, in, *out) > 0;
    model.shapes.push_back(*out);
  }
  if (model.multiply_adds > max_multiply_adds || !has_parameters) return std::nullopt;
  return model;
}

}  // namespace

RandomModel draw_model(std::uint64_t seed, int index) {
  Random random(Random(seed).bits() + static_cast<std::uint64_t>(index));
  const Feature& feature = features()[static_cast<std::size_t>(index) % features().size()];
  for (;;) {
    const std::optional<RandomModel> model = try_to_draw(random, feature.variety);
    if (model && feature.is_in(*model)) return *model;
  }
}

}  // namespace constnet::comparison
