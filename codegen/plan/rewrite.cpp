// The description of a network, rewritten for prediction or for training.
#include "plan/rewrite.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace constnet::codegen {
namespace {

/// The rate of a layer of dropout; nothing for other layers.
std::optional<Number> rate_of(const Layer& layer) {
  if (const auto* dropout = std::get_if<Dropout>(&layer.arguments)) return dropout->rate;
  if (const auto* dropout = std::get_if<SpatialDropout2D>(&layer.arguments)) return dropout->rate;
  return std::nullopt;
}

bool drops(const Layer& layer) { return rate_of(layer) && rate_of(layer)->digits != 0; }

bool normalizes(const Layer& layer) { return std::holds_alternative<BatchNormalization>(layer.arguments); }

/// The activation of a layer with a kernel, or null.
Activation* activation_in(Arguments& arguments) {
  return std::visit(
      [](auto& own) -> Activation* {
        if constexpr (requires { own.activation; }) {
          return &own.activation;
        } else {
          return nullptr;
        }
      },
      arguments);
}

/// What a layer does, if that is all it does, or nothing.
std::optional<Activation> activation_of_its_own(const Layer& layer) {
  if (const auto* activation = std::get_if<Activation>(&layer.arguments)) return *activation;
  const auto* relu = std::get_if<ReLU>(&layer.arguments);
  const bool plain =
      relu != nullptr && !relu->max_value.is_given && relu->negative_slope.digits == 0 && relu->threshold.digits == 0;
  return plain ? std::optional(Activation::relu) : std::nullopt;
}

/// Takes layers out of the list.
class Rewriting {
 public:
  explicit Rewriting(const NetworkDescription& network) : network_{network.name, network.header, {}} {}

  void keep(const Layer& layer) {
    place_of_.push_back(static_cast<int>(network_.layers.size()));
    network_.layers.push_back(layer);
    for (int& input : network_.layers.back().inputs) input = place_of_[static_cast<std::size_t>(input)];
  }

  /// Who reads `layer` reads instead what it reads.
  void leave_out(const Layer& layer) { place_of_.push_back(place_of_[static_cast<std::size_t>(layer.inputs.front())]); }

  /// The layer whose output `layer` alone reads among the layers of `all`, as kept; null where there is another reader.
  Layer* kept_for(const Layer& layer, const NetworkDescription& all) {
    if (layer.inputs.size() != 1) return nullptr;
    int readers = 0;
    for (const Layer& other : all.layers)
      readers += std::count(other.inputs.begin(), other.inputs.end(), layer.inputs[0]);
    const int place = place_of_[static_cast<std::size_t>(layer.inputs[0])];
    return readers == 1 ? &network_.layers[static_cast<std::size_t>(place)] : nullptr;
  }

  NetworkDescription network() && { return std::move(network_); }

 private:
  NetworkDescription network_;
  std::vector<int> place_of_;  // of each layer before, or of the one that is read in its place
};

/// Without layers of dropout, or only without those that drop nothing.
NetworkDescription without_dropout(const NetworkDescription& network, bool all) {
  Rewriting rewriting(network);
  for (const Layer& layer : network.layers) {
    if (rate_of(layer) && (all || !drops(layer))) {
      rewriting.leave_out(layer);
    } else {
      rewriting.keep(layer);
    }
  }
  return std::move(rewriting).network();
}

NetworkDescription folded(const NetworkDescription& network) {
  Rewriting rewriting(network);
  for (const Layer& layer : network.layers) {
    Layer* before = rewriting.kept_for(layer, network);
    Activation* activation = before == nullptr ? nullptr : activation_in(before->arguments);
    const bool linear = activation != nullptr && *activation == Activation::linear;
    if (linear && normalizes(layer) && !before->normalization) {
      before->normalization = normalization_of(layer.name, std::get<BatchNormalization>(layer.arguments));
      rewriting.leave_out(layer);
    } else if (linear && before->normalization && activation_of_its_own(layer)) {
      *activation = *activation_of_its_own(layer);
      rewriting.leave_out(layer);
    } else {
      rewriting.keep(layer);
    }
  }
  return std::move(rewriting).network();
}

}  // namespace

bool differs_in_training(const NetworkDescription& network) {
  return std::any_of(network.layers.begin(), network.layers.end(),
                     [](const Layer& layer) { return drops(layer) || normalizes(layer); });
}

const Layer* first_that_differs(const NetworkDescription& network) {
  const auto found = std::find_if(network.layers.begin(), network.layers.end(), [](const Layer& layer) {
    return drops(layer) || (normalizes(layer) && layer.trainable);
  });
  return found == network.layers.end() ? nullptr : &*found;
}

Normalization normalization_of(const std::string& layer, const BatchNormalization& arguments) {
  return {layer, arguments.epsilon.value(), arguments.momentum.value(), arguments.scale, arguments.center};
}

NetworkDescription rewritten(const NetworkDescription& network, Purpose purpose) {
  if (purpose == Purpose::training) return without_dropout(network, false);
  return folded(without_dropout(network, true));
}

}  // namespace constnet::codegen
