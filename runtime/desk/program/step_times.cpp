// A clock that observes generated code, and the tables that come of it.
#include "step_times.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

#include "constnet/desk/base/random.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/training/memory.hpp"
#include "text.hpp"

namespace constnet::runtime {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int batch_size = 64;

/// Adds up what lies between its readings, without what a reading itself takes.
class StepClock {
 public:
  explicit StepClock(int steps) : seconds_(static_cast<std::size_t>(steps)) {
    double reading = 1;
    for (int i = 0; i < 1000; ++i) {
      start();
      seconds_[0] = 0;
      observer().done(0);
      reading = std::min(reading, seconds_[0]);
    }
    reading_ = reading;
    clear();
  }

  void clear() { std::fill(seconds_.begin(), seconds_.end(), 0.0); }
  void start() { last_ = Clock::now(); }
  StepObserver observer() {
    return {[](void* self, int step) { static_cast<StepClock*>(self)->read(step); }, this};
  }
  /// Of each step, since clear().
  const std::vector<double>& seconds() const { return seconds_; }

 private:
  void read(int step) {
    const Clock::time_point now = Clock::now();
    seconds_[static_cast<std::size_t>(step)] += std::chrono::duration<double>(now - last_).count() - reading_;
    last_ = now;
  }

  std::vector<double> seconds_;
  Clock::time_point last_;
  double reading_ = 0;
};

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Lets `work` use the clock again and again for about so long; microseconds an image of each of the clock's parts, in
/// the quickest of ten rounds.
template <typename Work>
std::vector<double> microseconds(StepClock& clock, double seconds, int images, Work work) {
  constexpr int rounds = 10;
  work();
  clock.clear();
  work();
  const double once = std::max(sum_of(clock.seconds()), 1e-9);
  const long calls = std::max(1L, static_cast<long>(seconds / rounds / once));
  std::vector<double> quickest;
  for (int round = 0; round < rounds; ++round) {
    clock.clear();
    for (long i = 0; i < calls; ++i) work();
    if (quickest.empty() || sum_of(clock.seconds()) < sum_of(quickest)) quickest = clock.seconds();
  }
  for (double& value : quickest) value = std::max(0.0, value) / static_cast<double>(calls) / images * 1e6;
  return quickest;
}

/// What the tables are measured on: first values, random images.
struct Material {
  explicit Material(const NetworkView& network)
      : parameters(network.parameters.bytes / sizeof(float)), images(batch_size * network.input_size()) {
    initialize(network.tensors, 1, std::span(parameters.data(), network.parameter_count));
    const Random random(1, 0);
    for (std::size_t i = 0; i < images.size(); ++i) {
      images.data()[i] = static_cast<float>(random.bits(i) & 0xFF) / 255.0f;
    }
  }

  FloatBlock parameters;
  FloatBlock images;
};

std::vector<double> measure_predict(const Session& session, Material& material) {
  const NetworkView& network = session.network;
  Memory prepared(network.prepared);
  Memory arena(network.inference_arena);
  network.prepare(material.parameters.data(), prepared.get());
  std::vector<float> outputs(static_cast<std::size_t>(network.output_size));
  StepClock clock(network.steps().count);
  return microseconds(clock, session.arguments.seconds, batch_size, [&] {
    for (std::size_t image = 0; image < batch_size; ++image) {
      clock.start();
      network.predict_observed(prepared.get(), arena.get(), material.images.data() + image * network.input_size(),
                               outputs.data(), clock.observer());
    }
  });
}

/// Forward, then backward, of every step; then the loss, and all that a training step does besides.
std::vector<double> measure_training(const Session& session, Material& material) {
  const NetworkView& network = session.network;
  const int steps = network.steps().count;
  const int loss_part = 2 * steps;
  const int update_part = loss_part + 1;
  Memory prepared(network.training_prepared);
  Memory arena(network.training_arena);
  network.prepare_training(material.parameters.data(), prepared.get());
  FloatBlock gradients(material.parameters.size());
  std::vector<float*> blocks{gradients.data()};
  const auto optimizer = make_optimizer(session.defaults.optimizer, session.defaults.learning_rate);
  optimizer->set_learning_rate(0);  // The same work, and the same parameters again.
  optimizer->start(material.parameters.size());
  const auto loss = loss_from(session.defaults.loss);
  std::vector<int> labels(batch_size);
  for (int i = 0; i < batch_size; ++i) labels[static_cast<std::size_t>(i)] = i % network.output_size;
  const auto output_size = static_cast<std::size_t>(network.output_size);
  std::vector<float> outputs(static_cast<std::size_t>(network.micro_batch) * output_size);
  std::vector<float> d_outputs(outputs.size());

  StepClock clock(update_part + 1);
  struct Backward {
    StepObserver observer;
    int steps;
  } backward{clock.observer(), steps};
  const StepObserver backward_observer{[](void* state, int step) {
                                         const auto& [observer, first] = *static_cast<Backward*>(state);
                                         observer.done(first + step);
                                       },
                                       &backward};
  return microseconds(clock, session.arguments.seconds, batch_size, [&] {
    clock.start();
    network.clear_gradients(arena.get());
    clock.observer().done(update_part);
    for (int first = 0; first < batch_size; first += network.micro_batch) {
      const int count = std::min(network.micro_batch, batch_size - first);
      const float* const images = material.images.data() + static_cast<std::size_t>(first) * network.input_size();
      network.forward_observed(prepared.get(), arena.get(), images, count, outputs.data(), clock.observer());
      Targets targets{.classes = labels.data() + first};
      if (session.defaults.images_as_targets) targets = {.values = images};
      loss->evaluate({outputs.data(), count, network.output_size, network.ends_in_softmax}, targets, 1.0f / batch_size,
                     d_outputs.data());
      clock.observer().done(loss_part);
      network.backward_observed(prepared.get(), arena.get(), d_outputs.data(), count, backward_observer);
    }
    network.add_gradients(arena.get(), gradients.data());
    optimizer->next_iteration();
    optimizer->update(material.parameters.data(), blocks, 0, material.parameters.padded_size());
    network.prepare_training(material.parameters.data(), prepared.get());
    clock.observer().done(update_part);
  });
}

/// "  3.52   14 %    94.3": microseconds, share, GFLOP/s; dashes where there is nothing.
std::string cells(double microseconds, double whole, long long multiply_adds) {
  std::string text =
      microseconds > 0 ? print("%9.2f %5.1f %%", microseconds, 100 * microseconds / whole) : print("%9s %7s", "-", "-");
  const bool counts = multiply_adds > 0 && microseconds > 0;
  return text +
         (counts ? print(" %8.1f", 2e-3 * static_cast<double>(multiply_adds) / microseconds) : print(" %8s", "-"));
}

/// "Conv2D 32 3x3 relu", without its shapes.
std::string kind_of(const Step& step) {
  const std::string title = step.title;
  return title.substr(0, title.find(": "));
}

}  // namespace

void print_step_times(const Session& session, double peak) {
  const NetworkView& network = session.network;
  std::ostream& out = session.out;
  if (network.steps == nullptr) {
    out << "no times of single steps: they need code generated with STEP_TIMES (constnet_add_model) or --step-times\n";
    return;
  }
  const StepTable table = network.steps();
  const auto count = static_cast<std::size_t>(table.count);
  const auto first_of_training = static_cast<std::size_t>(table.training);
  const std::size_t end_of_predict = first_of_training == 0 ? count : first_of_training;
  Material material(network);

  const std::vector<double> predict = measure_predict(session, material);
  const double predict_sum = sum_of(predict);
  out << "\n"
      << print("%-24s %9s %7s %8s %7s %13s", "predict, one image", "us", "share", "GFLOP/s", "of peak", "multiply-adds")
      << "\n";
  for (std::size_t i = 0; i < end_of_predict; ++i) {
    const Step& step = table.steps[i];
    const double gflops = 2e-3 * static_cast<double>(step.multiply_adds) / std::max(predict[i], 1e-9);
    const bool counts = step.multiply_adds > 0 && peak > 0;
    out << print("%-24s ", step.name) << cells(predict[i], predict_sum, step.multiply_adds) << " "
        << (counts ? print("%5.0f %%", 100 * gflops / peak) : print("%7s", "-"))
        << print(" %13s", with_separators(static_cast<unsigned long long>(step.multiply_adds)).c_str()) << "  "
        << kind_of(step) << "\n";
  }
  out << print("%-24s ", "all steps") << cells(predict_sum, predict_sum, network.multiply_adds) << std::endl;

  const std::vector<double> training = measure_training(session, material);
  const double training_sum = sum_of(training);
  out << "\n"
      << print("%-24s %9s %7s %8s %9s %7s %8s %13s", "training, an image of 64", "forward", "share", "GFLOP/s",
               "backward", "share", "GFLOP/s", "multiply-adds")
      << "\n";
  for (std::size_t i = first_of_training; i < count; ++i) {
    const Step& step = table.steps[i];
    out << print("%-24s ", step.name) << cells(training[i], training_sum, step.multiply_adds) << " "
        << cells(training[count + i], training_sum, step.backward_multiply_adds)
        << print(" %13s", with_separators(static_cast<unsigned long long>(step.backward_multiply_adds)).c_str())
        << "\n";
  }
  out << print("%-24s ", "loss") << cells(training[2 * count], training_sum, 0) << "\n";
  out << print("%-24s ", "update, sums, layouts") << cells(training[2 * count + 1], training_sum, 0) << "\n";
  out << print("%-24s ", "all") << cells(training_sum, training_sum, 0) << "\n";
}

}  // namespace constnet::runtime
