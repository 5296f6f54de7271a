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

  NetworkDescription network() && { return std::move(network_); }

 private:
  NetworkDescription network_;
  std::vector<int> place_of_;  // of each layer before, or of the one that is read in its place
};

}  // namespace

bool differs_in_training(const NetworkDescription& network) {
  return std::any_of(network.layers.begin(), network.layers.end(), drops);
}

NetworkDescription rewritten(const NetworkDescription& network, Purpose purpose) {
  Rewriting rewriting(network);
  for (const Layer& layer : network.layers) {
    const bool idle = rate_of(layer) && (purpose != Purpose::training || !drops(layer));
    if (idle) {
      rewriting.leave_out(layer);
    } else {
      rewriting.keep(layer);
    }
  }
  return std::move(rewriting).network();
}

}  // namespace constnet::codegen
