// The training loop: epochs of shuffled batches, validation after each.
#pragma once

#include <cstdint>
#include <span>

#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/training/batch_order.hpp"
#include "constnet/desk/training/callback.hpp"
#include "constnet/desk/training/fit_arguments.hpp"
#include "constnet/desk/training/history.hpp"
#include "constnet/desk/training/predictor.hpp"
#include "constnet/desk/training/training_step.hpp"

namespace constnet::runtime {

/// Trains a network. The same seed gives the same bits for any number of threads.
class Trainer {
 public:
  /// All of these must outlive the trainer.
  Trainer(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool,
          int shards = TrainingStep::default_shards);
  /// With metrics other than accuracy.
  Trainer(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool, const Metrics& metrics,
          int shards = TrainingStep::default_shards);

  std::span<const float> parameters() const { return step_.parameters(); }
  void set_parameters(std::span<const float> parameters) { step_.set_parameters(parameters); }

  /// Draws new parameters from a seed.
  void initialize(std::uint64_t seed);

  /// Trains on `data`; the last batch of a pass has what is left and is averaged over its own size. With `validation`,
  /// evaluates on it after each epoch. Ends early, after a step, if a callback sets TrainingState::stop. Throws Error
  /// for arguments that make no training, and lets through what callbacks throw.
  History fit(const Dataset& data, const Dataset* validation, const FitArguments& arguments,
              std::span<Callback* const> callbacks = {});

  /// Loss, with that of regularizers, and metrics.
  Evaluation evaluate(const Dataset& data, std::span<const float> sample_weight = {});

 private:
  bool train_epoch(const Dataset& data, BatchOrder& order, std::uint64_t seed, int epoch, int& step,
                   std::span<Callback* const> callbacks, TrainingState& state, Logs& logs);

  NetworkView network_;
  Optimizer& optimizer_;
  const Loss& loss_;
  Metrics metrics_;
  TrainingStep step_;
  Predictor predictor_;
};

}  // namespace constnet::runtime
