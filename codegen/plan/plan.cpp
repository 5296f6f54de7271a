// Layouts of all maps, and memory for everything that steps need.
#include "plan/plan.hpp"

#include <algorithm>
#include <optional>

#include "plan/groups.hpp"
#include "plan/train_step.hpp"

namespace constnet::codegen {
namespace {

/// The activation that a layer applies: linear for layers without one.
Activation activation_of(const Layer& layer) {
  return std::visit(
      [](const auto& arguments) {
        using Arguments = std::remove_cvref_t<decltype(arguments)>;
        if constexpr (std::is_same_v<Arguments, Activation>) {
          return arguments;
        } else if constexpr (requires { arguments.activation; }) {
          return arguments.activation;
        } else {
          return Activation::linear;
        }
      },
      layer.arguments);
}

constexpr int kImage = PlannedStep::image;

/// Tells steps what of their output nobody reads, last step first.
void crop_outputs(Plan& plan) {
  for (int map = plan.last_map() - 1; map >= 0; --map) {
    std::optional<Size2> needed = Size2{0};
    for (const Reader& reader : plan.readers_of(map)) {
      const auto own = plan.steps[static_cast<std::size_t>(reader.step)].step->needed_input();
      if (!own) needed = std::nullopt;
      if (needed) needed = Size2{std::max(needed->height, own->height), std::max(needed->width, own->width)};
    }
    if (needed && needed->height > 0) plan.steps[static_cast<std::size_t>(map)].step->crop_output(*needed);
  }
}

/// The zeros that all readers of a map together want around it.
Border border_of(const Plan& plan, int map) {
  Border border;
  for (const Reader& reader : plan.readers_of(map)) {
    const Border own = plan.step(static_cast<std::size_t>(reader.step)).input_border();
    border = {std::max(border.top, own.top), std::max(border.left, own.left), std::max(border.bottom, own.bottom),
              std::max(border.right, own.right)};
  }
  return border;
}

void lay_out_maps(Plan& plan, const Shape& image) {
  bool in_vectors = false;
  for (const Reader& reader : plan.readers_of(kImage)) {
    in_vectors = in_vectors || plan.step(static_cast<std::size_t>(reader.step)).input_in_vectors();
  }
  const int lanes = plan.target.lanes;
  plan.input = {image, in_vectors ? round_up(image.channels, lanes) : image.channels, border_of(plan, kImage)};
  plan.copies_input = !plan.input.dense() || plan.rescaling;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Shape shape = plan.step(i).output_shape();
    plan.maps.push_back({shape, round_up(shape.channels, lanes), border_of(plan, static_cast<int>(i))});
  }
}

/// Whether a step behind the map needs to be told the map's gradient.
bool has_gradient(const Plan& plan, int map) {
  return map != kImage && plan.step(static_cast<std::size_t>(map)).in_backward();
}

/// The last reader, the first one in the backward pass, sets a map's gradient; the others write blocks of their own.
void connect_steps(Plan& plan) {
  for (int map = kImage; map <= plan.last_map(); ++map) {
    const std::vector<Reader> readers = plan.readers_of(map);
    if (!has_gradient(plan, map)) continue;
    for (std::size_t r = 0; r + 1 < readers.size(); ++r) {
      const std::string block = fmt::format("d_{}_by_{}_{}", plan.name_of(map),
                                            plan.step(static_cast<std::size_t>(readers[r].step)).name(), r + 1);
      plan.extra_gradients.push_back({readers[r], map, block});
    }
  }
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    std::vector<Source> sources;
    const std::vector<int>& inputs = plan.steps[i].inputs;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
      std::string d_name = has_gradient(plan, inputs[k]) ? "d_" + plan.name_of(inputs[k]) : "";
      bool kept = !d_name.empty() && plan.keeps_gradient(inputs[k]);
      for (const ExtraGradient& extra : plan.extra_gradients) {
        if (extra.reader.step != static_cast<int>(i) || extra.reader.input != k) continue;
        d_name = extra.block;
        kept = false;
      }
      sources.push_back({plan.name_of(inputs[k]), plan.layout(inputs[k]), d_name, kept});
    }
    plan.steps[i].step->connect(std::move(sources), plan.maps[i], plan.keeps_gradient(static_cast<int>(i)));
  }
}

/// Memory for predicting one image.
void plan_image(Plan& plan) {
  std::vector<Lifetime>& inference = plan.memory.inference;
  if (plan.copies_input) {
    inference.push_back({"input", plan.input.size(), 0, std::max(0, plan.last_reader_of(kImage))});
  }
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.step(i);
    const int at = static_cast<int>(i);
    inference.push_back({plan.name_of(at), plan.maps[i].size(), at, plan.last_reader_of(at)});
    if (step.scratch() > 0) inference.push_back({step.name() + "_scratch", step.scratch(), at, at});
  }
}

/// Memory for predicting a batch. Steps that take one image at a time run one after the other for each image, so what
/// they hold lives as long as their whole run.
void plan_batch(Plan& plan) {
  int run = 0;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const bool alone = plan.step(i).takes_several() || (i > 0 && plan.step(i - 1).takes_several());
    if (i > 0 && alone) ++run;
    plan.runs.push_back(run);
  }
  const auto last_run = [&](int map) {
    const int reader = std::min(plan.last_reader_of(map), plan.last_map());
    return reader < 0 ? 0 : plan.runs[static_cast<std::size_t>(reader)];
  };
  std::vector<Lifetime>& batch = plan.memory.batch;
  const auto images = [&](int map) { return plan.keeps_map_of_all(map) ? plan.micro_batch : 1; };
  if (plan.copies_input) batch.push_back({"input", images(kImage) * plan.input.size(), 0, last_run(kImage)});
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.step(i);
    const int at = static_cast<int>(i);
    const int scratch = step.takes_several() ? step.several_scratch() : step.scratch();
    if (scratch > 0) batch.push_back({step.name() + "_scratch", scratch, plan.runs[i], plan.runs[i]});
    batch.push_back({plan.name_of(at), images(at) * plan.maps[i].size(), plan.runs[i], last_run(at)});
  }
}

/// Memory for a training step.
void plan_training(Plan& plan) {
  Region& floats = plan.memory.floats;
  const int images = plan.micro_batch;
  // Sparse passes load whole vectors that may reach past the last pixel of the last image.
  floats.claim("input", images * plan.input.size() + plan.target.lanes);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.step(i);
    const std::string name = plan.name_of(static_cast<int>(i));
    floats.claim(name, images * plan.maps[i].size());
    const bool together = plan.groups.empty();
    if (together && step.in_backward()) floats.claim("d_" + name, images * plan.maps[i].size());
    for (const ExtraGradient& extra : plan.extra_gradients) {
      if (together && extra.map == static_cast<int>(i)) floats.claim(extra.block, images * plan.maps[i].size());
    }
    if (step.scratch() > 0) floats.claim(step.name() + "_scratch", step.scratch());
  }
  if (!plan.groups.empty()) floats.claim_in_turns(gradient_lifetimes(plan));
}

}  // namespace

std::string Plan::name_of(int map) const {
  return map == kImage ? "input" : step(static_cast<std::size_t>(map)).name() + "_output";
}

std::vector<Reader> Plan::readers_of(int map) const {
  std::vector<Reader> readers;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t k = 0; k < steps[i].inputs.size(); ++k) {
      if (steps[i].inputs[k] == map) readers.push_back({static_cast<int>(i), k});
    }
  }
  return readers;
}

int Plan::last_reader_of(int map) const {
  if (map == last_map()) return map + 1;
  return readers_of(map).empty() ? map : readers_of(map).back().step;
}

bool Plan::keeps_map_of_all(int map) const {
  if (map == last_map() || (map != kImage && step(static_cast<std::size_t>(map)).takes_several())) return true;
  const int written = map == kImage ? 0 : runs[static_cast<std::size_t>(map)];
  const std::vector<Reader> readers = readers_of(map);
  return std::any_of(readers.begin(), readers.end(), [&](const Reader& reader) {
    const auto i = static_cast<std::size_t>(reader.step);
    return runs[i] != written || step(i).takes_several();
  });
}

bool Plan::draws_numbers() const {
  return std::any_of(steps.begin(), steps.end(),
                     [](const PlannedStep& planned) { return planned.step->draws_numbers(); });
}

bool Plan::adds_to_loss() const {
  return std::any_of(steps.begin(), steps.end(),
                     [](const PlannedStep& planned) { return planned.step->adds_to_loss(); });
}

std::vector<BatchNormalized> Plan::normalized() const {
  std::vector<BatchNormalized> all;
  for (const PlannedStep& planned : steps) {
    if (const auto own = planned.step->normalizes_batch()) all.push_back(*own);
  }
  return all;
}

long long Plan::multiply_adds() const {
  long long n = 0;
  for (const PlannedStep& planned : steps) n += planned.step->multiply_adds();
  return n;
}

Plan make_plan(const NetworkDescription& network, const Target& target, const Options& options, int micro_batch,
               Purpose purpose, const std::vector<int>& groups) {
  Plan plan;
  plan.target = target;
  plan.predicts = purpose != Purpose::training;
  plan.training = (options.training || options.train_step) && purpose != Purpose::prediction;
  plan.train_step = options.train_step;
  plan.unroll = options.unroll.value_or(target.single_issue || options.train_step ? 0 : kUnrollDefault);
  plan.micro_batch = micro_batch;
  plan.groups = groups;
  plan.normalizes = std::any_of(network.layers.begin(), network.layers.end(), [](const Layer& layer) {
    return layer.normalization || std::holds_alternative<BatchNormalization>(layer.arguments);
  });
  plan.rescaling = network.rescaling;
  plan.softmax = activation_of(network.layers.back()) == Activation::softmax;
  plan.steps = fuse(network, {.target = target,
                              .training = plan.training,
                              .micro_batch = micro_batch,
                              .groups = groups,
                              .winograd = target.single_issue || options.train_step ? 0 : options.winograd,
                              .sparse = options.unroll != kUnrollFull,
                              .tuning = purpose == Purpose::training ? nullptr : options.tuning,
                              .train_step = options.train_step});
  crop_outputs(plan);
  lay_out_maps(plan, network.layers.front().output);
  connect_steps(plan);
  plan_image(plan);
  if (plan.training && !plan.train_step) plan_training(plan);
  plan_batch(plan);
  if (plan.train_step) {
    plan_train_step(plan);
    return plan;
  }
  for (const PlannedStep& planned : plan.steps) {
    const std::size_t first = plan.memory.gradients.blocks().size();
    planned.step->claim(plan.memory);
    const std::vector<Block>& blocks = plan.memory.gradients.blocks();
    plan.sums.emplace_back(blocks.begin() + static_cast<std::ptrdiff_t>(first), blocks.end());
  }
  return plan;
}

int choose_micro_batch(const NetworkDescription& network) {
  constexpr double kSecondLevel = (1 << 20) / sizeof(float);
  constexpr double kThirdLevel = (16 << 20) / sizeof(float);
  constexpr double kLeastGain = 0.03;  // of all that an image costs
  const Plan plan = make_plan(network, all_targets.back(), {}, 1);
  double maps = plan.input.size();
  for (const MapLayout& map : plan.maps) maps += 2.0 * map.size();
  // Each micro-batch reads the weights forward and backward, and reads and writes their gradients: in long runs, which
  // processors load ahead. Maps are read here and there, each about two and a half times. Unit: a float of a long run
  // from the third-level cache; ten multiply-adds, forward and both gradients, take as long. Measured on Zen 3.
  const double weights = 4.0 * plan.memory.weights.size();
  const double sums = 0.1 * static_cast<double>(plan.multiply_adds());
  const auto cost_per_image = [&](int images) {
    const double held = images * maps;
    const double map_cost = held <= kSecondLevel ? 0.25 : held <= kThirdLevel ? 1 : 4;
    return sums + weights * (weights <= kSecondLevel ? 0.25 : 1) / images + 2.5 * maps * map_cost;
  };
  int best = 1;
  for (int images = 2; images <= 16; images *= 2) {
    // In the second-level cache fewer calls are enough; an arena beyond all caches has to be worth its memory.
    const double gain = cost_per_image(best) - cost_per_image(images);
    const double least = images * maps <= kThirdLevel ? 0 : kLeastGain * cost_per_image(best);
    if (gain > least || (gain == 0 && images * maps <= kSecondLevel)) best = images;
  }
  return best;
}

}  // namespace constnet::codegen
