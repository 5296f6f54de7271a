// The training loop.
#include "constnet/desk/training/trainer.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "constnet/desk/base/random.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/training/random_streams.hpp"

namespace constnet::runtime {

std::vector<std::uint32_t> shuffled_order(std::size_t count, std::uint64_t seed, int epoch) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  const Random random(seed, random_stream(RandomPurpose::shuffling, static_cast<std::uint64_t>(epoch)));
  for (std::size_t i = count; i > 1; --i)
    std::swap(order[i - 1], order[random.below(i, static_cast<std::uint32_t>(i))]);
  return order;
}

Trainer::Trainer(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool, int shards)
    : network_(network),
      optimizer_(optimizer),
      loss_(loss),
      step_(network, optimizer, loss, pool, shards),
      predictor_(network, pool) {}

void Trainer::initialize(std::uint64_t seed) {
  std::vector<float> values(network_.parameter_count);
  runtime::initialize(network_.tensors, seed, values);
  set_parameters(values);
}

Evaluation Trainer::evaluate(const Dataset& data) {
  predictor_.set_parameters(parameters());
  return predictor_.evaluate(data, loss_);
}

History Trainer::fit(const Dataset& data, const Dataset* validation, const FitArguments& arguments,
                     std::span<Callback* const> callbacks) {
  const auto batch_size = static_cast<std::size_t>(arguments.batch_size);
  const std::size_t steps = (data.size() + batch_size - 1) / batch_size;
  TrainingState state{arguments.epochs, static_cast<int>(steps), parameters(), optimizer_};
  History history;
  std::vector<std::uint32_t> order(data.size());
  std::iota(order.begin(), order.end(), 0u);

  for (Callback* callback : callbacks) callback->on_train_begin(state);
  for (int epoch = 0; epoch < arguments.epochs && !state.stop; ++epoch) {
    if (arguments.shuffle) order = shuffled_order(data.size(), arguments.seed, epoch);
    for (Callback* callback : callbacks) callback->on_epoch_begin(epoch, state);
    Logs logs;
    if (!train_epoch(data, order, batch_size, callbacks, state, logs)) break;
    if (validation) {
      const Evaluation result = evaluate(*validation);
      logs.push_back({"val_accuracy", result.accuracy});
      logs.push_back({"val_loss", result.loss});
    }
    for (Callback* callback : callbacks) callback->on_epoch_end(epoch, logs, state);
    history.epochs.push_back(std::move(logs));
  }
  for (Callback* callback : callbacks) callback->on_train_end(state);
  return history;
}

// Returns whether the epoch was finished.
bool Trainer::train_epoch(const Dataset& data, std::span<const std::uint32_t> order, std::size_t batch_size,
                          std::span<Callback* const> callbacks, TrainingState& state, Logs& logs) {
  logs = {{"accuracy", 0}, {"loss", 0}};
  double loss = 0;
  double correct = 0;
  std::size_t seen = 0;
  for (int step = 0; step < state.steps_per_epoch; ++step) {
    const std::size_t count = std::min(batch_size, order.size() - seen);
    const BatchSums sums = step_.run(data, order.subspan(seen, count));
    seen += count;
    loss += sums.loss;
    correct += sums.correct;
    logs[0].value = correct / static_cast<double>(seen);
    logs[1].value = loss / static_cast<double>(seen);
    for (Callback* callback : callbacks) callback->on_batch_end(step, logs, state);
    if (state.stop && step + 1 < state.steps_per_epoch) return false;
  }
  return true;
}

}  // namespace constnet::runtime
