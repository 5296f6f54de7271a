// When each block of the training arena is needed: the forward pass counts from 0, backward goes down from twice that.
#include "plan/train_step.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace constnet::codegen {
namespace {

class Schedule {
 public:
  explicit Schedule(const Plan& plan) : plan_(plan), loss_(static_cast<int>(plan.steps.size())) {}

  int loss() const { return loss_; }
  int backward(int step) const { return 2 * loss_ - step; }

  /// The last time at which a map's values are read.
  int last_use(int map) const {
    int last = map == plan_.last_map() ? loss_ : std::max(map, 0);
    const auto read_by = [&](int step) {
      const bool in_backward = plan_.step(static_cast<std::size_t>(step)).in_backward();
      last = std::max(last, in_backward ? backward(step) : step);
    };
    for (const Reader& reader : plan_.readers_of(map)) read_by(reader.step);
    if (map != PlannedStep::image) read_by(map);
    return last;
  }

  /// The time at which a map's gradient is first written.
  int first_gradient(int map) const {
    if (map == plan_.last_map()) return loss_;
    return backward(plan_.readers_of(map).back().step);
  }

 private:
  const Plan& plan_;
  int loss_;
};

void check(const Plan& plan) {
  for (const PlannedStep& planned : plan.steps) {
    const Step& step = *planned.step;
    const bool possible = step.learns_in_place() && !(step.folded() && step.learns());
    if (!step.in_backward() || possible) continue;
    throw std::runtime_error("--train-step: " + step.name() +
                             ": this kind of layer cannot take part in a training step in place; freeze it and the "
                             "layers before it (trainable = false)");
  }
}

/// Appends what a step has claimed in `region` as blocks that live from `first` to `last`.
void add_lifetimes(std::vector<Lifetime>& to, Region& region, int first, int last) {
  for (const Block& block : region.blocks()) to.push_back({block.name, block.size, first, last});
  region = {};
}

}  // namespace

void plan_train_step(Plan& plan) {
  check(plan);
  const Schedule schedule(plan);
  Memory& memory = plan.memory;
  std::vector<Lifetime>& floats = memory.training;
  // Backward passes load whole vectors that may reach past the last pixel of a map.
  const int past_the_end = plan.target.lanes > 1 ? plan.target.lanes : 0;
  floats.push_back({"input", plan.input.size() + past_the_end, 0, schedule.last_use(PlannedStep::image)});
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = plan.step(i);
    const int at = static_cast<int>(i);
    const int size = plan.maps[i].size() + past_the_end;
    const std::string name = plan.name_of(at);
    floats.push_back({name, size, at, schedule.last_use(at)});
    if (step.in_backward()) floats.push_back({"d_" + name, size, schedule.first_gradient(at), schedule.backward(at)});
    for (const ExtraGradient& extra : plan.extra_gradients) {
      const int written = schedule.backward(extra.reader.step);
      if (extra.map == at) floats.push_back({extra.block, size, written, written});
    }
    if (step.scratch() > 0) floats.push_back({step.name() + "_scratch", step.scratch(), at, at});
  }
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    Step& step = *plan.steps[i].step;
    const int at = static_cast<int>(i);
    const int backward = schedule.backward(at);
    if (step.learns()) std::swap(memory.weights, memory.trained);
    step.claim(memory);
    if (step.learns()) std::swap(memory.weights, memory.trained);
    add_lifetimes(floats, memory.floats, at, backward);
    add_lifetimes(floats, memory.backward_floats, backward, backward);
    add_lifetimes(memory.training_words, memory.words, at, backward);
    add_lifetimes(memory.training_words, memory.backward_words, backward, backward);
  }
}

}  // namespace constnet::codegen
