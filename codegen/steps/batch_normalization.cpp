// BatchNormalization with the statistics of the batch: parameters, and what its passes have in common. S. Ioffe,
// C. Szegedy, "Batch Normalization", 2015.
#include "steps/batch_normalization.hpp"

#include <algorithm>

namespace constnet::codegen {
namespace {

/// Registers for what a pass finds on its way, beside what it holds for each vector of channels.
constexpr int kPassing = 4;
/// Functions other than relu have constants of their own.
constexpr int kVectorsOfFunction = 2;

}  // namespace

bool BatchNormalizationStep::is_relu() const { return bends() && is_plain_relu(*activation_); }

const ActivationFunction* BatchNormalizationStep::activation_function() const {
  return bends() && !is_relu() ? &*activation_ : nullptr;
}

std::string BatchNormalizationStep::title() const {
  return fmt::format("BatchNormalization{}{}: input {} -> output {}.", bends() ? " " + activation_->name : "",
                     pool_ ? ", MaxPooling2D " + text_of(pool_->pool_size) : "", text_of(shape_),
                     text_of(output_shape()));
}

void BatchNormalizationStep::claim(Memory& memory) {
  for (const StepTensor& tensor : tensors()) {
    memory.weights.claim(name_ + "_" + tensor.role, padded(shape_.channels));
    if (learns()) memory.gradients.claim(name_ + "_d_" + tensor.role, padded(shape_.channels));
  }
  if (!pool_) return;
  memory.floats.claim(name_ + "_distances", arena_images() * window_layout().size());
  memory.words.claim(name_ + "_winners", arena_images() * window_layout().size());
}

void BatchNormalizationStep::emit_prepare(Writer& out) const {
  for (const StepTensor& tensor : tensors()) {
    out.list("copy",
             {tensor.role, "1", std::to_string(shape_.channels),
              fmt::format("weights + weights_at::{}_{}", name_, tensor.role), std::to_string(padded(shape_.channels))},
             ";");
  }
}

void BatchNormalizationStep::emit_add_gradients(Writer& out) const {
  for (const StepTensor& tensor : tensors()) {
    out.list("add",
             {fmt::format("arena.gradients + gradients_at::{}_d_{}", name_, tensor.role),
              std::to_string(shape_.channels), "d_" + tensor.role, "1"},
             ";");
  }
}

void BatchNormalizationStep::emit_channels(Writer& out, int held, const Body& body) const {
  const int all = padded(shape_.channels) / lanes();
  const bool function = activation_function() != nullptr;
  const bool alone = function && !activation_->keeps_zero() && shape_.channels % lanes() != 0;
  int most = std::clamp((around_.target.registers - kPassing) / held, 1, all);
  if (function) most = std::min(most, alone ? 1 : kVectorsOfFunction);
  // As many loops of equal size as are needed anyway.
  const int loops = (all + most - 1) / most;
  for (const Segment& s : cut(all, (all + loops - 1) / loops)) {
    const long long step = 1LL * s.size * lanes();
    const long long start = 1LL * s.start * lanes();
    if (s.count > 1) {
      out.open("for (int channel = {}; channel < {}; channel += {})", start, start + s.count * step, step);
      body({s.size, "channel", 0});
    } else {
      out.open("");
      body({s.size, "", start});
    }
    out.close();
  }
}

std::string BatchNormalizationStep::of_channel(const std::string& base, const Vectors& vectors, int i) const {
  return sum(base, {{vectors.channel, 1}}, vectors.start + i * lanes());
}

std::string BatchNormalizationStep::in_map(const std::string& map, const MapLayout& layout, const std::string& row,
                                           const std::string& column, const Vectors& vectors, int i) const {
  return sum(map, {{row, layout.row_stride()}, {column, layout.pixel_stride}, {vectors.channel, 1}},
             layout.offset(0, 0) + vectors.start + i * lanes());
}

std::string BatchNormalizationStep::statistics(const std::string& member, const Vectors& vectors, int i) const {
  return sum("arena.statistics." + member, {{vectors.channel, 1}}, first_ + vectors.start + i * lanes());
}

std::string BatchNormalizationStep::weights(const std::string& role, const Vectors& vectors, int i) const {
  return of_channel(fmt::format("weights + weights_at::{}_{}", name_, role), vectors, i);
}

void BatchNormalizationStep::declare(Writer& out, const Vectors& vectors, const std::string& what,
                                     const std::function<std::string(int i)>& value, bool constant) {
  for (int i = 0; i < vectors.count; ++i) {
    out.line("{}Floats {}{} = {};", constant ? "const " : "", what, vectors.suffix(i), value(i));
  }
}

void BatchNormalizationStep::emit_sums(
    Writer& out, const Vectors& vectors, const Shape& shape, const std::vector<std::string>& names,
    const std::function<void(const std::string& row, const std::string& column)>& body) const {
  const auto each = [&](const auto& statement) {
    for (const std::string& name : names) {
      for (int i = 0; i < vectors.count; ++i) statement(name, vectors.suffix(i));
    }
  };
  const std::string row = open_loop(out, "y", shape.height);
  each(
      [&](const std::string& name, const std::string& i) { out.line("Floats {}_of_row{} = hn::Zero(f32);", name, i); });
  const std::string column = open_loop(out, "x", shape.width);
  body(row, column);
  close_loop(out, column);
  each([&](const std::string& name, const std::string& i) {
    out.line("{0}{1} = hn::Add({0}{1}, {0}_of_row{1});", name, i);
  });
  close_loop(out, row);
}

/// What the first of several groups of images begins with.
void BatchNormalizationStep::emit_clear_statistics(Writer& out, const std::vector<std::string>& members) const {
  if (in_groups()) out.open("if (first == 0)");
  for (const std::string& member : members) {
    out.line("clear({}, {});", sum("arena.statistics." + member, {}, first_), padded(shape_.channels));
  }
  if (in_groups()) out.close();
}

/// NAME_statistics(arena, count) or NAME_sums(weights, arena, count), in groups with `first`.
void BatchNormalizationStep::open_half(Writer& out, const std::string& function, bool with_weights) const {
  std::vector<std::string> parameters{"TrainingArena& arena"};
  const bool reads = normalizes_again() && (normalization_.scale || normalization_.center);
  if (with_weights) {
    parameters.insert(parameters.begin(), std::string("const float* HWY_RESTRICT") + (reads ? " weights" : ""));
  }
  if (in_groups()) parameters.push_back("int first");
  parameters.push_back("int count");
  out.list("void " + name_ + "_" + function, parameters, " {");
  out.indent();
}

void BatchNormalizationStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  emit_backward_sums(out);
  emit_backward(out);
}

}  // namespace constnet::codegen
