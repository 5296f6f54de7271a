// The description of a network, rewritten for prediction or for training.
#include "plan/rewrite.hpp"

#include <algorithm>
#include <optional>
#include <set>
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

/// The penalty on a layer's outputs, if it has one or is one.
std::optional<ActivityRegularization> penalty_of(const Layer& layer) {
  const auto penalty = std::visit(
      [](const auto& own) -> ActivityRegularization {
        if constexpr (std::is_same_v<std::decay_t<decltype(own)>, ActivityRegularization>) {
          return own;
        } else if constexpr (requires { own.activity_regularizer; }) {
          return {l1_of(own.activity_regularizer), l2_of(own.activity_regularizer)};
        } else {
          return {};
        }
      },
      layer.arguments);
  return penalty.l1.digits != 0 || penalty.l2.digits != 0 ? std::optional(penalty) : std::nullopt;
}

bool is_penalty(const Layer& layer) { return std::holds_alternative<ActivityRegularization>(layer.arguments); }

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

  /// Keeps `layer` with `behind` after it, which others read in its place.
  void keep_with(const Layer& layer, Layer behind) {
    keep(layer);
    behind.inputs = {place_of_.back()};
    place_of_.back() = static_cast<int>(network_.layers.size());
    network_.layers.push_back(std::move(behind));
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

/// Without layers of dropout and penalties, or only without those that do nothing in training.
NetworkDescription without_idle(const NetworkDescription& network, bool all) {
  Rewriting rewriting(network);
  for (const Layer& layer : network.layers) {
    const bool idle = (rate_of(layer) && (all || !drops(layer))) || (is_penalty(layer) && (all || !penalty_of(layer)));
    if (idle) {
      rewriting.leave_out(layer);
    } else if (!all && penalty_of(layer) && !is_penalty(layer)) {
      rewriting.keep_with(layer, {.name = layer.name + "_activity",
                                  .class_name = ActivityRegularization::class_name,
                                  .arguments = *penalty_of(layer),
                                  .inputs = {},
                                  .input = layer.output,
                                  .output = layer.output});
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

/// The layer that alone reads layer `at`, as a position; 0 where there is none or where it reads others as well.
std::size_t only_reader(const NetworkDescription& network, std::size_t at) {
  std::size_t reader = 0;
  int readers = 0;
  for (std::size_t i = 1; i < network.layers.size(); ++i) {
    const std::vector<int>& inputs = network.layers[i].inputs;
    readers += std::count(inputs.begin(), inputs.end(), static_cast<int>(at));
    if (inputs == std::vector<int>{static_cast<int>(at)}) reader = i;
  }
  return readers == 1 ? reader : 0;
}

/// Whether prediction and training pass by the layer: all that is done is done before.
bool changes_images_elsewhere(const Layer& layer) {
  const auto* augmentation = std::get_if<Augmentation>(&layer.arguments);
  return augmentation != nullptr && !std::holds_alternative<RandomCrop>(*augmentation);
}

/// Without the Rescaling layers that stand before all others.
NetworkDescription with_images_rescaled(const NetworkDescription& network) {
  std::set<std::size_t> taken;
  std::optional<ImageRescaling> whole;
  for (std::size_t at = only_reader(network, 0); at != 0; at = only_reader(network, at)) {
    if (const auto* own = std::get_if<Rescaling>(&network.layers[at].arguments)) {
      const ImageRescaling before = whole.value_or(ImageRescaling{});
      whole = {before.scale * own->scale.value(), before.offset * own->scale.value() + own->offset.value()};
      taken.insert(at);
    } else if (!changes_images_elsewhere(network.layers[at])) {
      break;
    }
  }
  if (!whole) return network;
  Rewriting rewriting(network);
  for (std::size_t i = 0; i < network.layers.size(); ++i) {
    if (taken.contains(i)) {
      rewriting.leave_out(network.layers[i]);
    } else {
      rewriting.keep(network.layers[i]);
    }
  }
  NetworkDescription rescaled = std::move(rewriting).network();
  rescaled.rescaling = whole;
  return rescaled;
}

}  // namespace

bool differs_in_training(const NetworkDescription& network) {
  return std::any_of(network.layers.begin(), network.layers.end(),
                     [](const Layer& layer) { return drops(layer) || normalizes(layer) || penalty_of(layer); });
}

const Layer* first_that_differs(const NetworkDescription& network) {
  const auto found = std::find_if(network.layers.begin(), network.layers.end(), [](const Layer& layer) {
    return drops(layer) || penalty_of(layer) || (normalizes(layer) && layer.trainable);
  });
  return found == network.layers.end() ? nullptr : &*found;
}

Normalization normalization_of(const std::string& layer, const BatchNormalization& arguments) {
  return {layer, arguments.epsilon.value(), arguments.momentum.value(), arguments.scale, arguments.center};
}

NetworkDescription rewritten(const NetworkDescription& network, Purpose purpose) {
  if (purpose == Purpose::training) return with_images_rescaled(without_idle(network, false));
  return with_images_rescaled(folded(without_idle(network, true)));
}

}  // namespace constnet::codegen
