// Predictor: images are cut into fixed parts; sums are made per part and added in the parts' order.
#include "constnet/desk/training/predictor.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

namespace constnet::runtime {
namespace {

constexpr int images_at_once = 16;
constexpr std::size_t images_per_part = 256;

}  // namespace

Predictor::Predictor(const NetworkView& network, ThreadPool& pool)
    : network_(network), pool_(pool), parameters_(network.parameters), prepared_(network.prepared) {
  for (int thread = 0; thread < pool.size(); ++thread) {
    workspaces_.push_back({Memory(network.batch_arena), FloatBlock(images_at_once * network.input_size()),
                           FloatBlock(images_at_once * static_cast<std::size_t>(network.output_size)),
                           BatchTargets(images_at_once, network.output_size)});
  }
  network_.prepare(static_cast<const float*>(parameters_.get()), prepared_.get());
}

void Predictor::set_parameters(std::span<const float> parameters) {
  float* const own = static_cast<float*>(parameters_.get());
  std::memcpy(own, parameters.data(), network_.parameter_count * sizeof(float));
  network_.prepare(own, prepared_.get());
}

void Predictor::predict(const float* images, int count, float* outputs) {
  const auto input_size = static_cast<std::ptrdiff_t>(network_.input_size());
  const std::ptrdiff_t output_size = network_.output_size;
  const int parts = (count + images_at_once - 1) / images_at_once;
  pool_.run(parts, [&](int part, int thread) {
    void* const arena = workspaces_[static_cast<std::size_t>(thread)].arena.get();
    const int first = part * images_at_once;
    network_.predict_batch(prepared_.get(), arena, images + first * input_size, std::min(images_at_once, count - first),
                           outputs + first * output_size);
  });
}

Evaluation Predictor::evaluate(const Dataset& data, const Loss& loss, const Metrics& metrics,
                               std::span<const float> weights) {
  check_fits(network_, data, weights);
  const MetricList list(metrics, network_.output_size);
  const Pass pass{data, loss, list, weights};
  const std::size_t parts = (data.size() + images_per_part - 1) / images_per_part;
  std::vector<Sums> sums(parts, Sums{0, std::vector<double>(list.sum_count())});
  pool_.run(static_cast<int>(parts), [&](int part, int thread) {
    const std::size_t first = static_cast<std::size_t>(part) * images_per_part;
    const std::size_t last = std::min(data.size(), first + images_per_part);
    evaluate_part(pass, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last),
                  sums[static_cast<std::size_t>(part)], workspaces_[static_cast<std::size_t>(thread)]);
  });
  double loss_sum = 0;
  std::vector<double> all(list.sum_count());
  for (const Sums& part : sums) {
    loss_sum += part.loss;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += part.metrics[i];
  }
  Evaluation result{loss_sum / static_cast<double>(data.size()), list.figures(all.data())};
  for (std::size_t metric = 0; metric < list.size(); ++metric) {
    const std::span<const double> own = list.sums_of(metric, all);
    result.sums.emplace_back(own.begin(), own.end());
  }
  return result;
}

void Predictor::evaluate_part(const Pass& pass, std::uint32_t first, std::uint32_t last, Sums& sums, Workspace& own) {
  std::array<std::uint32_t, images_at_once> storage;
  while (first < last) {
    const std::uint32_t count = std::min<std::uint32_t>(images_at_once, last - first);
    const std::span<std::uint32_t> indices(storage.data(), count);
    std::iota(indices.begin(), indices.end(), first);
    gather(pass.data, indices, own.images.data());
    network_.predict_batch(prepared_.get(), own.arena.get(), own.images.data(), static_cast<int>(count),
                           own.outputs.data());
    const Outputs outputs{own.outputs.data(), static_cast<int>(count), network_.output_size, network_.ends_in_softmax};
    const Targets targets = own.targets.gather(pass.data, indices, pass.weights);
    sums.loss += pass.loss.evaluate(outputs, targets, 1, nullptr);
    pass.metrics.add(outputs, targets, sums.metrics.data());
    first += count;
  }
}

}  // namespace constnet::runtime
