// The two generated files of a network.
#pragma once

#include <constnet/codegen/network.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace constnet::codegen {

/// A network planned for every width that its generated source has a body for.
struct PlannedNetwork {
  const NetworkDescription& network;
  std::vector<Plan> plans = {};             ///< for prediction and training, or, where these differ, for prediction
  std::vector<std::string> step_code = {};  ///< the functions of each plan's steps, and what copies maps in and out
  std::vector<Plan> training_plans = {};    ///< for training, where it differs
  std::vector<std::string> training_step_code = {};
  bool training = false;
  bool step_times = false;
  bool device = false;  ///< the header says what the network would need on a microcontroller
  int micro_batch = 1;

  bool trains_apart() const { return !training_plans.empty(); }
  /// What training normalizes with the statistics of the batch.
  std::vector<BatchNormalized> normalized() const {
    return trains_apart() ? training_plans.front().normalized() : std::vector<BatchNormalized>{};
  }
  /// Channels of the arena's statistics.
  int normalized_channels() const;
  bool draws_numbers() const { return trains_apart() && training_plans.front().draws_numbers(); }
  bool adds_to_loss() const { return trains_apart() && training_plans.front().adds_to_loss(); }
  /// Whether there is a train_step, which changes weights in place.
  bool trains_in_place() const { return plans.front().train_step.has_value(); }
};

/// What is done for one image or micro-batch, unrolled as far as the plan says.
std::string step_code(const Plan& plan);

/// Plans `network` for all targets of `options`.
PlannedNetwork plan_network(const NetworkDescription& network, const Options& options);

/// The comment at the top of both files: where they come from, the summary, memory and multiply-adds.
std::string banner(const PlannedNetwork& planned);

/// NAME.gen.hpp: constants, the types of all blocks of memory, the functions, and `Network`, which bundles them.
std::string header_text(const PlannedNetwork& planned);

/// NAME.gen.cpp: a body per vector width and the dispatch between them.
std::string source_text(const PlannedNetwork& planned);

/// Identifies the network and the layout of its Prepared: a hash of the code that makes it.
std::uint64_t layout_of(const PlannedNetwork& planned);

/// Floats of FrozenWeights or TrainedWeights without any weights: no padding behind them.
inline constexpr long long kSmallestBlock = 16;

/// Sizes of the blocks of memory in elements, the largest over all widths, and in bytes.
struct BlockSizes {
  long long prepared = 0;
  long long training_prepared = 0;
  long long inference_floats = 0;
  long long batch_floats = 0;
  long long floats = 0;
  long long gradients = 0;
  long long words = 0;
  long long bytes = 0;
  long long frozen = 0;  ///< the parts of `prepared` with a train_step
  long long trained = 0;
  long long state = 0;

  long long training_others = 0;  ///< in bytes: what dropout, normalization and penalties have in the training arena

  long long training_arena_bytes() const { return training_others + 4 * (floats + gradients + words) + bytes; }
};
BlockSizes block_sizes(const PlannedNetwork& planned);

}  // namespace constnet::codegen
