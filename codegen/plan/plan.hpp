// From layers to steps: what is fused, how maps lie in memory, and where every block goes, for one vector width.
#pragma once

#include <constnet/codegen/network.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "steps/step.hpp"

namespace constnet::codegen {

/// Options::unroll for straight-line code whatever it costs.
constexpr long long kUnrollFull = -1;
/// Measured: networks of 20 to 300 nanoseconds an image gain 5 to 10 %, larger ones nothing and lose nothing.
constexpr long long kUnrollDefault = 4000;

/// What the user may choose about the generated code.
struct Options {
  bool training = false;
  int winograd = 2;  ///< largest Winograd tile, 2 to 6; 0: direct convolution everywhere
  /// Bytes of code within which a step that takes one image becomes straight-line code. kUnrollFull: all steps, and
  /// then micro-batches are one image and backward passes dense. Without a value kUnrollDefault, but 0 for small
  /// processors.
  std::optional<long long> unroll;
  std::vector<Target> targets{all_targets.begin(), all_targets.end()};
};

/// The steps of a network in order, each reading the map that the one before it wrote.
struct Plan {
  Target target;
  bool training = false;
  int micro_batch = 1;
  bool copies_input = false;  ///< predict copies the image first: into zero borders, or to pad its channels
  long long unroll = 0;       ///< Options::unroll for this target
  bool softmax = false;       ///< the last map goes through a softmax
  MapLayout input;
  std::vector<std::unique_ptr<Step>> steps;
  std::vector<MapLayout> maps;  ///< maps[i] is what steps[i] writes
  Memory memory;

  /// Whether predict of a batch keeps the map that steps[i] writes for all images: one that a step reads or writes for
  /// all of them together.
  bool keeps_map_of_all(std::size_t i) const {
    return i + 1 == steps.size() || steps[i]->takes_several() || steps[i + 1]->takes_several();
  }
  bool keeps_input_of_all() const { return !steps.empty() && steps.front()->takes_several(); }
  const MapLayout& output() const { return steps.empty() ? input : maps.back(); }
  std::string output_name() const { return steps.empty() ? "input" : steps.back()->name() + "_output"; }
};

/// Plans `network` for `target`. `micro_batch` is the number of images that the training arena holds.
Plan make_plan(const NetworkDescription& network, const Target& target, const Options& options, int micro_batch);

/// Images per micro-batch: as many, up to 16, as keep their maps and gradients within about a megabyte.
int choose_micro_batch(const NetworkDescription& network);

}  // namespace constnet::codegen
