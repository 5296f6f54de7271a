// The names of metrics, and lists of them.
#include "constnet/desk/metrics/metrics.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/named_arguments.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "constnet/desk/metrics/accuracy.hpp"
#include "constnet/desk/metrics/auc.hpp"
#include "constnet/desk/metrics/f1_score.hpp"
#include "constnet/desk/metrics/loss_metric.hpp"
#include "constnet/desk/metrics/recall.hpp"
#include "constnet/desk/metrics/top_k_categorical_accuracy.hpp"

namespace constnet::runtime {
namespace {

using Made = std::unique_ptr<Metric>;

std::optional<int> whole_if(NamedArguments& words, const std::string& key) {
  const std::optional<double> found = words.number_if(key);
  if (!found) return std::nullopt;
  if (*found != static_cast<int>(std::clamp(*found, -1e6, 1e6))) {
    throw Error("metric: found " + key + " " + std::to_string(*found) + ", expected a whole number");
  }
  return static_cast<int>(*found);
}

Made accuracy(NamedArguments&) { return std::make_unique<Accuracy>(); }

Made categorical(NamedArguments& words) { return std::make_unique<CategoricalAccuracy>(words.name()); }

Made binary(NamedArguments& words) {
  return std::make_unique<BinaryAccuracy>(words.number_if("threshold").value_or(0.5));
}

Made top_k(NamedArguments& words) {
  return std::make_unique<TopKCategoricalAccuracy>(whole_if(words, "k").value_or(5), words.name());
}

template <typename Kind>
Made yes_no(NamedArguments& words) {
  return std::make_unique<Kind>(PrecisionArguments{.threshold = words.number_if("threshold").value_or(0.5),
                                                   .class_id = whole_if(words, "class_id")});
}

/// The value that a word stands for, the first one where it is not there.
template <typename Value, std::size_t count>
Value one_of(NamedArguments& words, const std::string& key, const std::pair<const char*, Value> (&values)[count]) {
  const std::string found = words.text_if(key).value_or(values[0].first);
  std::string known;
  for (std::size_t i = 0; i < count; ++i) {
    if (found == values[i].first) return values[i].second;
    known += (i == 0 ? "" : i + 1 < count ? ", " : " or ") + std::string(values[i].first);
  }
  throw Error("metric: found " + key + " " + quoted(found) + ", expected " + known);
}

Made f1_score(NamedArguments& words) {
  constexpr std::pair<const char*, Average> averages[] = {
      {"macro", Average::macro}, {"micro", Average::micro}, {"weighted", Average::weighted}, {"none", Average::none}};
  const Average average = one_of(words, "average", averages);
  return std::make_unique<F1Score>(F1ScoreArguments{.average = average, .threshold = words.number_if("threshold")});
}

Made auc(NamedArguments& words) {
  constexpr std::pair<const char*, AucArguments::Curve> curves[] = {{"ROC", AucArguments::Curve::roc},
                                                                    {"PR", AucArguments::Curve::pr}};
  constexpr std::pair<const char*, AucArguments::Summation> methods[] = {
      {"interpolation", AucArguments::Summation::interpolation},
      {"minoring", AucArguments::Summation::minoring},
      {"majoring", AucArguments::Summation::majoring}};
  AucArguments arguments;
  arguments.num_thresholds = whole_if(words, "num_thresholds").value_or(arguments.num_thresholds);
  arguments.curve = one_of(words, "curve", curves);
  arguments.summation_method = one_of(words, "summation_method", methods);
  return std::make_unique<Auc>(arguments);
}

constexpr struct {
  const char* name;
  Made (*make)(NamedArguments&);
} entries[] = {
    {"accuracy", accuracy},
    {"categorical_accuracy", categorical},
    {"sparse_categorical_accuracy", categorical},
    {"binary_accuracy", binary},
    {"top_k_categorical_accuracy", top_k},
    {"sparse_top_k_categorical_accuracy", top_k},
    {"precision", yes_no<Precision>},
    {"recall", yes_no<Recall>},
    {"f1_score", f1_score},
    {"auc", auc},
};

}  // namespace

std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.emplace_back(entry.name);
  for (std::string& name : loss_names()) names.push_back(std::move(name));
  return names;
}

std::unique_ptr<Metric> metric_from(const std::string& text) {
  NamedArguments words("metric", text);
  for (const auto& entry : entries) {
    if (words.name() == entry.name) return words.done(entry.make(words));
  }
  if (is_loss_name(words.name())) return std::make_unique<LossMetric>(loss_from(text), words.name());
  std::string known;
  for (const std::string& name : metric_names()) known += (known.empty() ? "" : ", ") + name;
  throw Error("metric: found " + quoted(words.name()) + ", expected one of " + known);
}

Metrics Metrics::accuracy() { return {.metrics = {std::make_shared<Accuracy>()}}; }

MetricList::MetricList(Metrics metrics, int output_size) : output_size_(output_size) {
  std::map<std::string, int> times;
  const auto add = [&](std::shared_ptr<const Metric>& metric, bool weighted) {
    // Keras numbers a name that comes again (keras/src/trainers/compile_utils.py).
    std::string name = metric->name();
    if (weighted && times.contains(name)) name = "weighted_" + name;
    const int before = times[name]++;
    if (before > 0) name += "_" + std::to_string(before);
    const std::size_t count = metric->sum_count(output_size);
    entries_.push_back({std::move(metric), std::move(name), sum_count_, count, weighted});
    sum_count_ += count;
  };
  for (auto& metric : metrics.metrics) add(metric, false);
  for (auto& metric : metrics.weighted) add(metric, true);
}

void MetricList::add(const Outputs& outputs, const Targets& targets, double* sums) const {
  Targets unweighted = targets;
  unweighted.weights = nullptr;
  for (const Entry& entry : entries_) {
    entry.metric->add(outputs, entry.weighted ? targets : unweighted, sums + entry.offset);
  }
}

Logs MetricList::figures(const double* sums) const {
  Logs logs;
  for (const auto& [metric, name, offset, count, weighted] : entries_) {
    if (!metric->is_by_class()) {
      logs.push_back({name, metric->result(sums + offset, output_size_)});
      continue;
    }
    for (int i = 0; i < output_size_; ++i) {
      logs.push_back({name + "_class_" + std::to_string(i), metric->result_of_class(sums + offset, output_size_, i)});
    }
  }
  return logs;
}

Logs MetricList::figures_with_loss(const double* sums, double loss) const {
  Logs logs = figures(sums);
  logs.push_back({"loss", loss});
  std::ranges::sort(logs, {}, &Log::name);
  return logs;
}

std::span<const double> MetricList::sums_of(std::size_t metric, std::span<const double> all) const {
  return all.subspan(entries_[metric].offset, entries_[metric].count);
}

}  // namespace constnet::runtime
