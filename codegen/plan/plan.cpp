// Fusion and memory planning.
#include "plan/plan.hpp"

#include <optional>

#include "steps/convolution/step.hpp"
#include "steps/dense.hpp"
#include "steps/max_pooling.hpp"

namespace constnet::codegen {
namespace {

/// The steps for the layers behind the Input; a Flatten needs none.
std::vector<std::unique_ptr<Step>> fuse(const NetworkDescription& network, Surroundings around) {
  std::vector<std::unique_ptr<Step>> steps;
  around.input_gradient = false;
  const std::vector<Layer>& layers = network.layers;
  for (std::size_t i = 1; i < layers.size(); ++i) {
    const Layer& layer = layers[i];
    if (const auto* convolution = std::get_if<Conv2D>(&layer.arguments)) {
      std::optional<MaxPooling2D> pool;
      if (i + 1 < layers.size()) {
        const auto* next = std::get_if<MaxPooling2D>(&layers[i + 1].arguments);
        if (next != nullptr && can_fuse(*convolution, *next, layer.output, around.target)) pool = *next;
      }
      steps.push_back(std::make_unique<ConvolutionStep>(layer.name, around, *convolution, layer.input, pool));
      if (pool) ++i;
    } else if (const auto* pooling = std::get_if<MaxPooling2D>(&layer.arguments)) {
      steps.push_back(std::make_unique<MaxPoolingStep>(layer.name, around, *pooling, layer.input));
    } else if (const auto* dense = std::get_if<Dense>(&layer.arguments)) {
      steps.push_back(std::make_unique<DenseStep>(layer.name, around, *dense, layer.input));
    } else {
      continue;
    }
    if (steps.back()->has_parameters()) around.input_gradient = true;
  }
  return steps;
}

bool ends_in_softmax(const Layer& last) {
  if (const auto* convolution = std::get_if<Conv2D>(&last.arguments)) {
    return convolution->activation == Activation::softmax;
  }
  const auto* dense = std::get_if<Dense>(&last.arguments);
  return dense != nullptr && dense->activation == Activation::softmax;
}

/// Memory for predicting a batch. Steps that take one image at a time run one after the other for each image, so what
/// they hold lives as long as their whole run.
void plan_batch(Plan& plan) {
  std::vector<Lifetime>& batch = plan.memory.batch;
  int run = 0;
  int input_run = 0;
  if (plan.copies_input) {
    batch.push_back({"input", (plan.keeps_input_of_all() ? plan.micro_batch : 1) * plan.input.size(), 0, 0});
  }
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = *plan.steps[i];
    const bool alone = step.takes_several() || (i > 0 && plan.steps[i - 1]->takes_several());
    if (i > 0 && alone) ++run;
    if (i > 0) batch[static_cast<std::size_t>(input_run)].last = run;
    const int scratch = step.takes_several() ? step.several_scratch() : step.scratch();
    if (scratch > 0) batch.push_back({step.name() + "_scratch", scratch, run, run});
    input_run = static_cast<int>(batch.size());
    const int images = plan.keeps_map_of_all(i) ? plan.micro_batch : 1;
    batch.push_back({step.name() + "_output", images * plan.maps[i].size(), run, run});
  }
}

}  // namespace

Plan make_plan(const NetworkDescription& network, const Target& target, const Options& options, int micro_batch) {
  const bool training = options.training;
  Plan plan;
  plan.target = target;
  plan.training = training;
  plan.unroll = options.unroll.value_or(target.single_issue ? 0 : kUnrollDefault);
  plan.micro_batch = micro_batch;
  plan.softmax = ends_in_softmax(network.layers.back());
  plan.steps = fuse(network, {target, training, true, micro_batch, target.single_issue ? 0 : options.winograd,
                              options.unroll != kUnrollFull});

  for (std::size_t i = plan.steps.size(); i-- > 1;) {
    if (const auto needed = plan.steps[i]->needed_input()) plan.steps[i - 1]->crop_output(*needed);
  }

  const Shape image = network.layers.front().output;
  const bool padded_input = !plan.steps.empty() && plan.steps.front()->input_in_vectors();
  const Border border = plan.steps.empty() ? Border{} : plan.steps.front()->input_border();
  plan.input = {image, padded_input ? round_up(image.channels, target.lanes) : image.channels, border};
  plan.copies_input = !plan.input.dense();
  MapLayout before = plan.input;
  std::string before_name = "input";
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    Step& step = *plan.steps[i];
    const Shape shape = step.output_shape();
    const Border around = i + 1 < plan.steps.size() ? plan.steps[i + 1]->input_border() : Border{};
    plan.maps.push_back({shape, round_up(shape.channels, target.lanes), around});
    step.connect(before_name, before, plan.maps.back());
    before = plan.maps.back();
    before_name = step.name() + "_output";
  }

  Memory& memory = plan.memory;
  const int lanes = target.lanes;
  if (plan.copies_input) memory.inference.push_back({"input", plan.input.size(), 0, 0});
  // Sparse passes load whole vectors that may reach past the last pixel of the last image.
  if (training) memory.floats.claim("input", micro_batch * plan.input.size() + lanes);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) {
    const Step& step = *plan.steps[i];
    const int size = plan.maps[i].size();
    const int at = static_cast<int>(i);
    memory.inference.push_back({step.name() + "_output", size, at, at + 1});
    if (step.scratch() > 0) memory.inference.push_back({step.name() + "_scratch", step.scratch(), at, at});
    if (!training) continue;
    memory.floats.claim(step.name() + "_output", micro_batch * size);
    memory.floats.claim("d_" + step.name() + "_output", micro_batch * size);
    if (step.scratch() > 0) memory.floats.claim(step.name() + "_scratch", step.scratch());
  }
  plan_batch(plan);
  for (const auto& step : plan.steps) step->claim(memory);
  return plan;
}

int choose_micro_batch(const NetworkDescription& network) {
  constexpr long long kFloats = (1 << 20) / sizeof(float);
  const Plan plan = make_plan(network, all_targets.back(), {}, 1);
  long long floats = plan.input.size();
  for (const MapLayout& map : plan.maps) floats += 2LL * map.size();
  int images = 16;
  while (images > 1 && images * floats > kFloats) images /= 2;
  return images;
}

}  // namespace constnet::codegen
