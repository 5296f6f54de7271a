// The functions that a layer may apply to its outputs.
#pragma once

namespace constnet {

/// `linear`: x. `relu`: max(x, 0). `softmax`: exp(x) over its sum along the channels, on the last layer only.
enum class Activation { linear, relu, softmax };

inline constexpr Activation linear = Activation::linear;
inline constexpr Activation relu = Activation::relu;
inline constexpr Activation softmax = Activation::softmax;

}  // namespace constnet
