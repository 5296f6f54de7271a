// The table of optimizers.
#include "constnet/desk/optimizers/optimizers.hpp"

#include "constnet/desk/base/error.hpp"
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

struct Entry {
  const char* name;
  std::unique_ptr<Optimizer> (*make)();
};

constexpr Entry entries[] = {
    {"sgd", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Sgd>(); }},
    {"rmsprop", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Rmsprop>(); }},
    {"adagrad", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Adagrad>(); }},
    {"adadelta", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Adadelta>(); }},
    {"adam", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Adam>(); }},
    {"adamw", []() -> std::unique_ptr<Optimizer> { return std::make_unique<AdamW>(); }},
    {"adamax", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Adamax>(); }},
    {"nadam", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Nadam>(); }},
    {"ftrl", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Ftrl>(); }},
    {"lion", []() -> std::unique_ptr<Optimizer> { return std::make_unique<Lion>(); }},
};

}  // namespace

std::vector<std::string> optimizer_names() {
  std::vector<std::string> names;
  for (const Entry& entry : entries) names.emplace_back(entry.name);
  return names;
}

std::unique_ptr<Optimizer> make_optimizer(const std::string& name, std::optional<double> learning_rate) {
  for (const Entry& entry : entries) {
    if (name != entry.name) continue;
    std::unique_ptr<Optimizer> optimizer = entry.make();
    if (learning_rate) optimizer->set_learning_rate(*learning_rate);
    return optimizer;
  }
  std::string known;
  for (const Entry& entry : entries) known += (known.empty() ? "" : ", ") + std::string(entry.name);
  throw Error("optimizer: found " + quoted(name) + ", expected one of " + known);
}

}  // namespace constnet::runtime
