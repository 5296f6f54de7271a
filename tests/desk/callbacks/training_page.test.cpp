// The examples of docs/training.md, compiled and run. The page and this file say the same; the test compares them.
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "constnet/desk/callbacks/lambda_callback.hpp"
#include "constnet/desk/training/progress_line.hpp"
#include "scripted_training.hpp"

namespace constnet::runtime {
namespace {

double now = 0;

class TimeLimit : public Callback {
 public:
  explicit TimeLimit(double seconds, ProgressLine::Clock clock = ProgressLine::steady_seconds)
      : seconds_(seconds), clock_(clock) {}

  void on_train_begin(TrainingState&) override { start_ = clock_(); }
  void on_epoch_end(int, Logs& logs, TrainingState& state) override {
    const double used = clock_() - start_;
    set_log(logs, "minutes", used / 60);
    if (used > seconds_ / 2 && !halved_) {
      state.optimizer.set_learning_rate(state.optimizer.learning_rate() / 2);
      halved_ = true;
    }
    if (used > seconds_) state.stop = true;
  }

 private:
  double seconds_;
  ProgressLine::Clock clock_;
  double start_ = 0;
  bool halved_ = false;
};

std::string file_text(const char* path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a callback that ends a training when its time is up") {
  TimeLimit limit(60, [] { return now; });
  now = 1000;
  ScriptedTraining training({&limit}, 0.1);
  now += 20;
  CHECK(training.epoch({{"loss", 1}}));
  CHECK(training.learning_rate() == 0.1);
  now += 20;
  CHECK(training.epoch({{"loss", 1}}));
  CHECK(training.learning_rate() == 0.05);
  now += 50;
  CHECK_FALSE(training.epoch({{"loss", 1}}));
  CHECK(training.learning_rate() == 0.05);
  CHECK(training.logs() == Logs{{"loss", 1}, {"minutes", 1.5}});
}

TEST_CASE("a callback out of a function") {
  std::vector<std::pair<int, double>> losses;
  LambdaCallback note({.on_epoch_end = [&](int epoch, Logs& logs, TrainingState&) {
    losses.emplace_back(epoch, *find_log(logs, "loss"));
  }});
  ScriptedTraining training({&note});
  training.epoch({{"loss", 2}});
  training.epoch({{"loss", 1}});
  CHECK(losses == std::vector<std::pair<int, double>>{{0, 2.0}, {1, 1.0}});
}

TEST_CASE("the page shows what is compiled here") {
  const std::string here = file_text(TRAINING_EXAMPLE);
  const std::string page = file_text(TRAINING_PAGE);
  REQUIRE(here.size() > 1000);
  const std::size_t first = here.find("class TimeLimit");
  const std::string example = here.substr(first, here.find("\n};\n", first) + 4 - first);
  CHECK(page.find("```cpp\n" + example + "```\n") != std::string::npos);
}

}  // namespace constnet::runtime
