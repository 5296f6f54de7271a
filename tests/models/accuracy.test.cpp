// The arithmetic of the default options: every tensor of the mnist network within 1e-5 of double precision, relative to
// its largest value, with first weights on noise and with trained weights on digits.
#include <constnet/desk/data/drawn_digits.hpp>
#include <constnet/desk/losses/categorical_crossentropy.hpp>
#include <constnet/desk/optimizers/rmsprop.hpp>
#include <constnet/desk/training/initialize.hpp>
#include <constnet/desk/training/trainer.hpp>
#include <numeric>

#include "catch.hpp"
#include "models/mnist_errors.hpp"
#include "models/simd_targets.hpp"
#include "reference/random.hpp"

namespace {

using namespace constnet::comparison;
using namespace constnet::runtime;

constexpr double tolerance = 1e-5;
constexpr int count = mnist::micro_batch + 3;

void check_errors(const MnistSample& sample) {
  for (const std::int64_t target : simd_targets()) {
    const SelectedTarget selected(target);
    for (const TensorError& error : mnist_errors(sample)) {
      INFO(selected.name() << ", " << error.tensor << ": " << error.error);
      CHECK(error.error <= tolerance);
    }
  }
}

std::vector<int> labels_of(const Dataset& data) { return {data.labels.begin(), data.labels.begin() + count}; }

}  // namespace

TEST_CASE("Every tensor is within 1e-5 with first weights, on noise") {
  std::vector<float> parameters(mnist::parameter_count);
  initialize(std::span(mnist::tensors), 1, parameters);
  constnet::reference::Random random(1);
  std::vector<float> images(std::size_t{count} * mnist::input_size);
  for (float& value : images) value = static_cast<float>(random.uniform(0, 1));
  std::vector<int> labels(count);
  for (int& label : labels) label = random.integer(0, mnist::output_size - 1);
  check_errors({parameters, images, labels, count});
}

TEST_CASE("Every tensor is within 1e-5 with trained weights, on digits") {
  const DataSplits digits = drawn_digits(1, 2048, 256);
  Rmsprop optimizer;
  const CategoricalCrossentropy loss;
  ThreadPool pool(1);
  Trainer trainer(view_of<mnist::Network>(), optimizer, loss, pool);
  trainer.initialize(1);
  trainer.fit(digits.train, nullptr, {.epochs = 2, .batch_size = 64});
  REQUIRE(trainer.evaluate(digits.test).accuracy() > 0.8);

  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0u);
  std::vector<float> images(std::size_t{count} * mnist::input_size);
  gather(digits.test, indices, images.data());
  check_errors({trainer.parameters(), images, labels_of(digits.test), count});
}
