// Losses and metrics by name; arguments of a metric follow colons, since commas stand between metrics.
#include "objective_options.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "numbers.hpp"
#include "text.hpp"

namespace constnet::runtime {
namespace {

// What Error says, as CLI11 has it.
template <typename Work>
void checked(const std::string& option, Work work) {
  try {
    work();
  } catch (const Error& error) {
    throw CLI::ValidationError(option, error.what());
  }
}

std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t first = 0; first <= text.size();) {
    const std::size_t last = std::min(text.find(',', first), text.size());
    parts.push_back(text.substr(first, last - first));
    first = last + 1;
  }
  return parts;
}

ClassWeight class_weight_from(const std::string& text) {
  const std::size_t sign = text.find('=');
  const auto label = whole_number(text.substr(0, sign), 9999);
  const auto weight = sign == std::string::npos ? std::nullopt : decimal_number(text.substr(sign + 1));
  if (!label || !weight || *weight < 0) {
    throw CLI::ValidationError("--class-weight",
                               "found " + quoted(text) + ", expected CLASS=WEIGHT with a weight of 0 or more");
  }
  return {static_cast<int>(*label), *weight};
}

}  // namespace

void add_objective_options(CLI::App& command, OptionMaker& make, const ProgramDefaults& defaults,
                           ObjectiveOptions& options) {
  options.loss = defaults.loss;
  options.images_as_targets = defaults.images_as_targets;
  make.text(&command, "--loss", "NAME,ARGUMENT=VALUE,...", "",
            [&options](const std::string& found) {
              checked("--loss", [&] { loss_from(found); });
              options.loss = found;
            })
      ->default_str(defaults.loss)
      ->description("One of " + join(loss_names()) + "; arguments as in huber,delta=2");
  make.text(&command, "--metrics", "NAME,...", "",
            [&options](const std::string& found) {
              options.metrics.clear();
              for (std::string part : parts_of(found)) {
                std::ranges::replace(part, ':', ',');
                checked("--metrics", [&] { metric_from(part); });
                options.metrics.push_back(part);
              }
            })
      ->description("Of " + join(metric_names()) + "; arguments after colons: precision:threshold=0.7,recall");
  make.text(&command, "--targets", "WHAT",
            "classes, or images: the network is to put out what it is shown, as an autoencoder does",
            [&options](const std::string& found) {
              options.images_as_targets = found == "images";
              if (found != "images" && found != "classes") {
                throw CLI::ValidationError("--targets", "found " + quoted(found) + ", expected classes or images");
              }
            })
      ->default_str(defaults.images_as_targets ? "images" : "classes");
}

void add_weight_options(CLI::App& command, OptionMaker& make, ObjectiveOptions& options) {
  make.text(&command, "--class-weight", "CLASS=WEIGHT,...",
            "What the loss of the images of a class is multiplied by, such as 0=1,1=2.5; without it: 1",
            [&options](const std::string& found) {
              options.class_weight.clear();
              for (const std::string& part : parts_of(found)) options.class_weight.push_back(class_weight_from(part));
            });
  command.add_flag("--normalize", options.normalize,
                   "Bring each channel to mean 0 and deviation 1 over the training images; kept with the weights");
}

Metrics metrics_for(const ObjectiveOptions& options) {
  Metrics metrics;
  const auto has_accuracy = std::ranges::find(options.metrics, "accuracy") != options.metrics.end();
  for (const std::string& text : options.metrics) metrics.metrics.push_back(metric_from(text));
  if (!has_accuracy && !options.images_as_targets) metrics.metrics.push_back(metric_from("accuracy"));
  return metrics;
}

std::string test_lines(const ObjectiveOptions& options, const Evaluation& evaluation) {
  std::string text;
  for (const Log& log : evaluation.figures) {
    if (log.name != "accuracy") text += print("test %s: %.4f\n", log.name.c_str(), log.value);
  }
  return text + (options.images_as_targets ? print("test loss: %.6f\n", evaluation.loss)
                                           : print("test accuracy: %.4f\n", evaluation.accuracy()));
}

}  // namespace constnet::runtime
