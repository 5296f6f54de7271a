// The functions that a layer may apply to its outputs, as an argument and as layers of their own.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// A function of each value x of a map; `softmax` is one of all channels, and stands on the last layer only. As an
/// argument, `.activation = relu`, or as a layer, `Activation{relu}`. Source: keras/src/activations/activations.py.
enum class Activation {
  linear,        ///< x
  relu,          ///< max(x, 0)
  softmax,       ///< exp(x) / sum of exp over the channels
  relu6,         ///< min(max(x, 0), 6)
  leaky_relu,    ///< x < 0: 0.2 x; else x. The layer LeakyReLU has another slope.
  sigmoid,       ///< 1 / (1 + exp(-x))
  tanh,          ///< (exp(x) - exp(-x)) / (exp(x) + exp(-x))
  elu,           ///< x < 0: exp(x) - 1; else x
  selu,          ///< 1.0507009873554805 * (x < 0: 1.6732632423543772 * (exp(x) - 1); else x)
  softplus,      ///< log(1 + exp(x))
  softsign,      ///< x / (1 + |x|)
  silu,          ///< x sigmoid(x)
  gelu,          ///< x / 2 (1 + erf(x / sqrt(2)))
  gelu_tanh,     ///< x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))
  hard_sigmoid,  ///< min(max(x / 6 + 1 / 2, 0), 1)
  hard_silu,     ///< x hard_sigmoid(x)
  exponential,   ///< exp(x)
};

// For models. tanh is left to its full name, Activation::tanh, because <math.h> declares a function of that name.
inline constexpr Activation linear = Activation::linear;
inline constexpr Activation relu = Activation::relu;
inline constexpr Activation softmax = Activation::softmax;
inline constexpr Activation relu6 = Activation::relu6;
inline constexpr Activation leaky_relu = Activation::leaky_relu;
inline constexpr Activation sigmoid = Activation::sigmoid;
inline constexpr Activation elu = Activation::elu;
inline constexpr Activation selu = Activation::selu;
inline constexpr Activation softplus = Activation::softplus;
inline constexpr Activation softsign = Activation::softsign;
inline constexpr Activation silu = Activation::silu;
inline constexpr Activation gelu = Activation::gelu;
inline constexpr Activation gelu_tanh = Activation::gelu_tanh;
inline constexpr Activation hard_sigmoid = Activation::hard_sigmoid;
inline constexpr Activation hard_silu = Activation::hard_silu;
inline constexpr Activation exponential = Activation::exponential;

constexpr const char* class_name_of(Activation) { return "Activation"; }
constexpr const char* snake_name_of(Activation) { return "activation"; }

constexpr Shape output_shape(Activation, Shape in) { return in; }

constexpr std::int64_t parameter_count(Activation, Shape) { return 0; }

namespace mistake {

/// Softmax inside the network, where its outputs would be inputs of another layer.
struct SoftmaxBeforeTheEnd {
  static constexpr bool found(Activation activation, const Place& place) {
    return activation == Activation::softmax && !place.is_last;
  }
  template <typename L>
  static constexpr bool found(const L& layer, const Place& place) {
    return found(layer.activation, place);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "softmax belongs on the last layer only: use .activation = relu or linear on this one");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(Activation) { return MistakeList<mistake::SoftmaxBeforeTheEnd>{}; }

/// x below max_value and above threshold, negative_slope * (x - threshold) below it: `ReLU{.max_value = 6}`.
/// Source: keras/src/layers/activations/relu.py.
struct ReLU {
  OptionalNumber max_value = {};
  Number negative_slope = 0;
  Number threshold = 0;

  static constexpr const char* class_name = "ReLU";
  static constexpr const char* snake_name = "re_lu";
};

constexpr Shape output_shape(const ReLU&, Shape in) { return in; }
constexpr std::int64_t parameter_count(const ReLU&, Shape) { return 0; }
constexpr auto mistakes_of(const ReLU&) { return MistakeList<>{}; }

/// x, or negative_slope * x where x is negative: `LeakyReLU{.negative_slope = 0.1}`.
/// Source: keras/src/layers/activations/leaky_relu.py.
struct LeakyReLU {
  Number negative_slope = 0.3;

  static constexpr const char* class_name = "LeakyReLU";
  static constexpr const char* snake_name = "leaky_re_lu";
};

constexpr Shape output_shape(const LeakyReLU&, Shape in) { return in; }
constexpr std::int64_t parameter_count(const LeakyReLU&, Shape) { return 0; }
constexpr auto mistakes_of(const LeakyReLU&) { return MistakeList<>{}; }

/// x, or alpha * (exp(x) - 1) where x is negative: `ELU{.alpha = 0.5}`. Source: keras/src/layers/activations/elu.py.
struct ELU {
  Number alpha = 1;

  static constexpr const char* class_name = "ELU";
  static constexpr const char* snake_name = "elu";
};

constexpr Shape output_shape(const ELU&, Shape in) { return in; }
constexpr std::int64_t parameter_count(const ELU&, Shape) { return 0; }
constexpr auto mistakes_of(const ELU&) { return MistakeList<>{}; }

}  // namespace constnet
