// `train`: from a data set to a weight file.
#include <ostream>
#include <utility>

#include "commands.hpp"
#include "constnet/desk/training/categorical_crossentropy.hpp"
#include "constnet/desk/training/optimizers.hpp"
#include "constnet/desk/training/progress_line.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "data_for_network.hpp"
#include "interrupt.hpp"
#include "text.hpp"
#include "weight_files.hpp"

namespace constnet::runtime {
namespace {

// Keeps the parameters as they were after the last finished epoch.
class LastEpoch : public Callback {
 public:
  void on_epoch_end(int, Logs&, TrainingState& state) override {
    parameters_.assign(state.parameters.begin(), state.parameters.end());
  }
  std::span<const float> parameters() const { return parameters_; }

 private:
  std::vector<float> parameters_;
};

Verbosity verbosity(const Session& session) {
  switch (session.arguments.verbose.value_or(1)) {
    case 0:
      return Verbosity::silent;
    case 1:
      return session.out_is_terminal ? Verbosity::bar : Verbosity::line_per_epoch;
    default:
      return Verbosity::line_per_epoch;
  }
}

std::unique_ptr<Optimizer> optimizer_for(const Session& session) {
  const Arguments& arguments = session.arguments;
  std::optional<double> rate = arguments.learning_rate;
  if (!rate && arguments.optimizer == session.defaults.optimizer) rate = session.defaults.learning_rate;
  return make_optimizer(arguments.optimizer, rate);
}

int end_after_interrupt(const Session& session, int finished, std::span<const float> parameters) {
  if (finished == 0) {
    session.err << session.network.name << " train: interrupted before an epoch was finished: nothing is saved\n";
    return 130;
  }
  save_parameters(session, parameters, session.arguments.out);
  session.err << session.network.name << " train: interrupted: " << session.arguments.out
              << " has the weights after epoch " << finished << " of " << session.arguments.epochs << '\n';
  return 130;
}

}  // namespace

int run_train(const Session& session) {
  const Arguments& arguments = session.arguments;
  const NetworkView& network = session.network;
  check_writable(arguments.out);
  const DataSplits data = data_for_network(session);

  const std::unique_ptr<Optimizer> optimizer = optimizer_for(session);
  const CategoricalCrossentropy loss;
  ThreadPool pool(arguments.threads);
  Trainer trainer(network, *optimizer, loss, pool);
  trainer.initialize(arguments.seed);
  session.out << network.name << ": " << with_separators(network.parameter_count) << " parameters, "
              << optimizer->name()
              << print(" with learning rate %g, batches of %d, seed %llu, %d thread%s, ", optimizer->learning_rate(),
                       arguments.batch_size, static_cast<unsigned long long>(arguments.seed), pool.size(),
                       pool.size() == 1 ? "" : "s")
              << network.simd_target() << std::endl;

  ProgressLine progress(session.out, verbosity(session));
  LastEpoch last_epoch;
  History history;
  {
    InterruptCallback interrupt;
    Callback* const callbacks[] = {&interrupt, &last_epoch, &progress};
    history = trainer.fit(data.train, &data.test,
                          {.epochs = arguments.epochs, .batch_size = arguments.batch_size, .seed = arguments.seed},
                          callbacks);
    if (interrupt.interrupted()) {
      return end_after_interrupt(session, static_cast<int>(history.epochs.size()), last_epoch.parameters());
    }
  }
  save_parameters(session, trainer.parameters(), arguments.out);
  // The test images served as validation data: the last epoch's figures are those of the saved weights.
  for (const Log& log : history.epochs.back()) {
    if (log.name == "val_accuracy") session.out << print("test accuracy: %.4f\n", log.value);
  }
  return 0;
}

}  // namespace constnet::runtime
