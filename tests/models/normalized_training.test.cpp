// Training with normalization and dropout: statistics of whole batches, and the same bits for any number of threads and
// after a stop.
#include <algorithm>
#include <cmath>
#include <constnet/desk/callbacks/lambda_callback.hpp>
#include <constnet/desk/losses/categorical_crossentropy.hpp>
#include <constnet/desk/optimizers/adam.hpp>
#include <constnet/desk/optimizers/sgd.hpp>
#include <constnet/desk/training/gradient_check.hpp>
#include <constnet/desk/training/initialize.hpp>
#include <constnet/desk/training/trainer.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "catch.hpp"
#include "desk/training/blobs.hpp"
#include "models/normalized.hpp"
#include "normalized.gen.hpp"
#include "reference/cross_entropy.hpp"
#include "reference/make_network.hpp"

namespace constnet::runtime {
namespace {

const NetworkView network = view_of<normalized::Network>();
const CategoricalCrossentropy loss;

/// After two epochs, or as many as `arguments` says.
std::vector<float> train(int threads, FitArguments arguments, std::vector<Callback*> callbacks = {}) {
  const Dataset data = blobs(301, 30, 5);
  Adam optimizer;
  ThreadPool pool(threads);
  Trainer trainer(network, optimizer, loss, pool);
  trainer.initialize(3);
  arguments.batch_size = 100;
  trainer.fit(data, nullptr, arguments, callbacks);
  return {trainer.parameters().begin(), trainer.parameters().end()};
}

}  // namespace

TEST_CASE("a batch in pieces gives the update and the moving statistics of the batch as a whole") {
  constexpr int count = 101;  // more than six micro-batches, none of them full
  const Dataset data = blobs(count, 30, 5);
  std::vector<float> start(network.parameter_count);
  initialize(network.tensors, 3, start);
  for (const int threads : {1, 3}) {
    ThreadPool pool(threads);
    Sgd sgd({.learning_rate = 1});
    TrainingStep step(network, sgd, loss, pool);
    step.set_parameters(start);
    std::vector<std::uint32_t> indices(count);
    std::iota(indices.begin(), indices.end(), 0);
    step.run(data, indices, {.seed = 9, .step = 4});

    reference::ReferenceNetwork expected = reference::make_network<models::Normalized>();
    const std::vector<double> parameters(start.begin(), start.end());
    expected.set_parameters(parameters);
    reference::Batch images(expected.input_shape(), count);
    for (std::size_t i = 0; i < images.values.size(); ++i) images.values[i] = data.pixels[i] / 255.0;
    const reference::Batch outputs = expected.forward_in_training(images, {.seed = 9, .step = 4, .first_image = 0});
    const std::vector<int> labels(data.labels.begin(), data.labels.end());
    const reference::Gradients gradients = expected.backward(reference::d_logits(outputs, labels));
    double error = 0;
    for (const Tensor& tensor : network.tensors) {
      if (!tensor.trainable) continue;
      for (std::size_t i = tensor.offset; i < tensor.offset + tensor.size; ++i) {
        error = std::max(error, std::abs(step.parameters()[i] - (parameters[i] - gradients.parameters[i])));
      }
    }
    CHECK(error < 1e-5);

    // The first normalization reads what the second step of the reference reads: the convolution's outputs.
    const reference::Batch& convolved = expected.outputs_of(1);
    for (std::size_t c = 0; c < 7; ++c) {
      double mean = 0;
      double squares = 0;
      const double pixels = static_cast<double>(convolved.values.size()) / 7;
      for (std::size_t i = c; i < convolved.values.size(); i += 7) mean += convolved.values[i] / pixels;
      for (std::size_t i = c; i < convolved.values.size(); i += 7) {
        squares += (convolved.values[i] - mean) * (convolved.values[i] - mean) / pixels;
      }
      const Tensor& moving_mean = network.tensors[3];
      const Tensor& moving_variance = network.tensors[4];
      REQUIRE(moving_mean.name == std::string("batch_normalization_1/moving_mean"));
      REQUIRE(moving_variance.name == std::string("batch_normalization_1/moving_variance"));
      CHECK(std::abs(step.parameters()[moving_mean.offset + c] - 0.01 * mean) < 1e-7);
      CHECK(std::abs(step.parameters()[moving_variance.offset + c] - (0.99 + 0.01 * squares)) < 1e-6);
    }
  }
}

TEST_CASE("normalization and dropout: the same bits for any number of threads, others for another seed") {
  const std::vector<float> one = train(1, {.epochs = 2, .seed = 5});
  for (const int threads : {2, 3, 8}) CHECK(train(threads, {.epochs = 2, .seed = 5}) == one);
  CHECK(train(1, {.epochs = 2, .seed = 6}) != one);
}

TEST_CASE("normalization and dropout: stopping after epoch 2 and going on gives the same bits") {
  const std::vector<float> whole = train(2, {.epochs = 4, .seed = 5});
  for (const int threads : {1, 2, 3}) {
    Checkpoint checkpoint;
    LambdaCallback save({.on_epoch_end = [&](int, Logs&, TrainingState& state) { checkpoint = state.checkpoint(); }});
    train(threads, {.epochs = 2, .seed = 5}, {&save});
    FitArguments arguments{.epochs = 4, .seed = 5};
    arguments.resume = &checkpoint;
    CHECK(train(threads, arguments) == whole);
  }
}

TEST_CASE("normalization and dropout learn, and prediction uses the moving statistics") {
  const Dataset data = blobs(600, 30, 5);
  const Dataset other = blobs(600, 30, 5, 8);
  Adam optimizer({.learning_rate = 0.01});
  ThreadPool pool(2);
  Trainer trainer(network, optimizer, loss, pool);
  trainer.initialize(3);
  trainer.fit(data, nullptr, {.epochs = 40, .batch_size = 32});
  CHECK(trainer.evaluate(other).accuracy() > 0.97);
}

TEST_CASE("gradients of normalization and dropout agree with differences") {
  for (const TensorComparison& tensor : check_gradients(network, loss, {})) {
    INFO(tensor.tensor);
    CHECK(tensor.agrees);
  }
}

}  // namespace constnet::runtime
