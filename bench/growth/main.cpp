// How cost grows with the work: nominal GFLOP/s of the mnist network with more filters and larger images.
//
// Nominal: two operations for each multiply-add of direct convolution, whatever the generated code really does, and
// three times as many for training. Google Benchmark takes the points in turn, several times, in random order.
#include <benchmark/benchmark.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "filters1_pixels112.gen.hpp"
#include "filters1_pixels28.gen.hpp"
#include "filters1_pixels56.gen.hpp"
#include "filters1_pixels84.gen.hpp"
#include "filters2_pixels28.gen.hpp"
#include "filters2_pixels56.gen.hpp"
#include "filters4_pixels112.gen.hpp"
#include "filters4_pixels28.gen.hpp"

namespace {

constexpr int image_count = 64;  // in turn, so that no branch is learnt by heart

template <typename N>
struct Inputs {
  std::unique_ptr<typename N::Parameters> parameters = std::make_unique<typename N::Parameters>();
  std::vector<float> images = std::vector<float>(std::size_t{image_count} * N::input_size);

  Inputs() {
    std::mt19937 random(1);
    for (const auto& tensor : N::tensors) {
      const float limit = tensor.rank > 1 ? std::sqrt(6.0f / static_cast<float>(tensor.fan_in + tensor.fan_out)) : 0.0f;
      for (std::size_t i = 0; i < tensor.size; ++i) {
        parameters->values[tensor.offset + i] = limit * (2 * uniform(random) - 1);
      }
    }
    for (float& value : images) value = uniform(random);
  }

  static float uniform(std::mt19937& random) { return static_cast<float>(random() >> 8) / 16'777'216.0f; }

  const float* image(int index) const { return images.data() + static_cast<std::size_t>(index) * N::input_size; }
};

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// Calls `call(i)` for i = 0, 1, ... in blocks of a fraction of a millisecond or of one call, and reports the first
// decile of the blocks in seconds a call: a busy machine spoils the mean, and processor time in a virtual machine the
// minimum.
template <typename Call>
void measure(benchmark::State& state, double operations, Call call) {
  const int calls = std::max(1, static_cast<int>(5e7 / operations));
  std::vector<double> blocks;
  int i = 0;
  for (auto _ : state) {
    const double start = processor_seconds();
    for (int end = i + calls; i < end; ++i) call(i);
    blocks.push_back((processor_seconds() - start) / calls);
  }
  const auto decile = blocks.begin() + static_cast<std::ptrdiff_t>(blocks.size() / 10);
  std::nth_element(blocks.begin(), decile, blocks.end());
  state.counters["decile"] = *decile;
}

// Nominal operations of one image.
template <typename N>
constexpr double operations = 2.0 * static_cast<double>(N::multiply_adds);

template <typename N>
void predict(benchmark::State& state) {
  const Inputs<N> inputs;
  const auto prepared = std::make_unique<typename N::Prepared>();
  const auto arena = std::make_unique<typename N::InferenceArena>();
  float outputs[N::output_size];
  N::prepare(*inputs.parameters, *prepared);
  measure(state, operations<N>, [&](int i) { N::predict(*prepared, *arena, inputs.image(i % image_count), outputs); });
}

// Forward and backward, for as many images as the network takes at a time.
template <typename N>
void train(benchmark::State& state) {
  constexpr int count = N::micro_batch;
  const Inputs<N> inputs;
  const auto prepared = std::make_unique<typename N::TrainingPrepared>();
  const auto arena = std::make_unique<typename N::TrainingArena>();
  std::vector<float> outputs(count * N::output_size);
  N::prepare(*inputs.parameters, *prepared);
  measure(state, 3 * operations<N> * count, [&](int i) {
    N::clear_gradients(*arena);
    N::forward(*prepared, *arena, inputs.image(i % (image_count / count) * count), count, outputs.data());
    for (int k = 0; k < count; ++k) outputs[static_cast<std::size_t>(k) * N::output_size] -= 1;  // class 0 is right
    N::backward(*prepared, *arena, outputs.data(), count);
  });
}

// Keeps the best repetition of each point.
class Reporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const double seconds = run.counters.at("decile");
      const auto [at, is_new] = best_.try_emplace(run.run_name.function_name, seconds);
      if (!is_new) at->second = std::min(at->second, seconds);
    }
  }

  /// Seconds for each call, at best.
  const std::map<std::string, double>& best() const { return best_; }

 private:
  std::map<std::string, double> best_;
};

struct Point {
  std::string name;
  double operations;  // nominal, for each call
};

template <typename N>
void add(std::vector<Point>& predictions, std::vector<Point>& trainings) {
  predictions.push_back({std::string("predict/") + N::name, operations<N>});
  trainings.push_back({std::string("train/") + N::name, 3 * operations<N> * N::micro_batch});
  benchmark::RegisterBenchmark(predictions.back().name.c_str(), predict<N>)->MinTime(0.05)->Repetitions(9);
  benchmark::RegisterBenchmark(trainings.back().name.c_str(), train<N>)->MinTime(0.05)->Repetitions(9);
}

void print(const char* title, const std::vector<Point>& points, const std::map<std::string, double>& best) {
  std::vector<double> gflops;
  for (const Point& point : points) {
    const auto at = best.find(point.name);
    gflops.push_back(at == best.end() ? 0 : point.operations / at->second * 1e-9);
  }
  const double most = *std::max_element(gflops.begin(), gflops.end());
  std::printf("%-28s %14s %16s %14s\n", title, "microseconds", "nominal GFLOP/s", "of the best");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (gflops[i] == 0) continue;
    std::printf("%-28s %14.1f %16.1f %13.0f%%\n", points[i].name.c_str(), best.at(points[i].name) * 1e6, gflops[i],
                100 * gflops[i] / most);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Point> predictions, trainings;
  add<filters1_pixels28::Network>(predictions, trainings);
  add<filters2_pixels28::Network>(predictions, trainings);
  add<filters4_pixels28::Network>(predictions, trainings);
  add<filters1_pixels56::Network>(predictions, trainings);
  add<filters2_pixels56::Network>(predictions, trainings);
  add<filters1_pixels84::Network>(predictions, trainings);
  add<filters1_pixels112::Network>(predictions, trainings);
  add<filters4_pixels112::Network>(predictions, trainings);

  std::string interleaving = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments(argv, argv + argc);
  arguments.insert(arguments.begin() + 1, interleaving.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  Reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::printf("Highway target %s. The goal is 70%% at every point.\n", filters1_pixels28::simd_target());
  print("One image", predictions, reporter.best());
  print("Training, forward + backward", trainings, reporter.best());
}
