// `bench`: images per second of inference and training, how near they come to the peak of the processor, and where the
// time goes.
#include <algorithm>
#include <chrono>
#include <numeric>
#include <ostream>

#include "commands.hpp"
#include "constnet/desk/base/random.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "constnet/desk/program/fma_peak.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/training/predictor.hpp"
#include "constnet/desk/training/training_step.hpp"
#include "step_times.hpp"
#include "text.hpp"

namespace constnet::runtime {
namespace {

constexpr std::uint32_t batch_size = 64;

// Calls `work` for about so many seconds; images per second of the quickest of ten rounds.
template <typename Work>
double images_per_second(double seconds, int images_per_call, Work work) {
  using Clock = std::chrono::steady_clock;
  const auto seconds_of = [&work](long calls) {
    const auto start = Clock::now();
    for (long i = 0; i < calls; ++i) work();
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  work();
  constexpr int rounds = 10;
  const double one_call = std::max(seconds_of(1), 1e-9);
  const long calls = std::max(1L, static_cast<long>(seconds / rounds / one_call));
  double quickest = seconds_of(calls);
  for (int round = 1; round < rounds; ++round) quickest = std::min(quickest, seconds_of(calls));
  return static_cast<double>(calls) * images_per_call / quickest;
}

Dataset random_images(const Session& session, std::uint32_t count) {
  const NetworkView& network = session.network;
  Dataset data{network.input_height, network.input_width, network.input_channels, network.output_size, {}, {}};
  const Random random(1, 0);
  data.pixels.resize(count * network.input_size());
  for (std::size_t i = 0; i < data.pixels.size(); ++i) data.pixels[i] = static_cast<std::uint8_t>(random.bits(i));
  for (std::uint32_t i = 0; i < count; ++i) data.labels.push_back(static_cast<int>(i) % network.output_size);
  return session.defaults.images_as_targets ? autoencoder_dataset(std::move(data)) : data;
}

// The figures for one number of threads.
struct Figures {
  double single;    // inference, one image after the other
  double batch;     // inference, 64 images
  double training;  // steps of 64 images
};

Figures measure(const Session& session, int threads) {
  const NetworkView& network = session.network;
  const double seconds = session.arguments.seconds;
  ThreadPool pool(threads);
  std::vector<float> parameters(network.parameter_count);
  initialize(network.tensors, 1, parameters);
  const Dataset data = random_images(session, batch_size);
  std::vector<std::uint32_t> indices(batch_size);
  std::iota(indices.begin(), indices.end(), 0u);

  Predictor predictor(network, pool);
  predictor.set_parameters(parameters);
  FloatBlock images(batch_size * network.input_size());
  gather(data, indices, images.data());
  FloatBlock outputs(batch_size * static_cast<std::size_t>(network.output_size));

  Figures figures{};
  figures.single = images_per_second(seconds, 1, [&] { predictor.predict(images.data(), 1, outputs.data()); });
  figures.batch =
      images_per_second(seconds, batch_size, [&] { predictor.predict(images.data(), batch_size, outputs.data()); });

  const auto optimizer = make_optimizer(session.defaults.optimizer, session.defaults.learning_rate);
  const auto loss = loss_from(session.defaults.loss);
  const Metrics metrics = session.defaults.images_as_targets ? Metrics{} : Metrics::accuracy();
  TrainingStep step(network, *optimizer, *loss, pool, TrainingStep::default_shards, metrics);
  step.set_parameters(parameters);
  figures.training = images_per_second(seconds, batch_size, [&] { step.run(data, indices); });
  return figures;
}

}  // namespace

int run_bench(const Session& session) {
  const int threads = session.arguments.threads;
  session.out << session.network.name << " on " << session.network.simd_target() << ": "
              << with_separators(static_cast<unsigned long long>(session.network.multiply_adds))
              << " multiply-adds an image forward; images per second\n";
  session.out << print("%-8s %18s %18s %18s", "threads", "inference, 1", "inference, 64", "training, 64") << std::endl;
  std::vector<int> thread_counts{1};
  if (threads > 1) thread_counts.push_back(threads);
  Figures one_thread{};
  for (const int count : thread_counts) {
    const Figures figures = measure(session, count);
    session.out << print("%-8d %18.0f %18.0f %18.0f", count, figures.single, figures.batch, figures.training)
                << std::endl;
    if (count == 1) one_thread = figures;
  }
  const FmaPeak peak = measure_fma_peak();
  const double flops = 2.0 * static_cast<double>(session.network.multiply_adds);
  const auto nominal = [&](const char* work, double images) {
    const double gflops = 1e-9 * flops * images;
    session.out << print("%-14s %8.1f nominal GFLOP/s", work, gflops);
    if (peak.widest > 0) session.out << print(", %3.0f %% of the peak", 100 * gflops / peak.widest);
    session.out << "\n";
  };
  if (peak.widest > 0)
    session.out << print("multiply-add peak of one core: %.1f GFLOP/s, with AVX2 %.1f; one thread reaches\n",
                         peak.widest, peak.avx2);
  nominal("inference, 1", one_thread.single);
  nominal("inference, 64", one_thread.batch);
  print_step_times(session, peak.widest);
  return 0;
}

}  // namespace constnet::runtime
