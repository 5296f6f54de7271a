// Training with penalties on outputs: the loss that is reported, the update, and the same bits for any number of
// threads.
#include <algorithm>
#include <cmath>
#include <constnet/desk/losses/categorical_crossentropy.hpp>
#include <constnet/desk/optimizers/sgd.hpp>
#include <constnet/desk/training/gradient_check.hpp>
#include <constnet/desk/training/initialize.hpp>
#include <constnet/desk/training/training_step.hpp>
#include <numeric>
#include <vector>

#include "catch.hpp"
#include "desk/training/blobs.hpp"
#include "models/penalized.hpp"
#include "penalized.gen.hpp"
#include "reference/cross_entropy.hpp"
#include "reference/make_network.hpp"

namespace constnet::runtime {
namespace {

const NetworkView network = view_of<penalized::Network>();
const CategoricalCrossentropy loss;
constexpr int count = 53;  // several micro-batches, the last one shorter

}  // namespace

TEST_CASE("penalties are in the loss of a batch and in its update, for any number of threads") {
  const Dataset data = blobs(count, 30, 5);
  std::vector<float> start(network.parameter_count);
  initialize(network.tensors, 3, start);

  reference::ReferenceNetwork expected = reference::make_network<models::Penalized>();
  const std::vector<double> parameters(start.begin(), start.end());
  expected.set_parameters(parameters);
  expected.set_penalty_scale(1.0 / count);
  reference::Batch images(expected.input_shape(), count);
  for (std::size_t i = 0; i < images.values.size(); ++i) images.values[i] = data.pixels[i] / 255.0;
  const reference::Batch outputs = expected.forward(images);
  const std::vector<int> labels(data.labels.begin(), data.labels.end());
  const reference::Gradients gradients = expected.backward(reference::d_logits(outputs, labels));
  REQUIRE(expected.penalty() > 0.01);
  const double expected_loss = reference::cross_entropy(outputs, labels) + expected.penalty();

  std::vector<float> first;
  for (const int threads : {1, 3}) {
    ThreadPool pool(threads);
    Sgd sgd({.learning_rate = 1});
    TrainingStep step(network, sgd, loss, pool);
    step.set_parameters(start);
    std::vector<std::uint32_t> indices(count);
    std::iota(indices.begin(), indices.end(), 0);
    const double found = step.run(data, indices).loss / count;
    CHECK(std::abs(found - expected_loss) < 1e-5 * expected_loss);
    double error = 0;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      error = std::max(error, std::abs(step.parameters()[i] - (parameters[i] - gradients.parameters[i])));
    }
    CHECK(error < 1e-6);
    // The second batch starts from nothing, not from the first one's penalty.
    step.set_parameters(start);
    CHECK(step.run(data, indices).loss / count == found);
    if (threads == 1) first.assign(step.parameters().begin(), step.parameters().end());
    CHECK(std::equal(first.begin(), first.end(), step.parameters().begin()));
  }
}

TEST_CASE("gradients of penalties agree with differences") {
  for (const TensorComparison& tensor : check_gradients(network, loss, {})) {
    INFO(tensor.tensor);
    CHECK(tensor.agrees);
  }
}

}  // namespace constnet::runtime
