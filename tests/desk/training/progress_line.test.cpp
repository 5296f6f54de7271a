// The progress line against what Keras 3's Progbar prints for the same times and figures.
#include "constnet/desk/training/progress_line.hpp"

#include <sstream>

#include "catch.hpp"
#include "constnet/desk/optimizers/sgd.hpp"

namespace constnet::runtime {
namespace {

double now = 0;

// One epoch of 938 steps: the first ends after 1 s, each later one takes `step` seconds.
std::string printed(Verbosity verbosity, int epochs, double step) {
  std::ostringstream out;
  ProgressLine line(out, verbosity, [] { return now; });
  Sgd optimizer;
  TrainingState state{epochs, 938, {}, optimizer};
  now = 100;
  line.on_train_begin(state);
  line.on_epoch_begin(0, state);
  const Logs logs = {{"accuracy", 0.9471}, {"loss", 0.17124}};
  now = 101;
  line.on_batch_end(0, logs, state);
  now = 101 + 468 * step;
  line.on_batch_end(468, logs, state);
  now += 0.01;
  line.on_batch_end(469, logs, state);
  now = 101 + 937 * step;
  line.after_epoch(0, {{"accuracy", 0.9471}, {"loss", 0.17124}, {"val_accuracy", 1}, {"val_loss", 0.00042}}, state);
  line.on_train_end(state);
  return out.str();
}

const std::string last_figures = " - accuracy: 0.9471 - loss: 0.1712 - val_accuracy: 1.0000 - val_loss: 4.2000e-04\n";

}  // namespace

TEST_CASE("one plain line per epoch for files and pipes") {
  CHECK(printed(Verbosity::line_per_epoch, 5, 0.003) == "Epoch 1/5\n938/938 - 4s - 3ms/step" + last_figures);
  CHECK(printed(Verbosity::line_per_epoch, 1, 0.0001) == "938/938 - 1s - 100us/step" + last_figures);
  CHECK(printed(Verbosity::line_per_epoch, 1, 2) == "938/938 - 1875s - 2s/step" + last_figures);
}

TEST_CASE("a bar of 20 with steps, time left and figures") {
  const std::string text = printed(Verbosity::bar, 2, 0.003);
  const std::string bold = "\x1b[1m", plain = "\x1b[0m", green = "\x1b[32m", white = "\x1b[37m";
  const auto bar = [](int n) {
    std::string all;
    for (int i = 0; i < n; ++i) all += "━";
    return all;
  };
  const std::string figures = " - accuracy: 0.9471 - loss: 0.1712";
  // The step at 101 + 468 * 0.003 + 0.01 s comes too soon after the one before to be drawn.
  CHECK(text == "Epoch 1/2\n\r" + bold + "  1/938" + plain + " " + white + bar(20) + plain + " 15:37 1s/step" +
                    figures + "\r" + bold + "469/938" + plain + " " + green + bar(10) + plain + white + bar(10) +
                    plain + " 1s 3ms/step" + figures + "  \r" + bold + "938/938" + plain + " " + green + bar(20) +
                    plain + white + plain + " 4s 3ms/step" + last_figures);
}

TEST_CASE("silence is silent; a stopped epoch ends its line") {
  CHECK(printed(Verbosity::silent, 5, 0.003).empty());

  std::ostringstream out;
  ProgressLine line(out, Verbosity::bar, [] { return now; });
  Sgd optimizer;
  TrainingState state{1, 10, {}, optimizer};
  line.on_epoch_begin(0, state);
  line.on_batch_end(0, {}, state);
  line.on_train_end(state);
  CHECK(out.str().back() == '\n');
}

}  // namespace constnet::runtime
