// One step of training: gradients of a batch, on several threads, and the optimizer's update.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "constnet/desk/augmentation/augmenter.hpp"
#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/losses/loss.hpp"
#include "constnet/desk/metrics/metrics.hpp"
#include "constnet/desk/optimizers/optimizer.hpp"
#include "constnet/desk/training/batch_targets.hpp"
#include "constnet/desk/training/memory.hpp"
#include "constnet/desk/training/network_view.hpp"
#include "constnet/desk/training/thread_pool.hpp"

namespace constnet::runtime {

class AroundUpdate;
struct PieceStatistics;

/// Sums over the images of a batch, before its update.
struct BatchSums {
  double loss = 0;
  std::vector<double> metrics;  ///< as MetricList::add makes them
};

/// What the random numbers of a step depend on.
struct StepSeed {
  std::uint64_t seed = 1;
  std::int64_t step = 0;  ///< counted over all epochs
};

/// Holds parameters and everything else that a step needs, so that steps allocate nothing.
///
/// A batch is cut into a fixed number of shards, whatever the number of threads; each has its own gradient block. A
/// shard runs through the network in micro-batches of at most `network.micro_batch` images. The blocks are added in the
/// order of the shards, so the same batches give the same bits for any number of threads. Arenas belong to threads (the
/// fewer there are, the more stays in the caches): a shard starts by clearing the arena's gradient sums, so nothing of
/// one shard reaches another.
///
/// A network that normalizes with the statistics of the batch runs in parts, of which all micro-batches do one before
/// any does the next; in between their statistics are combined in a fixed order. Then each micro-batch has an arena.
class TrainingStep {
 public:
  static constexpr int default_shards = 4;

  /// All of these must outlive the object. Starts the optimizer anew; parameters are zero until they are set.
  TrainingStep(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool,
               int shards = default_shards, const Metrics& metrics = Metrics::accuracy());
  ~TrainingStep();

  /// The present parameters, `parameter_count` floats.
  std::span<const float> parameters() const;
  void set_parameters(std::span<const float> parameters);

  /// Weights by which the loss of each image of the data set is multiplied in the steps to come; none: 1. They must
  /// outlive these steps.
  void set_sample_weights(std::span<const float> weights) { weights_ = weights; }

  const MetricList& metrics() const { return metrics_; }

  /// One update from the images with these indices (at least one): the gradient of the mean of the loss over them.
  /// The sums are valid until the next call.
  const BatchSums& run(const Dataset& data, std::span<const std::uint32_t> indices, const StepSeed& random = {});

 private:
  struct alignas(64) Shard {
    FloatBlock gradients;  // zero between steps
    BatchSums sums;
  };
  // What a thread needs to itself: the arena, and room for one micro-batch.
  struct Workspace {
    Memory arena;
    FloatBlock images;
    FloatBlock augmenting;
    FloatBlock outputs;
    FloatBlock d_outputs;
    BatchTargets targets;
  };

  // `place` is that of the first image in the batch.
  void run_shard(const Dataset& data, std::span<const std::uint32_t> indices, std::size_t place, const StepSeed& random,
                 float scale, Shard& shard, Workspace& own);
  Workspace new_workspace() const;
  void load(const Dataset& data, std::span<const std::uint32_t> indices, std::size_t place, const StepSeed& random,
            Workspace& own);
  void score(const Dataset& data, std::span<const std::uint32_t> indices, float scale, BatchSums& sums, Workspace& own);
  void run_parts(const Dataset& data, std::span<const std::uint32_t> indices, const StepSeed& random, float scale);
  void cut_into_pieces(std::size_t count);
  void update();
  void prepare();

  NetworkView network_;
  Optimizer& optimizer_;
  const Loss& loss_;
  ThreadPool& pool_;
  Augmenter augmenter_;
  MetricList metrics_;
  std::span<const float> weights_;
  BatchSums sums_;
  FloatBlock parameters_;
  Memory prepared_;
  std::unique_ptr<AroundUpdate> around_update_;
  std::vector<Shard> shards_;
  std::vector<float*> gradients_;
  std::vector<Workspace> workspaces_;  // of threads, or of pieces
  // A micro-batch of a batch that runs in parts.
  struct Piece {
    std::size_t shard;
    std::size_t first;
    int images;
    BatchSums sums;
  };
  std::vector<Piece> pieces_;
  std::size_t cut_for_ = 0;  // images of the batch that pieces_ are of
  std::vector<PieceStatistics> statistics_;
};

}  // namespace constnet::runtime
