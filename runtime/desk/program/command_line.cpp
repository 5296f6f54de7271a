// The command line, read with CLI11; errors are worded here, so that each says what was found and what was expected.
#include <algorithm>
#include <ostream>
#include <thread>

#include "arguments.hpp"
#include "class_list.hpp"
#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/known_data_sets.hpp"
#include "fit_options.hpp"
#include "objective_options.hpp"
#include "optimizer_options.hpp"
#include "option_maker.hpp"
#include "text.hpp"

namespace constnet::runtime {
namespace {

constexpr int max_epochs = 1'000'000;
constexpr int max_batch_size = 1'000'000;
constexpr int max_threads = 256;

// The options that several commands have. Must outlive the parsing.
class CommonOptions : public OptionMaker {
 public:
  explicit CommonOptions(Arguments& arguments) : arguments_(arguments) {}

  void threads(CLI::App* command) {
    arguments_.threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, max_threads);
    whole(command, "--threads", "Threads to work with; results do not depend on it", 1, max_threads,
          [this](std::uint64_t n) { arguments_.threads = static_cast<int>(n); })
        ->default_str("one per processor");
  }

  void seed(CLI::App* command, const char* help) {
    whole(command, "--seed", help, 0, std::numeric_limits<std::uint64_t>::max(), [this](std::uint64_t n) {
      arguments_.seed = n;
    })->default_str("1");
  }

  void data(CLI::App* command, const ProgramDefaults& defaults) {
    arguments_.data_set = defaults.data_set;
    text(command, "--data-set", "NAME", "",
         [this](const std::string& found) {
           const std::vector<std::string> names = data_set_names();
           if (std::find(names.begin(), names.end(), found) == names.end()) {
             throw CLI::ValidationError("--data-set", "found " + quoted(found) + ", expected one of " + join(names));
           }
           arguments_.data_set = found;
         })
        ->default_str(defaults.data_set.empty() ? "none has such inputs" : defaults.data_set)
        ->description("One of " + join(data_set_names()));
    text(command, "--classes", "LIST", "Only images of these classes, such as 5-9 or 0,2,7; labels stay as they are",
         [this](const std::string& found) {
           const auto classes = class_list(found);
           if (!classes) {
             throw CLI::ValidationError("--classes",
                                        "found " + quoted(found) + ", expected classes such as 5-9 or 0,2,7");
           }
           arguments_.classes = *classes;
         });
    text(command, "--data", "DIR",
         "Folder with the data set's files, or with a folder of the data set's name; without it: CONSTNET_DATA, the "
         "cache, a download",
         [this](const std::string& text) {
           if (text.empty()) throw CLI::ValidationError("--data", "found an empty text, expected a folder");
           arguments_.data = text;
         });
  }

  void out(CLI::App* command, const NetworkView& network) {
    arguments_.out = std::string(network.name) + ".safetensors";
    file(command, "--out", "Where the weights are saved", "a file to write", [this](const std::string& text) {
      arguments_.out = text;
    })->default_str(arguments_.out);
  }

  CLI::Option* weights(CLI::App* command, const char* help) {
    return file(command, "--weights", help, "a weight file",
                [this](const std::string& text) { arguments_.weights = text; });
  }

  void files(CLI::App* command, const char* help) {
    command->add_option("FILE", arguments_.files, help)->type_name("")->expected(0, 1 << 20);
  }

  void training(CLI::App* command, const ProgramDefaults& defaults) {
    arguments_.epochs = defaults.epochs;
    whole(command, "--epochs", "Passes over the training images", 1, max_epochs, [this](std::uint64_t n) {
      arguments_.epochs = static_cast<int>(n);
    })->default_str(std::to_string(defaults.epochs));
    arguments_.batch_size = defaults.batch_size;
    whole(command, "--batch-size", "Images per update", 1, max_batch_size, [this](std::uint64_t n) {
      arguments_.batch_size = static_cast<int>(n);
    })->default_str(std::to_string(defaults.batch_size));
    add_optimizer_options(*command, *this, defaults, arguments_.optimizer);
    whole(command, "--verbose", "0: silent, 1: a bar that moves (on a terminal), 2: one line per epoch", 0, 2,
          [this](std::uint64_t n) { arguments_.verbose = static_cast<int>(n); })
        ->default_str("1");
  }

 private:
  Arguments& arguments_;
};

void add_commands(CLI::App& app, const NetworkView& network, const ProgramDefaults& defaults, CommonOptions& make,
                  Arguments& arguments) {
  const char* const default_weights = "Weight file to read; without it the file that `train` writes by default";

  CLI::App* summary = app.add_subcommand("summary", "Prints the network as a table");
  if (network.device != nullptr) {
    summary->add_flag("--device", arguments.device, "Also what it needs on a microcontroller: flash, memory, stack");
  }

  CLI::App* train = app.add_subcommand("train", "Trains, evaluates on the test images, saves the weights");
  make.training(train, defaults);
  make.seed(train, "For initial values and shuffling; the same seed gives the same weights");
  make.threads(train);
  make.data(train, defaults);
  make.out(train, network);
  make.weights(train, "Weight file to begin with: tensors whose name and shape fit are read, the others drawn");
  add_objective_options(*train, make, defaults, arguments.objective);
  add_weight_options(*train, make, arguments.objective);
  add_fit_options(*train, make, arguments.fit);

  CLI::App* evaluate = app.add_subcommand("evaluate", "Loss and accuracy of saved weights on the test images");
  make.weights(evaluate, default_weights);
  make.data(evaluate, defaults);
  add_objective_options(*evaluate, make, defaults, arguments.objective);
  evaluate->add_flag("--confusion-matrix", arguments.objective.confusion_matrix,
                     "Print how often each class is taken for each");
  make.threads(evaluate);

  CLI::App* predict = app.add_subcommand("predict", "The class of each picture");
  make.files(predict, "PNG pictures of the network's input size");
  make.weights(predict, default_weights);

  CLI::App* gradcheck = app.add_subcommand("gradcheck", "Compares the generated gradients with numerical ones");
  make.seed(gradcheck, "For parameters, images and the choice of entries");
  arguments.entries = 200;
  make.whole(gradcheck, "--entries", "Entries to check in each tensor, drawn at random from a larger one", 1,
             1'000'000'000, [&arguments](std::uint64_t n) { arguments.entries = n; })
      ->default_str("200");

  CLI::App* save = app.add_subcommand("save", "Writes parameters to a weight file: freshly drawn ones, or others read");
  make.out(save, network);
  make.seed(save, "For freshly drawn parameters");
  make.weights(save, "Weight file to read the parameters from, in place of drawing them");

  CLI::App* load = app.add_subcommand("load", "Reads a weight file, checks that it fits, and says what is in it");
  make.files(load, "The weight file");

  CLI::App* bench = app.add_subcommand("bench", "Images per second, with random images and parameters");
  make.threads(bench);
  arguments.seconds = 1;
  make.positive(bench, "--seconds", "Time to spend on each figure", [&arguments](double s) { arguments.seconds = s; })
      ->default_str("1");
}

std::vector<std::string> command_names(CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

// The sentence about words that were read without complaint and yet cannot stand so; empty if all is well.
std::string fault_in(CLI::App& app, const Arguments& arguments) {
  const std::string commands = join(command_names(app));
  const std::vector<std::string> extra = app.remaining(false);
  const auto is_option = [](const std::string& word) { return word.size() > 1 && word[0] == '-'; };
  if (!extra.empty() && !is_option(extra[0])) {
    return app.get_name() + ": found " + quoted(extra[0]) + ", expected one of the commands " + commands;
  }
  if (app.get_subcommands().empty() && extra.empty()) {
    return app.get_name() + ": found no command, expected one of " + commands;
  }
  if (!extra.empty()) {
    return app.get_name() + ": found option " + quoted(extra[0]) + ", expected a command first, one of " + commands;
  }

  const CLI::App* command = app.get_subcommands()[0];
  const std::string whole_name = app.get_name() + " " + command->get_name();
  const std::vector<std::string> unknown = command->remaining(false);
  if (!unknown.empty()) {
    return whole_name + (is_option(unknown[0]) ? ": unknown option " : ": found an unexpected word ") +
           quoted(unknown[0]) + "; " + whole_name + " --help lists what can be said";
  }
  if (command->get_name() == "predict" && arguments.files.empty()) {
    return whole_name + ": found no file, expected one or more PNG pictures";
  }
  if (command->get_name() == "load" && arguments.files.size() != 1) {
    return whole_name + ": found " + std::to_string(arguments.files.size()) + " files, expected one weight file";
  }
  std::string fault;
  if (command->get_name() == "train") {
    fault = fault_in_fit(arguments);
    if (fault.empty()) fault = fault_in_optimizer(arguments.optimizer);
  }
  return fault.empty() ? "" : whole_name + ": " + fault;
}

std::string name_with_command(CLI::App& app) {
  const auto commands = app.get_subcommands();
  return app.get_name() + (commands.empty() ? "" : " " + commands[0]->get_name());
}

}  // namespace

std::variant<Arguments, int> read_command_line(const NetworkView& network, const ProgramDefaults& defaults, int argc,
                                               char** argv, std::ostream& out, std::ostream& err) {
  Arguments arguments;
  CLI::App app("The network " + std::string(network.name) + ": trains it, evaluates it, uses it.", network.name);
  app.get_formatter()->column_width(30);
  app.require_subcommand(0, 1);
  app.allow_extras();
  CommonOptions make(arguments);
  add_commands(app, network, defaults, make, arguments);
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) command->allow_extras();

  try {
    app.parse(argc, argv);
    const std::string fault = fault_in(app, arguments);
    if (!fault.empty()) {
      err << fault << '\n';
      return 2;
    }
  } catch (const CLI::CallForHelp&) {
    const auto commands = app.get_subcommands();
    out << (commands.empty() ? app.help() : commands[0]->help(app.get_name()));
    return 0;
  } catch (const CLI::ArgumentMismatch& mismatch) {
    const std::string text = mismatch.what();
    err << name_with_command(app) << ": option " << text.substr(0, text.find(':')) << ": found no value after it\n";
    return 2;
  } catch (const CLI::ParseError& error) {
    err << name_with_command(app) << ": option " << error.what() << '\n';
    return 2;
  }
  arguments.command = app.get_subcommands()[0]->get_name();
  return arguments;
}

}  // namespace constnet::runtime
