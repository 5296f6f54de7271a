// `train`: from a data set to a weight file.
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "commands.hpp"
#include "constnet/desk/base/error.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "constnet/desk/weights/transfer.hpp"
#include "data_for_network.hpp"
#include "interrupt.hpp"
#include "objective_options.hpp"
#include "optimizer_options.hpp"
#include "text.hpp"
#include "training_callbacks.hpp"
#include "weight_files.hpp"

namespace constnet::runtime {
namespace {

// "dense_1, dense_2"; "none"
std::string names(const std::vector<std::string>& layers) {
  std::string text;
  for (const std::string& layer : layers) text += (text.empty() ? "" : ", ") + layer;
  return text.empty() ? "none" : text;
}

// Draws the parameters, or reads what is wanted of them; says what was read.
void begin(const Session& session, Trainer& trainer) {
  const Arguments& arguments = session.arguments;
  trainer.initialize(arguments.seed);
  if (!arguments.weights) return;
  std::vector<float> values(trainer.parameters().begin(), trainer.parameters().end());
  const Transfer transfer =
      transfer_weights(*arguments.weights, session.network.tensors, arguments.fit.weights_of_first, values);
  trainer.set_parameters(values);
  session.out << "weights: " << names(transfer.read) << " from " << *arguments.weights
              << "; drawn: " << names(transfer.left) << std::endl;
}

// What a checkpoint compares besides the arguments of fit.
Settings settings_for(const Arguments& arguments, const Optimizer& optimizer, const Normalization& normalization) {
  const UpdateArguments& update = optimizer.arguments();
  std::string class_weights;
  for (const auto& [label, weight] : arguments.objective.class_weight) {
    class_weights += print("%s%d=%.17g", class_weights.empty() ? "" : ",", label, weight);
  }
  Settings settings = {{"initial learning rate", print("%.17g", optimizer.learning_rate())},
                       {"optimizer's arguments", compared_arguments(arguments.optimizer)},
                       {"weight_decay", print("%.17g", update.weight_decay)},
                       {"clipping", print("%.17g, %.17g, %.17g", update.clipnorm.value_or(0),
                                          update.global_clipnorm.value_or(0), update.clipvalue.value_or(0))},
                       {"schedule", arguments.optimizer.schedule.empty() ? "none" : arguments.optimizer.schedule},
                       {"loss", arguments.objective.loss},
                       {"class weights", class_weights},
                       {"normalize", arguments.objective.normalize ? "true" : "false"}};
  for (const auto& [key, value] : normalization_texts(normalization)) settings.emplace_back(key, value);
  return settings;
}

std::optional<Checkpoint> checkpoint_for(const Session& session) {
  const std::string& file = session.arguments.fit.resume;
  if (file.empty()) return std::nullopt;
  Checkpoint checkpoint = load_checkpoint(file, session.network.name, session.network.tensors);
  if (checkpoint.epoch >= session.arguments.epochs) {
    throw Error(quoted(file) + print(" has %d epochs behind it, expected less than --epochs, which is %d",
                                     checkpoint.epoch, session.arguments.epochs));
  }
  return checkpoint;
}

// Saves what there is of a training that did not come to its end; `why` as it stands in a sentence.
int end_early(const Session& session, const TrainingCallbacks& callbacks, const Trainer& trainer,
              const Normalization& normalization, const char* why, int status) {
  const std::string where = std::string(session.network.name) + " train: " + why;
  const std::optional<int> last = callbacks.last_epoch().epoch();
  if (!last) {
    session.err << where << " before an epoch was finished: nothing is saved\n";
    return status;
  }
  const bool restored =
      session.arguments.fit.early_stopping && session.arguments.fit.early_stopping->restore_best_weights;
  save_parameters(session, restored ? trainer.parameters() : callbacks.last_epoch().parameters(), session.arguments.out,
                  normalization);
  session.err << where << ": " << session.arguments.out << " has the weights after epoch "
              << 1 + (restored ? callbacks.early_stopping()->best_epoch() : *last) << " of " << session.arguments.epochs
              << '\n';
  return status;
}

}  // namespace

int run_train(const Session& session) {
  const Arguments& arguments = session.arguments;
  const NetworkView& network = session.network;
  check_writable(arguments.out);
  TrainingCallbacks callbacks(session);
  const std::optional<Checkpoint> checkpoint = checkpoint_for(session);
  DataSplits data = data_for_network(session);
  if (arguments.objective.normalize) {
    data.train.normalization = fit_normalization(data.train);
    data.test.normalization = data.train.normalization;
  }
  const Normalization& normalization = data.train.normalization;

  const std::unique_ptr<Optimizer> optimizer = optimizer_for(arguments.optimizer, session.defaults);
  const std::unique_ptr<Loss> loss = loss_from(arguments.objective.loss);
  ThreadPool pool(arguments.threads);
  Trainer trainer(network, *optimizer, *loss, pool, metrics_for(arguments.objective));
  begin(session, trainer);
  session.out << network.name << ": " << with_separators(network.parameter_count) << " parameters, "
              << optimizer->name()
              << print(" with learning rate %g, batches of %d, seed %llu, %d thread%s, ", optimizer->learning_rate(),
                       arguments.batch_size, static_cast<unsigned long long>(arguments.seed), pool.size(),
                       pool.size() == 1 ? "" : "s")
              << network.simd_target() << std::endl;
  if (checkpoint) {
    session.out << "going on from " << checkpoint->origin << print(", after epoch %d", checkpoint->epoch)
                << (checkpoint->step > 0 ? print(" and step %d", checkpoint->step) : "") << std::endl;
  }

  const FitOptions& fit = arguments.fit;
  {
    InterruptCallback interrupt;
    std::vector<Callback*> all{&interrupt};
    all.insert(all.end(), callbacks.all().begin(), callbacks.all().end());
    trainer.fit(data.train, fit.validation_split > 0 ? nullptr : &data.test,
                {.epochs = arguments.epochs,
                 .batch_size = arguments.batch_size,
                 .seed = arguments.seed,
                 .shuffle = fit.shuffle,
                 .validation_split = fit.validation_split,
                 .steps_per_epoch = fit.steps_per_epoch,
                 .validation_freq = fit.validation_freq,
                 .initial_epoch = fit.initial_epoch,
                 .class_weight = arguments.objective.class_weight,
                 .resume = checkpoint ? &*checkpoint : nullptr,
                 .settings = settings_for(arguments, *optimizer, normalization)},
                all);
    if (interrupt.interrupted()) return end_early(session, callbacks, trainer, normalization, "interrupted", 130);
  }
  if (callbacks.terminated()) {
    return end_early(session, callbacks, trainer, normalization, "the loss was no longer a number, the training ended",
                     1);
  }
  save_parameters(session, trainer.parameters(), arguments.out, normalization);
  session.out << test_lines(arguments.objective, trainer.evaluate(data.test));
  return 0;
}

}  // namespace constnet::runtime
