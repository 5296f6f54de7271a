// A training with regularizers and constraints, generated, against Keras': the history, the weights after each epoch.
#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/callbacks/lambda_callback.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "fixture.hpp"
#include "penalized_network.gen.hpp"

namespace constnet::runtime {

TEST_CASE("what a declaration says of regularizers and constraints trains as in Keras") {
  const nlohmann::json cases = keras_fixture("penalties");
  const auto images = cases.at("images").get<std::vector<float>>();
  const auto labels = cases.at("labels").get<std::vector<int>>();
  const auto start = cases.at("start").get<std::vector<float>>();
  const std::size_t count = cases.at("training_images");
  const std::size_t floats = count * penalized_network::input_size;
  REQUIRE(start.size() == penalized_network::parameter_count);
  const auto part = [](const auto& values, std::size_t first, std::size_t last) {
    return std::vector(values.begin() + static_cast<std::ptrdiff_t>(first),
                       values.begin() + static_cast<std::ptrdiff_t>(last));
  };
  const Dataset data = dataset_from(part(images, 0, floats), {5, 6, 2}, part(labels, 0, count), 4);
  const Dataset validation =
      dataset_from(part(images, floats, images.size()), {5, 6, 2}, part(labels, count, labels.size()), 4);
  for (const int threads : {1, 3}) {
    INFO("threads: " << threads);
    const auto optimizer = make_optimizer("sgd,learning_rate=0.1,momentum=0.5,clipnorm=1");
    const SparseCategoricalCrossentropy loss;
    ThreadPool pool(threads);
    Trainer trainer(view_of<penalized_network::Network>(), *optimizer, loss, pool);
    trainer.set_parameters(start);
    LambdaCallback compare({.on_epoch_end = [&](int epoch, Logs&, TrainingState&) {
      const auto expected = cases.at("after")[static_cast<std::size_t>(epoch)].get<std::vector<float>>();
      REQUIRE(expected.size() == trainer.parameters().size());
      for (std::size_t i = 0; i < expected.size(); ++i) {
        INFO("epoch " << epoch << ", parameter " << i);
        CHECK(std::abs(double{trainer.parameters()[i]} - expected[i]) <= 1e-6);
      }
    }});
    Callback* const callbacks[] = {&compare};
    const History history = trainer.fit(data, &validation, {.epochs = 3, .batch_size = 5, .shuffle = false}, callbacks);
    CHECK(history.names().size() == cases.at("history").size());
    for (const auto& [name, values] : cases.at("history").items()) {
      INFO(name);
      const std::vector<double> found = history[name];
      REQUIRE(found.size() == values.size());
      for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i] == Approx(double{values[i]}).epsilon(1e-5));
    }
  }
}

}  // namespace constnet::runtime
