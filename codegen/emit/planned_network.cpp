// A network's plans, what they need together, and the banner of both generated files.
#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "emit/code.hpp"
#include "emit/device.hpp"
#include "plan/groups.hpp"
#include "plan/rewrite.hpp"
#include "steps/normalization.hpp"
#include "summary.hpp"
#include "unroll/code_size.hpp"

namespace constnet::codegen {

PlannedNetwork plan_network(const NetworkDescription& network, const Options& options) {
  if (options.tuning != nullptr) options.tuning->check_network(network);
  if (const Layer* layer = first_that_differs(network); options.train_step && layer != nullptr) {
    throw std::runtime_error("--train-step: " + layer->name +
                             ": dropout, normalization and activity regularizers cannot take part in a training step "
                             "in place; leave them out, freeze the normalization (trainable = false)");
  }
  const bool apart = options.training && differs_in_training(network);
  const NetworkDescription predicted = rewritten(network, apart ? Purpose::prediction : Purpose::both);
  const NetworkDescription trained = rewritten(network, Purpose::training);
  PlannedNetwork planned{
      .network = network, .training = options.training, .step_times = options.step_times, .device = options.device};
  const bool in_groups = apart && trains_in_groups(trained, options);
  if (in_groups) {
    planned.micro_batch = kNormalizedArenaImages;
  } else if (options.unroll != kUnrollFull && !options.train_step) {
    planned.micro_batch = choose_micro_batch(apart ? trained : predicted);
  }
  const Purpose purpose = apart ? Purpose::prediction : Purpose::both;
  for (const Target& target : options.targets) {
    planned.plans.push_back(make_plan(predicted, target, options, planned.micro_batch, purpose));
    planned.step_code.push_back(step_code(planned.plans.back()));
    if (!apart) continue;
    const std::vector<int> groups =
        in_groups ? choose_groups(make_plan(trained, target, options, 1, Purpose::training)) : std::vector<int>{};
    planned.training_plans.push_back(
        make_plan(trained, target, options, planned.micro_batch, Purpose::training, groups));
    planned.training_step_code.push_back(step_code(planned.training_plans.back()));
  }
  if (options.tuning != nullptr) options.tuning->check_asked(options.targets);
  return planned;
}

int PlannedNetwork::normalized_channels() const {
  const std::vector<BatchNormalized> all = normalized();
  return all.empty() ? 0 : all.back().first + round_up(all.back().channels, kStatisticsAlignment);
}

BlockSizes block_sizes(const PlannedNetwork& planned) {
  BlockSizes sizes;
  const auto grow = [](long long& size, long long other) { size = std::max(size, other); };
  for (const Plan& plan : planned.plans) {
    const Memory& memory = plan.memory;
    grow(sizes.prepared, memory.weights.size());
    grow(sizes.frozen, memory.weights.size());
    grow(sizes.trained, memory.trained.size());
    grow(sizes.state, memory.state.size());
    grow(sizes.inference_floats, end_of(place(memory.inference)));
    grow(sizes.batch_floats, end_of(place(memory.batch)));
  }
  for (const Plan& plan : planned.trains_apart() ? planned.training_plans : planned.plans) {
    const Memory& memory = plan.memory;
    grow(sizes.training_prepared, memory.weights.size() + memory.training_weights.size());
    grow(sizes.floats, plan.train_step ? end_of(place(memory.training)) : memory.floats.size());
    grow(sizes.gradients, memory.gradients.size());
    grow(sizes.words, plan.train_step ? end_of(place(memory.training_words)) : memory.words.size());
    grow(sizes.bytes, memory.bytes.size());
  }
  if (planned.trains_in_place()) sizes.prepared = sizes.frozen + sizes.trained;
  // Each begins at a cache line; BatchStatistics has five arrays of floats and a count.
  if (planned.training) sizes.training_others += 64;
  if (planned.normalized_channels() > 0) sizes.training_others += 5 * 4 * planned.normalized_channels() + 64;
  return sizes;
}

std::string banner(const PlannedNetwork& planned) {
  const NetworkDescription& network = planned.network;
  const BlockSizes sizes = block_sizes(planned);
  std::string text =
      fmt::format("// Generated from {}. Do not edit: change the model and build again.\n//\n", network.header);
  std::istringstream lines(summary(network));
  for (std::string line; std::getline(lines, line);) {
    line.erase(line.find_last_not_of(' ') + 1);
    text += "// " + line + "\n";
  }
  const long long multiply_adds = planned.plans.front().multiply_adds();
  text += "//\n";
  text += fmt::format("// Multiply-adds per image: {}. Bytes: prepared weights {}, inference arena {}",
                      with_separators(multiply_adds), with_separators(4 * sizes.prepared),
                      with_separators(4 * sizes.inference_floats)) +
          fmt::format(",\n// batch arena {} ({} images)", with_separators(4 * sizes.batch_floats), planned.micro_batch);
  if (planned.training) {
    text += fmt::format(",\n// prepared weights for training {}, training arena {} ({} images)",
                        with_separators(4 * sizes.training_prepared), with_separators(sizes.training_arena_bytes()),
                        planned.micro_batch);
  }
  text += ".\n// Code of the steps, about, in bytes:";
  for (std::size_t i = 0; i < planned.plans.size(); ++i) {
    const Target& target = planned.plans[i].target;
    long long bytes = predicted_code_bytes(planned.step_code[i], target);
    if (planned.trains_apart()) bytes += predicted_code_bytes(planned.training_step_code[i], target);
    text += fmt::format("{} {} {}", i == 0 ? "" : ",", target.word, with_separators(bytes));
  }
  text += ".\n";
  if (const std::optional<DeviceNeeds> needs = device_needs(planned)) {
    text += "//\n// On a microcontroller, in bytes; code is an estimate, the stack an allowance.\n";
    std::istringstream needed(device_text(planned, *needs));
    for (std::string line; std::getline(needed, line);) text += "// " + line + "\n";
  }
  return text + "\n";
}

}  // namespace constnet::codegen
