// Class weights and sample weights against trainings of Keras'.
#include <cmath>
#include <utility>

#include "../desk/training/softmax_regression.hpp"
#include "catch.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/metrics/accuracy.hpp"
#include "constnet/desk/optimizers/sgd.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "fixture.hpp"

namespace constnet::runtime {

TEST_CASE("weights change a training as they change Keras'") {
  const nlohmann::json cases = keras_fixture("weights");
  const auto images = cases.at("images").get<std::vector<float>>();
  const auto labels = cases.at("labels").get<std::vector<int>>();
  const auto weights = cases.at("weights").get<std::vector<float>>();
  const Dataset data = dataset_from(images, {1, 6, 1}, labels, 3);
  for (const nlohmann::json& one : cases.at("trainings")) {
    for (const int threads : {1, 3}) {
      INFO(one.at("name").get<std::string>() << ", threads: " << threads);
      FitArguments arguments{
          .epochs = 3,
          .batch_size = 4,
          .shuffle = false,
          .validation_split = one.at("validation_split"),
          .sample_weight = one.at("sample_weight") ? std::span<const float>(weights) : std::span<const float>()};
      for (const nlohmann::json& pair : one.at("class_weight")) arguments.class_weight.push_back({pair[0], pair[1]});
      Sgd optimizer({.learning_rate = 0.1});
      const SparseCategoricalCrossentropy loss;
      ThreadPool pool(threads);
      const Metrics metrics{.metrics = {std::make_shared<Accuracy>()}, .weighted = {std::make_shared<Accuracy>()}};
      Trainer trainer(view_of<SoftmaxRegression<6, 3>>(), optimizer, loss, pool, metrics);
      const History history = trainer.fit(data, nullptr, arguments);

      std::vector<std::string> names;
      for (const auto& [name, values] : one.at("history").items()) {
        names.push_back(name);
        INFO(name);
        const std::vector<double> found = history[name];
        REQUIRE(found.size() == values.size());
        for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(double{values[i]}).epsilon(1e-5));
      }
      CHECK(history.names().size() == names.size());
      const auto expected = one.at("parameters").get<std::vector<float>>();
      REQUIRE(expected.size() == trainer.parameters().size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(std::abs(double{trainer.parameters()[i]} - expected[i]) <= 1e-6);
      }
    }
  }
}

}  // namespace constnet::runtime
