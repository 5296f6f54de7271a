// The names of losses, and the arguments that each takes.
#include "constnet/desk/losses/losses.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/named_arguments.hpp"
#include "constnet/desk/losses/binary_crossentropy.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/losses/hinge.hpp"
#include "constnet/desk/losses/huber.hpp"
#include "constnet/desk/losses/kl_divergence.hpp"
#include "constnet/desk/losses/log_cosh.hpp"
#include "constnet/desk/losses/mean_absolute_error.hpp"
#include "constnet/desk/losses/mean_squared_error.hpp"
#include "constnet/desk/losses/poisson.hpp"

namespace constnet::runtime {
namespace {

using Made = std::unique_ptr<Loss>;

template <typename Kind>
Made plain(NamedArguments&) {
  return std::make_unique<Kind>();
}

template <typename Kind>
Made categorical(NamedArguments& words) {
  return std::make_unique<Kind>(
      CategoricalCrossentropyArguments{.label_smoothing = words.number_if("label_smoothing").value_or(0),
                                       .from_logits = words.flag_if("from_logits"),
                                       .clip = words.flag("clip")});
}

Made binary(NamedArguments& words) {
  return std::make_unique<BinaryCrossentropy>(BinaryCrossentropyArguments{
      .from_logits = words.flag("from_logits"), .label_smoothing = words.number_if("label_smoothing").value_or(0)});
}

Made huber(NamedArguments& words) {
  return std::make_unique<Huber>(HuberArguments{.delta = words.number_if("delta").value_or(1)});
}

struct Entry {
  const char* name;
  const char* short_name;  // Keras' other name, null if there is none
  Made (*make)(NamedArguments&);
};

constexpr Entry entries[] = {
    {"categorical_crossentropy", nullptr, categorical<CategoricalCrossentropy>},
    {"sparse_categorical_crossentropy", nullptr, categorical<SparseCategoricalCrossentropy>},
    {"binary_crossentropy", "bce", binary},
    {"mean_squared_error", "mse", plain<MeanSquaredError>},
    {"mean_absolute_error", "mae", plain<MeanAbsoluteError>},
    {"huber", nullptr, huber},
    {"hinge", nullptr, plain<Hinge>},
    {"kl_divergence", "kld", plain<KLDivergence>},
    {"poisson", nullptr, plain<Poisson>},
    {"log_cosh", "logcosh", plain<LogCosh>},
};

bool is_called(const Entry& entry, const std::string& name) {
  return name == entry.name || (entry.short_name && name == entry.short_name);
}

}  // namespace

bool is_loss_name(const std::string& name) {
  return std::ranges::any_of(entries, [&](const Entry& entry) { return is_called(entry, name); });
}

std::vector<std::string> loss_names() {
  std::vector<std::string> names;
  for (const Entry& entry : entries) names.emplace_back(entry.name);
  return names;
}

std::unique_ptr<Loss> loss_from(const std::string& text) {
  NamedArguments words("loss", text);
  for (const Entry& entry : entries) {
    if (is_called(entry, words.name())) return words.done(entry.make(words));
  }
  std::string known;
  for (const std::string& name : loss_names()) known += (known.empty() ? "" : ", ") + name;
  throw Error("loss: found " + quoted(words.name()) + ", expected one of " + known);
}

}  // namespace constnet::runtime
