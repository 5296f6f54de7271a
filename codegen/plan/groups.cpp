// Sizes of the groups, and which gradients outlive them.
#include "plan/groups.hpp"

#include <algorithm>

namespace constnet::codegen {
namespace {

/// What passes through a part's steps should stay in a second-level cache of half a megabyte.
constexpr double kSecondLevel = (512 << 10) / sizeof(float);

/// The part in whose backward pass a step's input gradients are written.
int backward_part(const Plan& plan, int step) {
  return plan.part_of(step) - (plan.step(static_cast<std::size_t>(step)).normalizes_batch() ? 1 : 0);
}

/// The last of the parts in which a map's gradient is written.
int writing_part(const Plan& plan, int map) {
  int part = map == plan.last_map() ? plan.part_of(map) : 0;
  for (const Reader& reader : plan.readers_of(map)) part = std::max(part, backward_part(plan, reader.step));
  return part;
}

}  // namespace

bool trains_in_groups(const NetworkDescription& network, const Options& options) {
  const bool normalizes = std::any_of(network.layers.begin(), network.layers.end(), [](const Layer& layer) {
    return layer.trainable && std::holds_alternative<BatchNormalization>(layer.arguments);
  });
  const bool large = std::any_of(options.targets.begin(), options.targets.end(),
                                 [](const Target& target) { return !target.single_issue; });
  return options.training && normalizes && large && options.unroll != kUnrollFull;
}

std::vector<int> choose_groups(const Plan& plan) {
  const std::size_t parts = plan.normalized().size() + 1;
  std::vector<double> maps(parts, 0);
  std::vector<double> weights(parts, 0);
  maps.front() = plan.input.size();
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const int at = static_cast<int>(i);
    Memory memory;
    plan.steps[i].step->claim(memory);
    const auto part = static_cast<std::size_t>(backward_part(plan, at));
    weights[part] += memory.weights.size() + memory.training_weights.size() + 2.0 * memory.gradients.size();
    maps[part] += 2.0 * plan.maps[i].size();
    if (plan.step(i).normalizes_batch()) maps[part + 1] += 2.0 * plan.maps[i].size();
  }
  std::vector<int> groups;
  for (std::size_t part = 0; part < parts; ++part) {
    int images = 1;
    // Twice as many images: the weights pass half as often, as long as the maps stay in the cache.
    while (images < kNormalizedArenaImages &&
           (2 * images * maps[part] <= kSecondLevel || images * maps[part] < weights[part] / 2)) {
      images *= 2;
    }
    groups.push_back(images);
  }
  return groups;
}

std::vector<Lifetime> gradient_lifetimes(const Plan& plan) {
  std::vector<int> bounds{0};  // the first step of each part: the layer that normalizes takes part in two
  for (int i = 0; i <= plan.last_map(); ++i) {
    if (plan.step(static_cast<std::size_t>(i)).normalizes_batch()) bounds.push_back(i);
  }
  bounds.push_back(plan.last_map());
  std::vector<Lifetime> lifetimes;
  for (int map = 0; map <= plan.last_map(); ++map) {
    const auto i = static_cast<std::size_t>(map);
    if (!plan.step(i).in_backward()) continue;
    const std::string name = "d_" + plan.name_of(map);
    const int size = plan.maps[i].size();
    if (plan.keeps_gradient(map)) {
      const auto first = static_cast<std::size_t>(backward_part(plan, map));
      const auto last = static_cast<std::size_t>(writing_part(plan, map));
      lifetimes.push_back({name, plan.micro_batch * size, bounds[first], bounds[last + 1]});
    } else {
      const int last = std::min(plan.last_reader_of(map), plan.last_map());
      lifetimes.push_back({name, plan.group_of(map) * size, map, last});
    }
  }
  for (const ExtraGradient& extra : plan.extra_gradients) {
    const int step = extra.reader.step;
    const int images = plan.groups[static_cast<std::size_t>(backward_part(plan, step))];
    lifetimes.push_back({extra.block, images * plan.layout(extra.map).size(), step, step});
  }
  return lifetimes;
}

bool Plan::keeps_gradient(int map) const {
  if (groups.empty() || step(static_cast<std::size_t>(map)).normalizes_batch()) return !groups.empty();
  const std::vector<Reader> readers = readers_of(map);
  return std::any_of(readers.begin(), readers.end(),
                     [&](const Reader& reader) { return backward_part(*this, reader.step) != part_of(map); });
}

int Plan::part_of(int map) const {
  int part = 0;
  for (int i = 0; i <= map; ++i) part += step(static_cast<std::size_t>(i)).normalizes_batch() ? 1 : 0;
  return part;
}

int Plan::group_of(int map) const { return groups[static_cast<std::size_t>(part_of(map))]; }

}  // namespace constnet::codegen
