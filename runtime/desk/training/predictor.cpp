// Predictor: images are cut into fixed parts; sums are made per part and added in the parts' order.
#include "constnet/desk/training/predictor.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

#include "constnet/desk/metrics/accuracy.hpp"

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
                           std::vector<int>(images_at_once)});
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

Evaluation Predictor::evaluate(const Dataset& data, const Loss& loss) {
  const std::size_t parts = (data.size() + images_per_part - 1) / images_per_part;
  std::vector<Sums> sums(parts);
  pool_.run(static_cast<int>(parts), [&](int part, int thread) {
    const std::size_t first = static_cast<std::size_t>(part) * images_per_part;
    const std::size_t last = std::min(data.size(), first + images_per_part);
    sums[static_cast<std::size_t>(part)] =
        evaluate_part(data, loss, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last),
                      workspaces_[static_cast<std::size_t>(thread)]);
  });
  double loss_sum = 0;
  double correct = 0;
  for (const Sums& part : sums) {
    loss_sum += part.loss;
    correct += part.correct;
  }
  const auto count = static_cast<double>(data.size());
  return {loss_sum / count, correct / count};
}

Predictor::Sums Predictor::evaluate_part(const Dataset& data, const Loss& loss, std::uint32_t first, std::uint32_t last,
                                         Workspace& own) {
  Sums sums;
  std::array<std::uint32_t, images_at_once> storage;
  while (first < last) {
    const std::uint32_t count = std::min<std::uint32_t>(images_at_once, last - first);
    const std::span<std::uint32_t> indices(storage.data(), count);
    std::iota(indices.begin(), indices.end(), first);
    gather(data, indices, own.images.data());
    gather_labels(data, indices, own.labels.data());
    network_.predict_batch(prepared_.get(), own.arena.get(), own.images.data(), static_cast<int>(count),
                           own.outputs.data());
    const Outputs outputs{own.outputs.data(), static_cast<int>(count), network_.output_size, network_.ends_in_softmax};
    const Targets targets{.classes = own.labels.data()};
    sums.loss += loss.evaluate(outputs, targets, 1, nullptr);
    sums.correct += count_correct(outputs, targets);
    first += count;
  }
  return sums;
}

}  // namespace constnet::runtime
