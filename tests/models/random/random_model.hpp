// Random models without a mistake, as plain values and as text in the DSL.
#pragma once

#include <constnet/dsl.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace constnet::comparison {

using AnyLayer =
    std::variant<Conv2D, DepthwiseConv2D, SeparableConv2D, MaxPooling2D, AveragePooling2D, GlobalMaxPooling2D,
                 GlobalAveragePooling2D, ZeroPadding2D, Cropping2D, UpSampling2D, Reshape, Flatten, Rescaling, ReLU,
                 LeakyReLU, PReLU, Dropout, SpatialDropout2D, BatchNormalization, Dense>;

/// A model as values, with the shapes that the DSL's rules give.
struct RandomModel {
  Input input;
  std::vector<AnyLayer> layers;
  std::vector<Shape> shapes;  ///< shapes[i] reaches layers[i]; the last one is the model's output
  std::int64_t multiply_adds = 0;
};

/// What a model is drawn from.
enum class Variety {
  plain,         ///< convolutions, pools and dense layers
  convolutions,  ///< the same, where convolutions may be dilated and in groups
  layers,        ///< all that AnyLayer can be: no branches, no augmentation
};

/// Something that a set of models should have somewhere.
struct Feature {
  const char* name;
  std::function<bool(const RandomModel&)> is_in;
  Variety variety = Variety::plain;  ///< of the models that are drawn for it
};

/// All that the random models must cover between them.
const std::vector<Feature>& features();

/// Bounds that keep the tests quick: the reference, generated code of one lane, and images drawn again for their
/// margin.
inline constexpr std::int64_t max_multiply_adds = 1'000'000;
inline constexpr std::int64_t max_values_of_a_layer = 5'000;

/// Model number `index` of a seed: within the bounds, free of mistakes by the DSL's own check, and with feature
/// `index`, counted round and round.
RandomModel draw_model(std::uint64_t seed, int index);

/// "Sequential<Input{7, 5, 1}, ...>", one layer a line.
std::string text(const RandomModel& model);

}  // namespace constnet::comparison
