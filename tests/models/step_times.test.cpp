// Code generated with STEP_TIMES: its table of steps, what an observer is told and when, and that it changes no bit.
#include <constnet/desk/training/network_view.hpp>
#include <constnet/firmware/steps.hpp>
#include <cstring>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "catch.hpp"
#include "models/simd_targets.hpp"
#include "reference/random.hpp"
#include "step_times_branches.gen.hpp"
#include "step_times_digits.gen.hpp"
#include "step_times_dropout.gen.hpp"

namespace {

using constnet::comparison::SelectedTarget;
using constnet::runtime::StepObserver;
using constnet::runtime::StepTable;

/// The steps that it was told of, in order.
struct Told {
  std::vector<int> steps;

  StepObserver observer() {
    return {[](void* self, int step) { static_cast<Told*>(self)->steps.push_back(step); }, this};
  }
};

template <typename N>
struct Run {
  static constexpr int count = N::micro_batch;

  std::unique_ptr<typename N::Parameters> parameters = std::make_unique<typename N::Parameters>();
  std::unique_ptr<typename N::Prepared> prepared = std::make_unique<typename N::Prepared>();
  std::unique_ptr<typename N::TrainingPrepared> training_prepared = std::make_unique<typename N::TrainingPrepared>();
  std::unique_ptr<typename N::InferenceArena> arena = std::make_unique<typename N::InferenceArena>();
  std::unique_ptr<typename N::BatchArena> batch_arena = std::make_unique<typename N::BatchArena>();
  std::unique_ptr<typename N::TrainingArena> training_arena = std::make_unique<typename N::TrainingArena>();
  std::vector<float> images = std::vector<float>(std::size_t(count + 3) * N::input_size);
  std::vector<float> outputs = std::vector<float>(std::size_t(count + 3) * N::output_size);
  std::vector<float> d_outputs = std::vector<float>(std::size_t(count) * N::output_size);

  Run() {
    constnet::reference::Random random(1);
    const auto fill = [&](float* values, std::size_t size, double limit) {
      for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<float>(random.uniform(-limit, limit));
    };
    fill(parameters->values, N::parameter_count, 0.2);
    fill(images.data(), images.size(), 1);
    fill(d_outputs.data(), d_outputs.size(), 1);
    N::prepare(*parameters, *prepared);
    N::prepare(*parameters, *training_prepared);
  }

  /// Gradients of a training step; `observers` are none, or those of forward and backward.
  template <typename... Observers>
  std::vector<float> gradients(const Observers&... observers) {
    N::clear_gradients(*training_arena);
    if constexpr (sizeof...(observers) == 0) {
      N::forward(*training_prepared, *training_arena, images.data(), count, outputs.data());
      N::backward(*training_prepared, *training_arena, d_outputs.data(), count);
    } else {
      const StepObserver both[] = {observers...};
      N::forward(*training_prepared, *training_arena, images.data(), count, outputs.data(), both[0]);
      N::backward(*training_prepared, *training_arena, d_outputs.data(), count, both[1]);
    }
    const auto sums = std::make_unique<typename N::Parameters>();
    std::memset(sums.get(), 0, sizeof *sums);
    N::add_gradients(*training_arena, *sums);
    return {sums->values, sums->values + N::parameter_count};
  }
};

/// 0, 1, ... count - 1.
std::vector<int> all_steps(int count) {
  std::vector<int> steps(static_cast<std::size_t>(count));
  std::iota(steps.begin(), steps.end(), 0);
  return steps;
}

std::vector<std::string> names(const StepTable& table) {
  std::vector<std::string> result;
  for (int i = 0; i < table.count; ++i) result.push_back(table.steps[i].name);
  return result;
}

template <typename N>
void check_what_is_told() {
  for (const std::int64_t target : constnet::comparison::simd_targets()) {
    const SelectedTarget selected(target);
    INFO(selected.name());
    const StepTable table = N::steps();
    REQUIRE(table.count > 2);
    CHECK(table.training == 0);
    CHECK(names(table).front() == "input");
    CHECK(names(table).back() == "output");
    long long multiply_adds = 0;
    for (int i = 0; i < table.count; ++i) multiply_adds += table.steps[i].multiply_adds;
    CHECK(multiply_adds == N::multiply_adds);

    Run<N> run;
    N::predict(*run.prepared, *run.arena, run.images.data(), run.outputs.data());
    const std::vector<float> plain = run.outputs;
    std::fill(run.outputs.begin(), run.outputs.end(), -1.0f);
    Told one;
    N::predict(*run.prepared, *run.arena, run.images.data(), run.outputs.data(), one.observer());
    CHECK(std::equal(plain.begin(), plain.begin() + N::output_size, run.outputs.begin()));
    // An image need not be copied in.
    std::vector<int> expected = all_steps(table.count);
    if (one.steps.front() != 0) expected.erase(expected.begin());
    CHECK(one.steps == expected);

    const int images = N::micro_batch + 3;
    N::predict(*run.prepared, *run.batch_arena, run.images.data(), images, run.outputs.data());
    const std::vector<float> plain_batch = run.outputs;
    std::fill(run.outputs.begin(), run.outputs.end(), -1.0f);
    Told batch;
    N::predict(*run.prepared, *run.batch_arena, run.images.data(), images, run.outputs.data(), batch.observer());
    CHECK(run.outputs == plain_batch);
    for (int step = 1; step < table.count; ++step) {
      const auto calls = std::count(batch.steps.begin(), batch.steps.end(), step);
      const bool last = step == table.count - 1;
      CHECK((calls == 2 || (!last && calls == images)));  // of each of two micro-batches, or of each image
    }
    CHECK(batch.steps.back() == table.count - 1);

    const std::vector<float> plain_gradients = run.gradients();
    Told forward, backward;
    CHECK(run.gradients(forward.observer(), backward.observer()) == plain_gradients);
    CHECK(forward.steps == all_steps(table.count));
    std::vector<int> reversed;  // what has a part in backward: here all steps, as all are trained
    for (int step = table.count - 1; step > 0; --step) reversed.push_back(step);
    CHECK(backward.steps == reversed);
  }
}

}  // namespace

TEST_CASE("An observer is told of each step, and changes no bit") {
  check_what_is_told<step_times_digits::Network>();
  check_what_is_told<step_times_branches::Network>();
}

TEST_CASE("The table says what the steps are, and counts their multiply-adds") {
  const StepTable table = step_times_digits::steps();
  REQUIRE(names(table) == std::vector<std::string>{"input", "conv2d_1", "conv2d_2", "dense_1", "dense_2", "output"});
  CHECK(table.steps[1].title ==
        std::string("Conv2D 16 3x3 relu, MaxPooling2D 2x2: input (13, 13, 1) -> output (5, 5, 16)"));
  // Pooling drops the last row and column of 11x11. Backward, one of four pixels has won; the image has no gradient.
  CHECK(table.steps[1].multiply_adds == 10 * 10 * 9 * 16);
  CHECK(table.steps[1].backward_multiply_adds == 5 * 5 * 9 * 16);
  CHECK(table.steps[2].multiply_adds == 3 * 3 * 9 * 16 * 32);
  CHECK(table.steps[2].backward_multiply_adds == 2 * table.steps[2].multiply_adds);
  CHECK(table.steps[3].multiply_adds == 288 * 16);
  CHECK(table.steps[4].backward_multiply_adds == 2 * 16 * 10);
  CHECK(table.steps[5].multiply_adds == 0);
}

TEST_CASE("Where training differs, its steps stand behind those of prediction") {
  using N = step_times_dropout::Network;
  const std::vector<std::string> prediction{"input", "conv2d_1", "dense_1", "dense_2", "output"};
  const std::vector<std::string> training{"input",     "conv2d_1", "dropout_1", "dense_1",
                                          "dropout_2", "dense_2",  "output"};
  std::vector<std::string> all = prediction;
  all.insert(all.end(), training.begin(), training.end());
  REQUIRE(names(N::steps()) == all);
  CHECK(N::steps().training == 5);
  Run<N> run;
  Told predict, forward, backward;
  N::predict(*run.prepared, *run.batch_arena, run.images.data(), 1, run.outputs.data(), predict.observer());
  CHECK(predict.steps.back() == 4);
  run.gradients(forward.observer(), backward.observer());
  CHECK(forward.steps == std::vector<int>{5, 6, 7, 8, 9, 10, 11});
  CHECK(backward.steps == std::vector<int>{11, 10, 9, 8, 7, 6});
}

TEST_CASE("A view knows of the observer where the network has one") {
  const auto view = constnet::runtime::view_of<step_times_digits::Network>();
  REQUIRE(view.steps != nullptr);
  CHECK(view.steps().count == step_times_digits::steps().count);
  CHECK(view.predict_observed != nullptr);
  CHECK(view.predict_batch_observed != nullptr);
  CHECK(view.forward_observed != nullptr);
  CHECK(view.backward_observed != nullptr);
}
