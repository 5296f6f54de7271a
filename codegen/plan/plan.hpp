// From layers to steps: what is fused, how maps lie in memory, and where every block goes, for one vector width.
#pragma once

#include <constnet/codegen/network.hpp>
#include <optional>
#include <string>
#include <vector>

#include "plan/fuse.hpp"
#include "plan/rewrite.hpp"

namespace constnet::codegen {

/// Options::unroll for straight-line code whatever it costs.
constexpr long long kUnrollFull = -1;
/// Measured: networks of 20 to 300 nanoseconds an image gain 5 to 10 %, larger ones nothing and lose nothing.
constexpr long long kUnrollDefault = 4000;

/// What the user may choose about the generated code.
struct Options {
  bool training = false;
  bool step_times = false;  ///< also functions that tell an observer of each step
  bool device = false;      ///< also a text of what the network would need on a microcontroller
  int winograd = 2;         ///< largest Winograd tile, 2 to 6; 0: direct convolution everywhere
  /// Bytes of code within which a step that takes one image becomes straight-line code. kUnrollFull: all steps, and
  /// then micro-batches are one image and backward passes dense. Without a value kUnrollDefault, but 0 for small
  /// processors.
  std::optional<long long> unroll;
  std::shared_ptr<Tuning> tuning;        ///< measured choices in place of the cost model's, or null
  std::optional<UpdateRule> train_step;  ///< a training step for small memories in place of `training`
  std::vector<Target> targets{all_targets.begin(), all_targets.end()};
};

/// A step that reads a map, and which of its inputs the map is.
struct Reader {
  int step;
  std::size_t input;
};

/// A gradient that a reader of a map with several readers writes for itself; it is added to the map's own afterwards.
struct ExtraGradient {
  Reader reader;
  int map;
  std::string block;
};

/// The steps of a network in order. A map is known by the number of the step that writes it; the network's input is
/// PlannedStep::image.
struct Plan {
  Target target;
  bool predicts = true;
  bool training = false;
  std::optional<UpdateRule> train_step;  ///< training changes the weights in place, one image at a time
  int micro_batch = 1;
  /// Of each part between layers that normalize with the statistics of the batch: images that pass through its steps
  /// together in training. Empty: all images of the arena.
  std::vector<int> groups;
  bool copies_input = false;  ///< predict copies the image first: into zero borders, to pad its channels, to rescale it
  std::optional<ImageRescaling> rescaling;  ///< of the images
  long long unroll = 0;                     ///< Options::unroll for this target
  bool normalizes = false;                  ///< there is a BatchNormalization, be it folded
  bool softmax = false;                     ///< the last map goes through a softmax
  MapLayout input;
  std::vector<PlannedStep> steps;
  std::vector<MapLayout> maps;  ///< maps[i] is what steps[i] writes
  std::vector<int> runs;  ///< of each step in predict of a batch: steps of one run take image after image together
  std::vector<ExtraGradient> extra_gradients;
  Memory memory;
  std::vector<std::vector<Block>> sums;  ///< what each step has claimed of memory.gradients

  const Step& step(std::size_t i) const { return *steps[i].step; }
  const MapLayout& layout(int map) const {
    return map == PlannedStep::image ? input : maps[static_cast<std::size_t>(map)];
  }
  /// "input", or "conv2d_1_output".
  std::string name_of(int map) const;
  /// In order.
  std::vector<Reader> readers_of(int map) const;
  /// The last step that reads the map; behind all steps where the network's output is read from it.
  int last_reader_of(int map) const;
  /// Whether predict of a batch keeps the map for all images: one that is read in another run than written, or by a
  /// step that takes several images at once.
  bool keeps_map_of_all(int map) const;
  /// The part in which the map is written: so many layers up to its own normalize with the statistics of the batch.
  int part_of(int map) const;
  /// Images that pass together through the part in which the map is written.
  int group_of(int map) const;
  /// Whether the map's gradient outlives a group of images: what is written in one part of backward and read in
  /// another.
  bool keeps_gradient(int map) const;
  int last_map() const { return static_cast<int>(steps.size()) - 1; }
  const MapLayout& output() const { return layout(last_map()); }
  std::string output_name() const { return name_of(last_map()); }
  /// Of predict, for one image.
  long long multiply_adds() const;
  /// Whether a step draws random numbers.
  bool draws_numbers() const;
  /// Whether a step adds to the loss.
  bool adds_to_loss() const;
  /// What steps normalize with the statistics of the batch, in the order of the steps.
  std::vector<BatchNormalized> normalized() const;
  /// Whether anything behind the input is trained.
  bool has_backward() const { return training && !steps.empty() && steps.back().step->in_backward(); }
};

/// Plans `network`, rewritten for `purpose`, for `target`. `micro_batch` is the number of images that the training
/// arena holds; where they pass in groups, `groups` has the number of images of each part.
Plan make_plan(const NetworkDescription& network, const Target& target, const Options& options, int micro_batch,
               Purpose purpose = Purpose::both, const std::vector<int>& groups = {});

/// Images per micro-batch, up to 16: what each image moves through memory is least. More images share a pass over the
/// weights; fewer keep their maps and gradients in a cache.
int choose_micro_batch(const NetworkDescription& network);

}  // namespace constnet::codegen
