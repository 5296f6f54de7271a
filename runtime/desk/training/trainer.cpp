// The training loop.
#include "constnet/desk/training/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "around_update.hpp"
#include "constnet/desk/base/error.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "resume.hpp"

namespace constnet::runtime {

namespace {

// How many of `count` images are trained on; the others are for validation.
std::size_t training_images(std::size_t count, double validation_split) {
  if (!(validation_split >= 0 && validation_split < 1)) {
    throw Error("validation_split: found " + std::to_string(validation_split) + ", expected 0 to less than 1");
  }
  const auto kept = static_cast<std::size_t>(std::floor(static_cast<double>(count) * (1 - validation_split)));
  if (kept == 0 || (kept == count && validation_split > 0)) {
    throw Error("validation_split: " + std::to_string(validation_split) + " of " + std::to_string(count) +
                " images leaves none for " + (kept == 0 ? "training" : "validation"));
  }
  return kept;
}

void check(const FitArguments& arguments) {
  const auto expect = [](const char* name, int value, int smallest) {
    if (value >= smallest) return;
    throw Error(std::string(name) + ": found " + std::to_string(value) + ", expected " + std::to_string(smallest) +
                " or more");
  };
  expect("epochs", arguments.epochs, 0);
  expect("batch_size", arguments.batch_size, 1);
  expect("steps_per_epoch", arguments.steps_per_epoch, 0);
  expect("validation_freq", arguments.validation_freq, 1);
  expect("initial_epoch", arguments.initial_epoch, 0);
}

// One weight for each image; none if all are 1. As keras/src/trainers/data_adapters/data_adapter_utils.py.
std::vector<float> weights_of(const Dataset& data, const FitArguments& arguments) {
  if (arguments.class_weight.empty()) return {arguments.sample_weight.begin(), arguments.sample_weight.end()};
  if (!arguments.sample_weight.empty()) {
    throw Error("class_weight: found sample_weight as well, expected one of them");
  }
  if (data.target_kind != TargetKind::classes) {
    throw Error("class_weight: found targets that are not classes, expected none of class_weight with them");
  }
  std::vector<float> of_class(static_cast<std::size_t>(data.classes), 1.0f);
  for (const auto& [label, weight] : arguments.class_weight) {
    if (label < 0 || label >= data.classes) {
      throw Error("class_weight: found class " + std::to_string(label) + ", expected 0 to " +
                  std::to_string(data.classes - 1));
    }
    of_class[static_cast<std::size_t>(label)] = static_cast<float>(weight);
  }
  std::vector<float> weights;
  for (const int label : data.labels) weights.push_back(of_class[static_cast<std::size_t>(label)]);
  return weights;
}

}  // namespace

Trainer::Trainer(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool, int shards)
    : Trainer(network, optimizer, loss, pool, Metrics::accuracy(), shards) {}

Trainer::Trainer(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool,
                 const Metrics& metrics, int shards)
    : network_(network),
      optimizer_(optimizer),
      loss_(loss),
      metrics_(metrics),
      step_(network, optimizer, loss, pool, shards, metrics),
      predictor_(network, pool) {}

void Trainer::initialize(std::uint64_t seed) {
  std::vector<float> values(network_.parameter_count);
  runtime::initialize(network_.tensors, seed, values);
  set_parameters(values);
}

Evaluation Trainer::evaluate(const Dataset& data, std::span<const float> sample_weight) {
  predictor_.set_parameters(parameters());
  Evaluation result = predictor_.evaluate(data, loss_, metrics_, sample_weight);
  result.loss += regularization_loss(network_.tensors, parameters().data());
  return result;
}

History Trainer::fit(const Dataset& data, const Dataset* validation, const FitArguments& arguments,
                     std::span<Callback* const> callbacks) {
  check(arguments);
  check_fits(network_, data, arguments.sample_weight);
  const std::vector<float> weights = weights_of(data, arguments);
  const std::size_t images = training_images(data.size(), validation ? 0 : arguments.validation_split);
  Dataset held_back;
  std::span<const float> validation_weights;
  if (images < data.size()) {
    held_back = images_between(data, images, data.size());
    validation = &held_back;
    if (!arguments.sample_weight.empty()) validation_weights = arguments.sample_weight.subspan(images);
  }
  step_.set_sample_weights(weights);
  BatchOrder order(images, static_cast<std::size_t>(arguments.batch_size), arguments.seed, arguments.shuffle);
  const int steps =
      arguments.steps_per_epoch > 0 ? arguments.steps_per_epoch : static_cast<int>(order.batches_per_pass());
  const Settings settings = compared_settings(arguments, images, steps);
  if (arguments.resume) check_checkpoint(*arguments.resume, network_, optimizer_, settings, steps);

  int epoch = arguments.resume ? arguments.resume->epoch : arguments.initial_epoch;
  int step = arguments.resume ? arguments.resume->step : 0;  // the first one of this epoch
  TrainingState state{.epochs = arguments.epochs,
                      .steps_per_epoch = steps,
                      .parameters = parameters(),
                      .optimizer = optimizer_,
                      .validates = validation != nullptr,
                      .set_parameters = [this](std::span<const float> values) { set_parameters(values); },
                      .tensors = network_.tensors,
                      .checkpoint =
                          [&] {
                            Checkpoint checkpoint = checkpoint_of(network_, parameters(), optimizer_, callbacks);
                            checkpoint.epoch = epoch;
                            checkpoint.step = step;
                            checkpoint.settings = settings;
                            return checkpoint;
                          }};
  History history;

  for (Callback* callback : callbacks) callback->on_train_begin(state);
  // In the middle of an epoch the callbacks have had its beginning already: what they do there is overwritten.
  const bool inside_epoch = step > 0;
  if (arguments.resume && !inside_epoch) restore_checkpoint(*arguments.resume, callbacks, state);
  while (epoch < arguments.epochs && !state.stop) {
    const int present = epoch;
    for (Callback* callback : callbacks) callback->on_epoch_begin(present, state);
    if (arguments.resume && inside_epoch && history.epochs.empty()) {
      restore_checkpoint(*arguments.resume, callbacks, state);
    }
    Logs logs;
    if (!train_epoch(data, order, arguments.seed, present, step, callbacks, state, logs)) break;
    ++epoch;
    step = 0;
    if (validation && epoch % arguments.validation_freq == 0) {
      Evaluation result = evaluate(*validation, validation_weights);
      result.figures.push_back({"loss", result.loss});
      std::ranges::sort(result.figures, {}, &Log::name);
      for (const Log& log : result.figures) logs.push_back({"val_" + log.name, log.value});
    }
    for (Callback* callback : callbacks) callback->on_epoch_end(present, logs, state);
    for (Callback* callback : callbacks) callback->after_epoch(present, logs, state);
    history.epoch.push_back(present);
    history.epochs.push_back(std::move(logs));
  }
  for (Callback* callback : callbacks) callback->on_train_end(state);
  return history;
}

// From `step` on, which counts the steps done. Returns whether the epoch was finished.
bool Trainer::train_epoch(const Dataset& data, BatchOrder& order, std::uint64_t seed, int epoch, int& step,
                          std::span<Callback* const> callbacks, TrainingState& state, Logs& logs) {
  double loss = 0;
  std::vector<double> metrics(step_.metrics().sum_count());
  double seen = 0;
  while (step < state.steps_per_epoch) {
    const int present = step;
    for (Callback* callback : callbacks) callback->on_batch_begin(present, state);
    const std::int64_t since_start = std::int64_t{epoch} * state.steps_per_epoch + present;
    const std::span<const std::uint32_t> batch = order.batch(since_start);
    const BatchSums& sums = step_.run(data, batch, {seed, since_start});
    ++step;
    seen += static_cast<double>(batch.size());
    loss += sums.loss;
    for (std::size_t i = 0; i < metrics.size(); ++i) metrics[i] += sums.metrics[i];
    logs = step_.metrics().figures_with_loss(metrics.data(), loss / seen);
    for (Callback* callback : callbacks) callback->on_batch_end(present, logs, state);
    if (state.stop && step < state.steps_per_epoch) return false;
  }
  return true;
}

}  // namespace constnet::runtime
