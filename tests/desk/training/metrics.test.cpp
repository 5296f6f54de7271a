// fit and evaluate with losses, metrics and targets of all kinds, for any number of threads.
#include "constnet/desk/metrics/metrics.hpp"

#include "../error_of.hpp"
#include "blobs.hpp"
#include "catch.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "constnet/desk/optimizers/adam.hpp"
#include "constnet/desk/optimizers/sgd.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "softmax_regression.hpp"

namespace constnet::runtime {
namespace {

using Regression = SoftmaxRegression<30, 5>;

Metrics metrics_of(const std::vector<std::string>& texts) {
  Metrics metrics;
  for (const std::string& text : texts) metrics.metrics.push_back(metric_from(text));
  return metrics;
}

// Probabilities that belong to each image, as rows of targets.
Dataset soft_targets(const Dataset& data) {
  std::vector<float> images(data.size() * 30);
  std::vector<std::uint32_t> all(data.size());
  std::vector<float> rows(data.size() * 5, 0.05f);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    all[i] = i;
    rows[i * 5 + static_cast<std::size_t>(data.labels[i])] = 0.8f;
  }
  gather(data, all, images.data());
  return dataset_from(images, {1, 30, 1}, rows, 5);
}

struct Trained {
  History history;
  std::vector<float> parameters;
};

Trained train(const Dataset& data, const std::string& loss_text, const Metrics& metrics, int threads,
              FitArguments arguments = {.epochs = 3, .batch_size = 32}) {
  Adam optimizer({.learning_rate = 0.02});
  const auto loss = loss_from(loss_text);
  ThreadPool pool(threads);
  Trainer trainer(view_of<Regression>(), optimizer, *loss, pool, metrics);
  trainer.initialize(3);
  arguments.validation_split = 0.25;
  History history = trainer.fit(data, nullptr, arguments);
  return {std::move(history), {trainer.parameters().begin(), trainer.parameters().end()}};
}

}  // namespace

TEST_CASE("figures come in Keras' order under Keras' names, with the same bits for any number of threads") {
  const Dataset data = blobs(300, 30, 5);
  const Metrics metrics = metrics_of({"recall", "accuracy", "auc", "f1_score", "top_k_categorical_accuracy,k=2"});
  const Trained one = train(data, "categorical_crossentropy", metrics, 1);
  CHECK(one.history.names() == std::vector<std::string>{"accuracy", "auc", "f1_score", "loss", "recall",
                                                        "top_k_categorical_accuracy", "val_accuracy", "val_auc",
                                                        "val_f1_score", "val_loss", "val_recall",
                                                        "val_top_k_categorical_accuracy"});
  CHECK(one.history["val_auc"].back() > one.history["val_auc"].front());
  for (const int threads : {2, 4}) {
    const Trained other = train(data, "categorical_crossentropy", metrics, threads);
    CHECK(other.history.epochs == one.history.epochs);
    CHECK(other.parameters == one.parameters);
  }
}

TEST_CASE("every loss trains a network that ends in softmax, on classes and on rows") {
  const Dataset classes = blobs(200, 30, 5);
  const Dataset rows = soft_targets(classes);
  for (const std::string& name : loss_names()) {
    INFO(name);
    for (const Dataset* data : {&classes, &rows}) {
      const Trained trained = train(*data, name, Metrics::accuracy(), 2, {.epochs = 8, .batch_size = 16});
      CHECK(trained.history["loss"].back() < trained.history["loss"].front());
      CHECK(trained.history["val_accuracy"].back() > 0.8);
    }
  }
}

TEST_CASE("a weight of 0 is an image that is not there, but counts in the mean") {
  const Dataset data = blobs(40, 30, 5);
  std::vector<float> weights(40, 1.0f);
  std::fill(weights.begin() + 20, weights.end(), 0.0f);
  const auto loss_of = [&](const Dataset& part, std::span<const float> own) {
    Sgd optimizer;
    const auto loss = loss_from("mse");
    ThreadPool pool(1);
    Trainer trainer(view_of<Regression>(), optimizer, *loss, pool);
    trainer.initialize(3);
    return trainer.evaluate(part, own).loss;
  };
  CHECK(loss_of(data, weights) == Approx(loss_of(first_images(data, 20), {}) / 2).epsilon(1e-12));
}

TEST_CASE("data and weights that do not fit are refused") {
  const Dataset data = blobs(8, 30, 5);
  const auto fault = [](const Dataset& own, const FitArguments& arguments) {
    return error_of([&] {
      Sgd optimizer;
      const auto loss = loss_from("mse");
      ThreadPool pool(1);
      Trainer trainer(view_of<Regression>(), optimizer, *loss, pool);
      trainer.fit(own, nullptr, arguments);
    });
  };
  const std::vector<float> weights(7, 1.0f);
  const std::vector<float> all(8, 1.0f);
  CHECK(fault(data, {.sample_weight = weights}) == "softmax_regression: found sample weights, in number 7, expected 8");
  CHECK(fault(data, {.class_weight = {{5, 1}}}) == "class_weight: found class 5, expected 0 to 4");
  CHECK(fault(data, {.class_weight = {{1, 1}}, .sample_weight = all}) ==
        "class_weight: found sample_weight as well, expected one of them");
  CHECK(fault(blobs(8, 29, 5), {}) == "softmax_regression: found data whose images have a width of 29, expected 30");
  CHECK(fault(autoencoder_dataset(data), {}) ==
        "softmax_regression: found images as targets, whose size is 30, expected 5");
  CHECK(fault(blobs(8, 30, 6), {}) == "softmax_regression: found data of 6 classes, expected at most 5");
  CHECK(fault(soft_targets(data), {.class_weight = {{1, 1}}}) ==
        "class_weight: found targets that are not classes, expected none of class_weight with them");
}

}  // namespace constnet::runtime
