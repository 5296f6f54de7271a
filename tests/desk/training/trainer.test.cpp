#include "constnet/desk/training/trainer.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "blobs.hpp"
#include "catch.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/optimizers/rmsprop.hpp"
#include "constnet/desk/optimizers/sgd.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "softmax_regression.hpp"

namespace constnet::runtime {
namespace {

using Regression = SoftmaxRegression<30, 5>;
const NetworkView network = view_of<Regression>();
const CategoricalCrossentropy loss;

struct Trained {
  std::vector<float> parameters;
  History history;
};

Trained train(int threads, const FitArguments& arguments, std::size_t images = 301) {
  const Dataset data = blobs(images, 30, 5);
  const Dataset validation = blobs(600, 30, 5, 8);
  Rmsprop optimizer({.learning_rate = 0.01});
  ThreadPool pool(threads);
  Trainer trainer(network, optimizer, loss, pool);
  trainer.initialize(3);
  Trained result;
  result.history = trainer.fit(data, &validation, arguments);
  result.parameters.assign(trainer.parameters().begin(), trainer.parameters().end());
  return result;
}

// The mean loss and its gradients over some images, in double, from the formulas.
struct Reference {
  double loss = 0;
  std::vector<double> gradients = std::vector<double>(Regression::parameter_count);
};

Reference reference(std::span<const float> parameters, const Dataset& data, std::span<const std::uint32_t> indices) {
  Reference result;
  for (const std::uint32_t index : indices) {
    std::vector<double> p(5);
    for (std::size_t c = 0; c < 5; ++c) {
      p[c] = parameters[150 + c];
      for (std::size_t i = 0; i < 30; ++i) p[c] += data.pixels[index * 30 + i] / 255.0 * parameters[i * 5 + c];
    }
    double sum = 0;
    for (double& x : p) sum += x = std::exp(x);
    for (double& x : p) x /= sum;
    const auto label = static_cast<std::size_t>(data.labels[index]);
    const double weight = 1.0 / static_cast<double>(indices.size());
    result.loss -= std::log(p[label]) * weight;
    for (std::size_t c = 0; c < 5; ++c) {
      const double d = (p[c] - (c == label ? 1 : 0)) * weight;
      for (std::size_t i = 0; i < 30; ++i) result.gradients[i * 5 + c] += d * data.pixels[index * 30 + i] / 255.0;
      result.gradients[150 + c] += d;
    }
  }
  return result;
}

class StopAt : public Callback {
 public:
  StopAt(int epoch, int step) : epoch_(epoch), step_(step) {}
  void on_epoch_begin(int epoch, TrainingState&) override { present_ = epoch; }
  void on_batch_end(int step, const Logs&, TrainingState& state) override {
    ++steps;
    if (present_ == epoch_ && step == step_) state.stop = true;
  }
  void on_train_end(TrainingState&) override { ended = true; }
  int steps = 0;
  bool ended = false;

 private:
  int epoch_;
  int step_;
  int present_ = -1;
};

}  // namespace

TEST_CASE("the same seed gives the same bits for 1, 2, 3 and 8 threads") {
  const FitArguments arguments{.epochs = 3, .batch_size = 32, .seed = 11};
  const Trained one = train(1, arguments);
  REQUIRE(one.history.epochs.size() == 3);
  for (const int threads : {1, 2, 3, 8}) {
    const Trained other = train(threads, arguments);
    CHECK(other.parameters == one.parameters);
    CHECK(other.history.epochs == one.history.epochs);
  }
  CHECK(train(1, {.epochs = 3, .batch_size = 32, .seed = 12}).parameters != one.parameters);
}

TEST_CASE("training learns what there is to learn") {
  const Logs logs = train(2, {.epochs = 20, .batch_size = 16}).history.epochs.back();
  REQUIRE(logs.size() == 4);
  CHECK(logs[0].name == "accuracy");
  CHECK(logs[1].name == "loss");
  CHECK(logs[2].name == "val_accuracy");
  CHECK(logs[3].name == "val_loss");
  CHECK(logs[0].value > 0.9);
  CHECK(logs[1].value < 0.4);
  CHECK(logs[2].value > 0.9);
  CHECK(logs[3].value < 0.4);
}

TEST_CASE("a step descends along the mean gradient of its images, however few they are") {
  const Dataset data = blobs(64, 30, 5);
  std::vector<float> start(Regression::parameter_count);
  initialize(network.tensors, 3, start);
  std::vector<std::uint32_t> all(64);
  std::iota(all.begin(), all.end(), 0u);
  ThreadPool pool(2);
  // 64 fills the shards evenly; 13 and 5 do not; with 3, 2 and 1 some are empty.
  for (const std::size_t count : {64, 13, 5, 3, 2, 1}) {
    Sgd optimizer({.learning_rate = 1});
    TrainingStep step(network, optimizer, loss, pool);
    for (int repeat = 0; repeat < 2; ++repeat) {
      step.set_parameters(start);
      const auto indices = std::span<const std::uint32_t>(all).first(count);
      const BatchSums sums = step.run(data, indices);
      const Reference expected = reference(start, data, indices);
      CHECK(sums.loss / static_cast<double>(count) == Approx(expected.loss).epsilon(1e-6));
      double worst = 0;
      for (std::size_t i = 0; i < start.size(); ++i) {
        worst = std::fmax(worst, std::abs(start[i] - step.parameters()[i] - expected.gradients[i]));
      }
      CHECK(worst < 1e-6);
    }
  }
}

TEST_CASE("the last batch is kept, and the figures are means over images") {
  // 33 images in batches of 32: two steps. With a rate of almost nothing the epoch's loss is the loss at the start.
  const Dataset data = blobs(33, 30, 5);
  Sgd optimizer({.learning_rate = 1e-30});
  ThreadPool pool(1);
  Trainer trainer(network, optimizer, loss, pool);
  trainer.initialize(3);
  StopAt never(-1, -1);
  Callback* const callbacks[] = {&never};
  const History history = trainer.fit(data, nullptr, {.epochs = 1, .batch_size = 32}, callbacks);
  CHECK(never.steps == 2);
  CHECK(never.ended);
  const Evaluation whole = trainer.evaluate(data);
  REQUIRE(history.epochs.size() == 1);
  REQUIRE(history.epochs[0].size() == 2);
  CHECK(history.epochs[0][0].value == Approx(whole.accuracy()));
  CHECK(history.epochs[0][1].value == Approx(whole.loss));
}

TEST_CASE("evaluation and prediction agree with the formulas for any number of threads") {
  const Dataset data = blobs(777, 30, 5);
  std::vector<float> parameters(Regression::parameter_count);
  initialize(network.tensors, 3, parameters);
  std::vector<std::uint32_t> all(data.size());
  std::iota(all.begin(), all.end(), 0u);
  std::vector<float> images(data.pixels.size());
  gather(data, all, images.data());
  const double expected = reference(parameters, data, all).loss;
  std::vector<float> first_outputs;
  double first_loss = 0;
  for (const int threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    Predictor predictor(network, pool);
    predictor.set_parameters(parameters);
    const Evaluation result = predictor.evaluate(data, loss);
    std::vector<float> outputs(data.size() * 5);
    predictor.predict(images.data(), static_cast<int>(data.size()), outputs.data());
    if (threads == 1) {
      first_outputs = outputs;
      first_loss = result.loss;
      CHECK(result.loss == Approx(expected).epsilon(1e-6));
    }
    CHECK(outputs == first_outputs);
    CHECK(result.loss == first_loss);
  }
}

TEST_CASE("a callback can stop a training: an unfinished epoch has no figures") {
  const Dataset data = blobs(100, 30, 5);
  const auto run = [&](int epoch, int step) {
    Sgd optimizer;
    ThreadPool pool(1);
    Trainer trainer(network, optimizer, loss, pool);
    StopAt stop(epoch, step);
    Callback* const callbacks[] = {&stop};
    const History history = trainer.fit(data, nullptr, {.epochs = 5, .batch_size = 10}, callbacks);
    CHECK(stop.ended);
    return std::pair(history.epochs.size(), stop.steps);
  };
  CHECK(run(2, 4) == std::pair(std::size_t{2}, 25));
  // In an epoch's last step the epoch is finished.
  CHECK(run(1, 9) == std::pair(std::size_t{2}, 20));
}

TEST_CASE("each epoch has an order of its own, with every image once") {
  const auto first = shuffled_order(1000, 5, 0);
  auto sorted = first;
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::uint32_t> all(1000);
  std::iota(all.begin(), all.end(), 0u);
  CHECK(sorted == all);
  CHECK(first != all);
  CHECK(first == shuffled_order(1000, 5, 0));
  CHECK(first != shuffled_order(1000, 5, 1));
  CHECK(first != shuffled_order(1000, 6, 0));
  CHECK(shuffled_order(1, 5, 0) == std::vector<std::uint32_t>{0});
  CHECK(shuffled_order(0, 5, 0).empty());

  // Each image is as likely in each place: the mean place of image 0 over many seeds is the middle.
  double places = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    const auto order = shuffled_order(10, seed, 0);
    places += static_cast<double>(std::find(order.begin(), order.end(), 0u) - order.begin());
  }
  CHECK(places / 2000 == Approx(4.5).margin(5 * std::sqrt(8.25 / 2000)));
}

}  // namespace constnet::runtime
