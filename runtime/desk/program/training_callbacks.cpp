// From the words on the command line to callbacks.
#include "training_callbacks.hpp"

#include <utility>

#include "constnet/desk/callbacks/csv_logger.hpp"
#include "constnet/desk/training/progress_line.hpp"
#include "weight_files.hpp"

namespace constnet::runtime {
namespace {

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

}  // namespace

template <typename Kind, typename... Values>
Kind* TrainingCallbacks::add(Values&&... values) {
  auto callback = std::make_unique<Kind>(std::forward<Values>(values)...);
  Kind* const added = callback.get();
  owned_.push_back(std::move(callback));
  all_.push_back(added);
  return added;
}

TrainingCallbacks::TrainingCallbacks(const Session& session) {
  const FitOptions& fit = session.arguments.fit;
  std::ostream* const messages = verbosity(session) == Verbosity::silent ? nullptr : &session.out;
  // First, so that messages of the others come after its line.
  add<ProgressLine>(session.out, verbosity(session));
  last_epoch_ = add<LastEpoch>();
  if (fit.terminate_on_nan) terminate_ = add<TerminateOnNaN>();
  if (fit.reduce_lr_on_plateau) add<ReduceLROnPlateau>(*fit.reduce_lr_on_plateau, messages);
  if (fit.early_stopping) early_stopping_ = add<EarlyStopping>(*fit.early_stopping, messages);
  if (!fit.csv_log.empty()) {
    check_writable(fit.csv_log, "--csv-log");
    add<CSVLogger>(CSVLoggerArguments{.filename = fit.csv_log, .append = !fit.resume.empty()});
  }
  if (fit.model_checkpoint) add<ModelCheckpoint>(*fit.model_checkpoint, messages);
  if (!fit.checkpoint.empty()) {
    check_writable(fit.checkpoint, "--checkpoint");
    add<ModelCheckpoint>(ModelCheckpointArguments{.filepath = fit.checkpoint});
  }
}

}  // namespace constnet::runtime
