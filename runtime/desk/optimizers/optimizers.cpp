// The table of optimizers, and their arguments in texts.
#include "constnet/desk/optimizers/optimizers.hpp"

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/named_arguments.hpp"
#include "constnet/desk/optimizers/adadelta.hpp"
#include "constnet/desk/optimizers/adagrad.hpp"
#include "constnet/desk/optimizers/adam.hpp"
#include "constnet/desk/optimizers/adamax.hpp"
#include "constnet/desk/optimizers/adamw.hpp"
#include "constnet/desk/optimizers/ftrl.hpp"
#include "constnet/desk/optimizers/lion.hpp"
#include "constnet/desk/optimizers/nadam.hpp"
#include "constnet/desk/optimizers/rmsprop.hpp"
#include "constnet/desk/optimizers/sgd.hpp"

namespace constnet::runtime {
namespace {

using Made = std::unique_ptr<Optimizer>;

/// Puts an argument, if it is there, in place of its default.
void positive(NamedArguments& words, const char* key, double& value) {
  value = words.number_if(key).value_or(value);
  if (!(value > 0)) {
    throw Error(std::string("optimizer: found ") + key + " " + std::to_string(value) + ", expected more than 0");
  }
}

void in_range(NamedArguments& words, const char* key, double& value, double most, const char* expected) {
  value = words.number_if(key).value_or(value);
  if (!(value >= 0 && value <= most)) {
    throw Error(std::string("optimizer: found ") + key + " " + std::to_string(value) + ", expected " + expected);
  }
}

void part(NamedArguments& words, const char* key, double& value) { in_range(words, key, value, 1, "0 to 1"); }

/// A factor of a running mean, which must not stand still: its powers are divided by.
void factor(NamedArguments& words, const char* key, double& value) {
  in_range(words, key, value, 0x1.fffffffffffffp-1, "0 to less than 1");
}

void not_negative(NamedArguments& words, const char* key, double& value) {
  in_range(words, key, value, 1e300, "0 or more");
}

void flag(NamedArguments& words, const char* key, bool& value) { value = words.flag_if(key).value_or(value); }

/// What Adam and its relatives have in common.
template <typename Arguments>
void means(NamedArguments& words, Arguments& arguments) {
  factor(words, "beta_1", arguments.beta_1);
  factor(words, "beta_2", arguments.beta_2);
  if constexpr (requires { arguments.epsilon; }) positive(words, "epsilon", arguments.epsilon);
  if constexpr (requires { arguments.amsgrad; }) flag(words, "amsgrad", arguments.amsgrad);
}

template <typename Kind, typename Arguments>
Made with_means(NamedArguments& words) {
  Arguments arguments;
  means(words, arguments);
  return std::make_unique<Kind>(arguments);
}

Made sgd(NamedArguments& words) {
  SgdArguments arguments;
  part(words, "momentum", arguments.momentum);
  flag(words, "nesterov", arguments.nesterov);
  return std::make_unique<Sgd>(arguments);
}

Made rmsprop(NamedArguments& words) {
  RmspropArguments arguments;
  part(words, "rho", arguments.rho);
  part(words, "momentum", arguments.momentum);
  positive(words, "epsilon", arguments.epsilon);
  flag(words, "centered", arguments.centered);
  return std::make_unique<Rmsprop>(arguments);
}

Made adagrad(NamedArguments& words) {
  AdagradArguments arguments;
  not_negative(words, "initial_accumulator_value", arguments.initial_accumulator_value);
  positive(words, "epsilon", arguments.epsilon);
  return std::make_unique<Adagrad>(arguments);
}

Made adadelta(NamedArguments& words) {
  AdadeltaArguments arguments;
  part(words, "rho", arguments.rho);
  positive(words, "epsilon", arguments.epsilon);
  return std::make_unique<Adadelta>(arguments);
}

Made ftrl(NamedArguments& words) {
  FtrlArguments arguments;
  not_negative(words, "initial_accumulator_value", arguments.initial_accumulator_value);
  not_negative(words, "l1_regularization_strength", arguments.l1_regularization_strength);
  not_negative(words, "l2_regularization_strength", arguments.l2_regularization_strength);
  not_negative(words, "l2_shrinkage_regularization_strength", arguments.l2_shrinkage_regularization_strength);
  not_negative(words, "beta", arguments.beta);
  return std::make_unique<Ftrl>(arguments);
}

constexpr struct {
  const char* name;
  Made (*make)(NamedArguments&);
} entries[] = {
    {"sgd", sgd},
    {"rmsprop", rmsprop},
    {"adagrad", adagrad},
    {"adadelta", adadelta},
    {"adam", with_means<Adam, AdamArguments>},
    {"adamw", with_means<AdamW, AdamArguments>},
    {"adamax", with_means<Adamax, AdamaxArguments>},
    {"nadam", with_means<Nadam, NadamArguments>},
    {"ftrl", ftrl},
    {"lion", with_means<Lion, LionArguments>},
};

/// What every optimizer takes.
void take_common(NamedArguments& words, Optimizer& optimizer) {
  double rate = optimizer.learning_rate();
  positive(words, "learning_rate", rate);
  optimizer.set_learning_rate(rate);
  UpdateArguments update = optimizer.arguments();
  not_negative(words, "weight_decay", update.weight_decay);
  update.clipnorm = words.number_if("clipnorm");
  update.global_clipnorm = words.number_if("global_clipnorm");
  update.clipvalue = words.number_if("clipvalue");
  try {
    optimizer.set_arguments(update);
  } catch (const Error& error) {
    throw Error(std::string("optimizer: ") + error.what());
  }
}

}  // namespace

std::vector<std::string> optimizer_names() {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.emplace_back(entry.name);
  return names;
}

std::unique_ptr<Optimizer> make_optimizer(const std::string& text, std::optional<double> learning_rate) {
  NamedArguments words("optimizer", text);
  for (const auto& entry : entries) {
    if (words.name() != entry.name) continue;
    Made optimizer = entry.make(words);
    if (learning_rate) optimizer->set_learning_rate(*learning_rate);
    take_common(words, *optimizer);
    return words.done(std::move(optimizer));
  }
  std::string known;
  for (const auto& entry : entries) known += (known.empty() ? "" : ", ") + std::string(entry.name);
  throw Error("optimizer: found " + quoted(words.name()) + ", expected one of " + known);
}

}  // namespace constnet::runtime
