// TrainingStep: shards on the pool, then the update in pieces on the pool, then the new layout for forward and
// backward.
#include "constnet/desk/training/training_step.hpp"

#include <algorithm>

#include "around_update.hpp"
#include "batch_statistics.hpp"

namespace constnet::runtime {
namespace {

// Floats of one update task; a multiple of FloatBlock::multiple. Six blocks of it (parameters, state, four gradients)
// are 192 KB: they stay in the second-level cache.
constexpr std::size_t floats_per_update = 8192;

}  // namespace

TrainingStep::TrainingStep(const NetworkView& network, Optimizer& optimizer, const Loss& loss, ThreadPool& pool,
                           int shards, const Metrics& metrics)
    : network_(network),
      optimizer_(optimizer),
      loss_(loss),
      pool_(pool),
      augmenter_(network.augmentations, {network.input_height, network.input_width}, network.input_channels),
      metrics_(metrics, network.output_size),
      parameters_(network.parameters.bytes / sizeof(float)),
      prepared_(network.training_prepared),
      around_update_(std::make_unique<AroundUpdate>(network.tensors)) {
  optimizer_.start(parameters_.size());
  sums_.metrics.resize(metrics_.sum_count());
  for (int s = 0; s < shards; ++s) {
    shards_.push_back({FloatBlock(parameters_.size()), {0, std::vector<double>(metrics_.sum_count())}});
    gradients_.push_back(shards_.back().gradients.data());
  }
  // More threads than shards never run a shard: the pool gives tasks to any thread, so all of them have a workspace.
  for (int thread = 0; thread < pool.size(); ++thread) {
    workspaces_.push_back(new_workspace());
  }
  prepare();
}

TrainingStep::~TrainingStep() = default;

TrainingStep::Workspace TrainingStep::new_workspace() const {
  const auto micro_batch = static_cast<std::size_t>(network_.micro_batch);
  const auto output_size = static_cast<std::size_t>(network_.output_size);
  return {Memory(network_.training_arena),         FloatBlock(micro_batch * network_.input_size()),
          FloatBlock(augmenter_.scratch_floats()), FloatBlock(micro_batch * output_size),
          FloatBlock(micro_batch * output_size),   BatchTargets(micro_batch, network_.output_size)};
}

std::span<const float> TrainingStep::parameters() const { return {parameters_.data(), network_.parameter_count}; }

void TrainingStep::set_parameters(std::span<const float> parameters) {
  std::copy_n(parameters.begin(), network_.parameter_count, parameters_.data());
  prepare();
}

const BatchSums& TrainingStep::run(const Dataset& data, std::span<const std::uint32_t> indices,
                                   const StepSeed& random) {
  const std::size_t count = indices.size();
  const std::size_t shards = shards_.size();
  const float scale = 1.0f / static_cast<float>(count);
  if (network_.normalized.empty()) {
    pool_.run(static_cast<int>(shards), [&](int task, int thread) {
      const auto s = static_cast<std::size_t>(task);
      const std::size_t first = s * count / shards;
      const std::size_t last = (s + 1) * count / shards;
      run_shard(data, indices.subspan(first, last - first), first, random, scale, shards_[s],
                workspaces_[static_cast<std::size_t>(thread)]);
    });
  } else {
    run_parts(data, indices, random, scale);
  }
  sums_.loss = static_cast<double>(count) * regularization_loss(network_.tensors, parameters_.data());
  update();
  std::ranges::fill(sums_.metrics, 0.0);
  for (const Shard& shard : shards_) {
    sums_.loss += shard.sums.loss;
    for (std::size_t i = 0; i < sums_.metrics.size(); ++i) sums_.metrics[i] += shard.sums.metrics[i];
  }
  return sums_;
}

void TrainingStep::run_shard(const Dataset& data, std::span<const std::uint32_t> indices, std::size_t place,
                             const StepSeed& random, float scale, Shard& shard, Workspace& own) {
  shard.sums.loss = 0;
  std::ranges::fill(shard.sums.metrics, 0.0);
  if (indices.empty()) return;
  network_.clear_gradients(own.arena.get());
  network_.start_penalty(own.arena.get(), scale);
  while (!indices.empty()) {
    const std::size_t count = std::min(indices.size(), static_cast<std::size_t>(network_.micro_batch));
    const int images = static_cast<int>(count);
    const std::span<const std::uint32_t> present = indices.first(count);
    load(data, present, place, random, own);
    network_.forward(prepared_.get(), own.arena.get(), own.images.data(), images, own.outputs.data());
    score(data, present, scale, shard.sums, own);
    network_.backward(prepared_.get(), own.arena.get(), own.d_outputs.data(), images);
    indices = indices.subspan(count);
    place += count;
  }
  network_.add_gradients(own.arena.get(), shard.gradients.data());
  shard.sums.loss += network_.penalty(own.arena.get());
}

// Images and random numbers of `indices`, the first of which has place `place` in the batch.
void TrainingStep::load(const Dataset& data, std::span<const std::uint32_t> indices, std::size_t place,
                        const StepSeed& random, Workspace& own) {
  gather_as_they_are(data, indices, own.images.data());
  for (std::size_t i = 0; i < indices.size() && !augmenter_.is_empty(); ++i) {
    augmenter_.apply(own.images.data() + i * network_.input_size(),
                     {random.seed, static_cast<std::uint64_t>(random.step), place + i}, own.augmenting.data());
  }
  data.normalization.apply(own.images.data(), indices.size() * network_.input_size());
  if (network_.set_randomness == nullptr) return;
  network_.set_randomness(own.arena.get(),
                          {static_cast<std::uint32_t>(random.seed ^ (random.seed >> 32)),
                           static_cast<std::uint32_t>(random.step), static_cast<std::uint32_t>(place)});
}

// The loss of the outputs for `indices`, its gradient, and the metrics.
void TrainingStep::score(const Dataset& data, std::span<const std::uint32_t> indices, float scale, BatchSums& sums,
                         Workspace& own) {
  const Outputs outputs{own.outputs.data(), static_cast<int>(indices.size()), network_.output_size,
                        network_.ends_in_softmax};
  const Targets targets = own.targets.gather(data, indices, weights_);
  sums.loss += loss_.evaluate(outputs, targets, scale, own.d_outputs.data());
  metrics_.add(outputs, targets, sums.metrics.data());
}

void TrainingStep::update() {
  const std::size_t size = parameters_.padded_size();
  const std::size_t pieces = (size + floats_per_update - 1) / floats_per_update;
  optimizer_.next_iteration();
  around_update_->before(optimizer_, parameters_.data(), gradients_, size);
  pool_.run(static_cast<int>(pieces), [&](int piece, int) {
    const std::size_t first = static_cast<std::size_t>(piece) * floats_per_update;
    optimizer_.update(parameters_.data(), gradients_, first, std::min(size, first + floats_per_update));
  });
  around_update_->after(parameters_.data());
  if (!pieces_.empty()) network_.update_moving_statistics(workspaces_.front().arena.get(), parameters_.data());
  prepare();
}

void TrainingStep::prepare() {
  pool_.run(network_.prepare_parts,
            [&](int part, int) { network_.prepare_part(parameters_.data(), prepared_.get(), part); });
}

}  // namespace constnet::runtime
