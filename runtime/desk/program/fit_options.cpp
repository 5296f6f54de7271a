// Options for fit, in Keras' words; a callback's arguments are one text: monitor=val_loss,patience=3.
#include "fit_options.hpp"

#include "argument_list.hpp"
#include "constnet/desk/base/error.hpp"
#include "numbers.hpp"

namespace constnet::runtime {
namespace {

constexpr int most = 1'000'000'000;

// An option whose value is a list of a callback's arguments. `read` makes the callback as well, so that what it refuses
// is refused here.
template <typename Read>
void callback_option(CLI::App& train, OptionMaker& make, const std::string& name, const char* help, Read read) {
  make.text(&train, name, "ARGUMENTS", help, [=](const std::string& text) {
    try {
      read(text);
    } catch (const Error& error) {
      throw CLI::ValidationError(name, error.what());
    }
  });
}

EarlyStoppingArguments early_stopping_arguments(const std::string& text) {
  EarlyStoppingArguments arguments;
  ArgumentList list;
  list.text("monitor", arguments.monitor);
  list.number("min_delta", arguments.min_delta);
  list.whole("patience", arguments.patience);
  list.mode("mode", arguments.mode);
  list.number("baseline", arguments.baseline);
  list.flag("restore_best_weights", arguments.restore_best_weights);
  list.whole("start_from_epoch", arguments.start_from_epoch);
  list.read(text);
  const EarlyStopping trial(arguments);
  return arguments;
}

ReduceLROnPlateauArguments reduce_lr_on_plateau_arguments(const std::string& text) {
  ReduceLROnPlateauArguments arguments;
  ArgumentList list;
  list.text("monitor", arguments.monitor);
  list.number("factor", arguments.factor);
  list.whole("patience", arguments.patience);
  list.mode("mode", arguments.mode);
  list.number("min_delta", arguments.min_delta);
  list.whole("cooldown", arguments.cooldown);
  list.number("min_lr", arguments.min_lr);
  list.read(text);
  const ReduceLROnPlateau trial(arguments);
  return arguments;
}

ModelCheckpointArguments model_checkpoint_arguments(const std::string& text) {
  ModelCheckpointArguments arguments;
  ArgumentList list;
  list.text("filepath", arguments.filepath);
  list.text("monitor", arguments.monitor);
  list.flag("save_best_only", arguments.save_best_only);
  list.flag("save_weights_only", arguments.save_weights_only);
  list.mode("mode", arguments.mode);
  list.whole("save_freq", arguments.save_freq);
  list.number("initial_value_threshold", arguments.initial_value_threshold);
  list.read(text);
  const ModelCheckpoint trial(arguments);
  return arguments;
}

}  // namespace

void add_fit_options(CLI::App& train, OptionMaker& make, FitOptions& options) {
  make.text(&train, "--validation-split", "X",
            "Part of the training images, the last ones, to validate on in place of the test images",
            [&options](const std::string& found) {
              const auto part = decimal_number(found);
              if (!part || !(*part >= 0 && *part < 1)) {
                throw CLI::ValidationError("--validation-split",
                                           "found " + quoted(found) + ", expected a number from 0 to less than 1");
              }
              options.validation_split = *part;
            });
  make.whole(&train, "--validation-freq", "Validate after every so many epochs", 1, most,
             [&options](std::uint64_t n) { options.validation_freq = static_cast<int>(n); })
      ->default_str("1");
  make.whole(&train, "--steps-per-epoch", "Updates in an epoch; without it: one pass over the training images", 1, most,
             [&options](std::uint64_t n) { options.steps_per_epoch = static_cast<int>(n); });
  make.whole(&train, "--initial-epoch", "Count from this epoch on, with weights that were trained before", 0, most,
             [&options](std::uint64_t n) { options.initial_epoch = static_cast<int>(n); })
      ->default_str("0");
  train.add_flag("--shuffle,!--no-shuffle", options.shuffle, "Take the images of each pass in another order")
      ->default_str("true");
  make.whole(&train, "--weights-of-first", "With --weights: read the first N layers that have weights, draw the others",
             1, most, [&options](std::uint64_t n) { options.weights_of_first = static_cast<int>(n); });

  callback_option(train, make, "--early-stopping",
                  "End when a figure gets no better: monitor=val_loss,min_delta=0,patience=0,mode=auto,baseline=X,"
                  "restore_best_weights,start_from_epoch=0",
                  [&options](const std::string& text) { options.early_stopping = early_stopping_arguments(text); });
  callback_option(
      train, make, "--reduce-lr-on-plateau",
      "Reduce the learning rate when a figure gets no better: monitor=val_loss,factor=0.1,patience=10,mode=auto,"
      "min_delta=0.0001,cooldown=0,min_lr=0",
      [&options](const std::string& text) { options.reduce_lr_on_plateau = reduce_lr_on_plateau_arguments(text); });
  callback_option(train, make, "--model-checkpoint",
                  "Save while training: filepath=best-{epoch:02d}-{val_loss:.2f}.safetensors,monitor=val_loss,"
                  "save_best_only,save_weights_only,mode=auto,save_freq=epoch,initial_value_threshold=X",
                  [&options](const std::string& text) { options.model_checkpoint = model_checkpoint_arguments(text); });
  make.file(&train, "--checkpoint", "Where to keep, after each epoch, all that --resume needs", "a file to write",
            [&options](const std::string& text) { options.checkpoint = text; });
  make.file(&train, "--resume", "Checkpoint to go on from: the same bits as if the training had never stopped",
            "a checkpoint", [&options](const std::string& text) { options.resume = text; });
  make.file(&train, "--csv-log", "Text file for the figures of each epoch; with --resume it is continued",
            "a file to write", [&options](const std::string& text) { options.csv_log = text; });
  train.add_flag("--terminate-on-nan", options.terminate_on_nan, "End when the loss is no longer a number");
}

std::string fault_in_fit(const Arguments& arguments) {
  const FitOptions& fit = arguments.fit;
  if (!fit.resume.empty() && arguments.weights) {
    return "found --resume and --weights, expected one of them: a checkpoint has its own weights";
  }
  if (!fit.resume.empty() && fit.initial_epoch > 0) {
    return "found --resume and --initial-epoch, expected one of them: a checkpoint knows its epoch";
  }
  if (fit.initial_epoch >= arguments.epochs && fit.initial_epoch > 0) {
    return "found --initial-epoch " + std::to_string(fit.initial_epoch) + ", expected less than --epochs, which is " +
           std::to_string(arguments.epochs);
  }
  if (fit.weights_of_first && !arguments.weights) {
    return "found --weights-of-first without --weights, expected a file to read them from";
  }
  return "";
}

}  // namespace constnet::runtime
