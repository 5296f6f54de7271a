// Optimizers on the command line: single options are other words for arguments in the optimizer's text.
#include "optimizer_options.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "numbers.hpp"
#include "text.hpp"

namespace constnet::runtime {
namespace {

constexpr struct {
  const char* option;
  const char* argument;
  const char* help;
} single_options[] = {
    {"--momentum", "momentum", "Of sgd and rmsprop; without it: 0"},
    {"--initial-accumulator-value", "initial_accumulator_value", "Of adagrad and ftrl; without it: 0.1"},
    {"--weight-decay", "weight_decay", "Before each update, w = w - w x weight decay x learning rate"},
    {"--clipnorm", "clipnorm", "Greatest norm of the gradient of a tensor"},
    {"--global-clipnorm", "global_clipnorm", "Greatest norm of all gradients together"},
    {"--clipvalue", "clipvalue", "Greatest magnitude of a gradient"},
};

}  // namespace

void add_optimizer_options(CLI::App& command, OptionMaker& make, const ProgramDefaults& defaults,
                           OptimizerOptions& options) {
  options.name = defaults.optimizer;
  make.text(&command, "--optimizer", "NAME,ARGUMENT=VALUE,...", "",
            [&options](const std::string& found) {
              const std::size_t comma = std::min(found.find(','), found.size());
              const std::string name = found.substr(0, comma);
              options.name = name;
              options.arguments = found.substr(comma) + options.arguments;
              const std::vector<std::string> names = optimizer_names();
              if (std::ranges::find(names, name) == names.end()) {
                throw CLI::ValidationError("--optimizer", "found " + quoted(name) + ", expected one of " + join(names));
              }
            })
      ->default_str(defaults.optimizer)
      ->description("One of " + join(optimizer_names()) + "; arguments as in sgd,momentum=0.9,nesterov=true");
  const auto say = [&options](const char* argument) {
    return [&options, argument](double value) { options.arguments += print(",%s=%.17g", argument, value); };
  };
  make.positive(&command, "--learning-rate", "Factor of each update; without it: Keras' for the chosen optimizer",
                say("learning_rate"))
      ->default_str(print("%g with %s", defaults.learning_rate, defaults.optimizer.c_str()));
  for (const auto& [option, argument, help] : single_options) make.positive(&command, option, help, say(argument));
  make.text(&command, "--schedule", "CLASS,NAME=VALUE,...",
            "Learning rate for each step, as Keras' class of this name: CosineDecay,initial_learning_rate=0.1,"
            "decay_steps=4690; lists with colons",
            [&options](const std::string& found) {
              try {
                schedule_from(found);
              } catch (const Error& error) {
                throw CLI::ValidationError("--schedule", error.what());
              }
              options.schedule = found;
            });
}

std::string fault_in_optimizer(const OptimizerOptions& options) {
  try {
    make_optimizer(options.name + options.arguments);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

std::unique_ptr<Optimizer> optimizer_for(const OptimizerOptions& options, const ProgramDefaults& defaults) {
  const bool own = options.name == defaults.optimizer;
  std::unique_ptr<Optimizer> optimizer =
      make_optimizer(options.name + options.arguments, own ? std::optional(defaults.learning_rate) : std::nullopt);
  if (!options.schedule.empty()) optimizer->set_schedule(schedule_from(options.schedule));
  return optimizer;
}

std::string compared_arguments(const OptimizerOptions& options) {
  std::set<std::string> words;
  std::istringstream stream(options.arguments);
  for (std::string word; std::getline(stream, word, ',');) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, equals);
    const bool common = name == "learning_rate" || name == "weight_decay" || name.find("clip") != std::string::npos;
    if (name.empty() || common) continue;
    const auto value = decimal_number(word.substr(std::min(equals + 1, word.size())));
    words.insert(value ? print("%s=%.17g", name.c_str(), *value) : word);
  }
  return words.empty() ? "none" : join({words.begin(), words.end()});
}

}  // namespace constnet::runtime
