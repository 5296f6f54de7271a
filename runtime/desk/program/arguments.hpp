// What the words on the command line mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "constnet/desk/callbacks/early_stopping.hpp"
#include "constnet/desk/callbacks/model_checkpoint.hpp"
#include "constnet/desk/callbacks/reduce_lr_on_plateau.hpp"
#include "constnet/desk/program/program.hpp"
#include "constnet/desk/training/fit_arguments.hpp"

namespace constnet::runtime {

/// What `train` hands to fit besides epochs, batch size and seed: its arguments, its callbacks, where it begins.
struct FitOptions {
  double validation_split = 0;
  int validation_freq = 1;
  int steps_per_epoch = 0;
  int initial_epoch = 0;
  bool shuffle = true;
  std::optional<int> weights_of_first;  ///< layers to read from --weights, all of them
  std::optional<EarlyStoppingArguments> early_stopping;
  std::optional<ReduceLROnPlateauArguments> reduce_lr_on_plateau;
  std::optional<ModelCheckpointArguments> model_checkpoint;
  std::string checkpoint;  ///< files; empty: none
  std::string resume;
  std::string csv_log;
  bool terminate_on_nan = false;
};

/// What is trained towards, and what is measured.
struct ObjectiveOptions {
  std::string loss;                       ///< as loss_from reads it
  std::vector<std::string> metrics;       ///< as metric_from reads them
  std::vector<ClassWeight> class_weight;  ///< of train
  bool images_as_targets = false;
  bool normalize = false;         ///< of train
  bool confusion_matrix = false;  ///< of evaluate
};

/// How weights are changed.
struct OptimizerOptions {
  std::string name;       ///< the first word of what make_optimizer reads
  std::string arguments;  ///< what follows it, those of single options too: ",momentum=0.9"; empty: none
  std::string schedule;   ///< as schedule_from reads it; empty: none
};

/// The words of a command line; each command reads those that it has options for.
struct Arguments {
  std::string command;
  int epochs = 0;
  int batch_size = 0;
  int threads = 0;
  std::uint64_t seed = 1;
  OptimizerOptions optimizer;  ///< of train
  std::optional<int> verbose;
  std::string data_set;                ///< its name
  std::vector<int> classes;            ///< of the data set, rising; empty: all
  std::string data;                    ///< a folder; empty: looked for
  std::string out;                     ///< the weight file to write
  std::optional<std::string> weights;  ///< the weight file to read
  std::vector<std::string> files;      ///< of predict and load
  bool device = false;                 ///< of summary: what a microcontroller needs
  std::size_t entries = 0;             ///< of gradcheck: per tensor
  double seconds = 0;                  ///< of bench: per figure
  ObjectiveOptions objective;          ///< of train and evaluate
  FitOptions fit;                      ///< of train
};

/// The arguments; or, where there is nothing to run, the exit status: 0 after help on `out`, 2 after a sentence about
/// wrong words on `err`.
std::variant<Arguments, int> read_command_line(const NetworkView& network, const ProgramDefaults& defaults, int argc,
                                               char** argv, std::ostream& out, std::ostream& err);

}  // namespace constnet::runtime
