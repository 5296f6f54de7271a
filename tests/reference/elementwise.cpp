// Activations and their derivatives, in the words of <cmath>.
#include "reference/elementwise.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace constnet::reference {
namespace {

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
double normal_below(double x) { return 0.5 * std::erfc(-x / std::numbers::sqrt2); }

constexpr double selu_scale = 1.0507009873554805;
constexpr double selu_alpha = 1.6732632423543772;

Function relu_with(double slope, double max_value, double threshold) {
  Function f{[=](double x) { return x > threshold ? std::min(x, max_value) : slope * (x - threshold); },
             [=](double x) { return x <= threshold  ? slope
                                    : x < max_value ? 1.0
                                                    : 0.0; },
             {threshold}};
  if (std::isfinite(max_value)) f.kinks.push_back(max_value);
  return f;
}

Function elu_with(double alpha, double scale) {
  Function f{[=](double x) { return scale * (x > 0 ? x : alpha * std::expm1(x)); },
             [=](double x) { return scale * (x > 0 ? 1 : alpha * std::exp(x)); },
             {}};
  if (alpha != 1) f.kinks.push_back(0);
  return f;
}

double gelu_tanh_inner(double x) { return std::sqrt(2 / std::numbers::pi) * (x + 0.044715 * x * x * x); }

}  // namespace

Function function_of(Activation activation) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  switch (activation) {
    case Activation::linear:
    case Activation::softmax:
      break;
    case Activation::relu:
      return relu_with(0, infinity, 0);
    case Activation::relu6:
      return relu_with(0, 6, 0);
    case Activation::leaky_relu:
      return relu_with(0.2, infinity, 0);
    case Activation::sigmoid:
      return {sigmoid, [](double x) { return sigmoid(x) * sigmoid(-x); }, {}};
    case Activation::tanh:
      return {[](double x) { return std::tanh(x); }, [](double x) { return 1 - std::tanh(x) * std::tanh(x); }, {}};
    case Activation::elu:
      return elu_with(1, 1);
    case Activation::selu:
      return elu_with(selu_alpha, selu_scale);
    case Activation::softplus:
      return {[](double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }, sigmoid, {}};
    case Activation::softsign:
      return {[](double x) { return x / (1 + std::abs(x)); },
              [](double x) { return 1 / ((1 + std::abs(x)) * (1 + std::abs(x))); },
              {}};
    case Activation::silu:
      return {[](double x) { return x * sigmoid(x); }, [](double x) { return sigmoid(x) * (1 + x * sigmoid(-x)); }, {}};
    case Activation::gelu:
      return {[](double x) { return x * normal_below(x); },
              [](double x) { return normal_below(x) + x * std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); },
              {}};
    case Activation::gelu_tanh:
      return {[](double x) { return x / 2 * (1 + std::tanh(gelu_tanh_inner(x))); },
              [](double x) {
                const double t = std::tanh(gelu_tanh_inner(x));
                return (1 + t) / 2 + x / 2 * (1 - t * t) * std::sqrt(2 / std::numbers::pi) * (1 + 0.134145 * x * x);
              },
              {}};
    case Activation::hard_sigmoid:
      return {[](double x) { return std::clamp(x / 6 + 0.5, 0.0, 1.0); },
              [](double x) { return std::abs(x) < 3 ? 1.0 / 6 : 0.0; },
              {-3, 3}};
    case Activation::hard_silu:
      return {[](double x) { return x * std::clamp(x / 6 + 0.5, 0.0, 1.0); },
              [](double x) { return std::abs(x) < 3 ? x / 3 + 0.5
                                    : x > 0         ? 1.0
                                                    : 0.0; },
              {-3, 3}};
    case Activation::exponential:
      return {[](double x) { return std::exp(x); }, [](double x) { return std::exp(x); }, {}};
  }
  return {[](double x) { return x; }, [](double) { return 1.0; }, {}};
}

Function function_of(const constnet::ReLU& layer) {
  return relu_with(layer.negative_slope.value(),
                   layer.max_value.is_given ? layer.max_value.value() : std::numeric_limits<double>::infinity(),
                   layer.threshold.value());
}

Function function_of(const constnet::LeakyReLU& layer) {
  return relu_with(layer.negative_slope.value(), std::numeric_limits<double>::infinity(), 0);
}

Function function_of(const constnet::ELU& layer) { return elu_with(layer.alpha.value(), 1); }

Function function_of(const constnet::Rescaling& layer) {
  const double scale = layer.scale.value();
  const double offset = layer.offset.value();
  return {[=](double x) { return scale * x + offset; }, [=](double) { return scale; }, {}};
}

Batch Elementwise::forward(const Batch& inputs) {
  inputs_ = inputs;
  Batch outputs = inputs;
  for (double& value : outputs.values) value = function_.value(value);
  return outputs;
}

Batch Elementwise::backward(const Batch& d_outputs, std::span<double>) {
  Batch d_inputs = d_outputs;
  for (std::size_t i = 0; i < d_inputs.values.size(); ++i) d_inputs.values[i] *= function_.slope(inputs_.values[i]);
  return d_inputs;
}

double Elementwise::smallest_margin(int image, const Layer*) const {
  double margin = std::numeric_limits<double>::infinity();
  const std::size_t size = inputs_.size_of_one();
  for (std::size_t i = image * size; i < (image + 1) * size; ++i) {
    for (const double kink : function_.kinks) margin = std::min(margin, std::abs(inputs_.values[i] - kink));
  }
  return margin;
}

}  // namespace constnet::reference
