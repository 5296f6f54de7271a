// Expressions and words that all steps share.
#include "steps/step.hpp"

#include "steps/normalization.hpp"

namespace constnet::codegen {

Tile Step::tile_for(const std::string& product, const Product& work) const {
  if (around_.tuning != nullptr) {
    if (const std::optional<Tile> measured = around_.tuning->tile(around_.target, name_, product, work)) {
      return *measured;
    }
  }
  return choose_tile(work, around_.target);
}

std::string Step::in_arena(const std::string& image) const {
  if (!in_groups()) return image;
  return image.empty() ? "first" : "(first + " + image + ")";
}

std::string Step::arena_block(const std::string& member, const std::string& name, const std::string& image, int size,
                              bool kept) const {
  std::string text = fmt::format("arena.{0} + {0}_at::{1}", member, name);
  const std::string place = kept ? in_arena(image) : image;
  if (place.empty()) return text;
  return text + fmt::format(" + {} * {}", place, size);
}

void Step::open_training(Writer& out, const std::string& function, bool weights, bool only_gradients) const {
  std::vector<std::string> parameters{std::string("const float* HWY_RESTRICT") + (weights ? " weights" : ""),
                                      "TrainingArena& arena"};
  if (in_groups()) {
    bool kept = !only_gradients || d_output_kept_;
    for (const Source& source : sources_) kept = kept || source.d_kept;
    parameters.push_back(kept ? "int first" : "int /*first*/");
  }
  parameters.push_back("int count");
  out.list("void " + name_ + "_" + function, parameters, " {");
  out.indent();
}

std::string Step::source_map(std::size_t source, const std::string& image) const {
  return arena_block("floats", sources_[source].name, image, sources_[source].layout.size(), true);
}

std::string Step::d_source_map(std::size_t source, const std::string& image) const {
  return arena_block("floats", sources_[source].d_name, image, sources_[source].layout.size(), sources_[source].d_kept);
}

std::string Step::input_map(const std::string& image) const { return source_map(0, image); }

std::string Step::output_map(const std::string& image) const {
  return arena_block("floats", name_ + "_output", image, output_.size(), true);
}

std::string Step::d_input_map(const std::string& image) const { return d_source_map(0, image); }

std::string Step::d_output_map(const std::string& image) const {
  return arena_block("floats", "d_" + name_ + "_output", image, output_.size(), d_output_kept_);
}

std::vector<StepTensor> Step::prepared_tensors() const {
  std::vector<StepTensor> all = tensors();
  if (all.empty() || !folded()) return all;
  for (const StepTensor& tensor : tensors_of(*folded(), true)) all.push_back(tensor);
  return all;
}

void Step::emit_prepare_bias(Writer& out, bool use_bias, int outputs, int padded_outputs) const {
  const std::string bias = fmt::format("weights + weights_at::{}_bias", name_);
  if (folded()) {
    emit_shifts(out, *folded(), use_bias ? "bias" : "", outputs, factors(), bias, padded_outputs);
  } else if (use_bias) {
    out.list("copy", {"bias", "1", std::to_string(outputs), bias, std::to_string(padded_outputs)}, ";");
  } else {
    out.line("clear({}, {});", bias, padded_outputs);
  }
}

void Step::emit_forward_batch(Writer& out) const {
  out.comment(title());
  open_training(out, "forward_batch", has_parameters());
  out.open("for (int image = 0; image < count; ++image)");
  std::vector<std::string> arguments{has_parameters() ? "weights" : "nullptr"};
  for (std::size_t i = 0; i < sources_.size(); ++i) arguments.push_back(source_map(i, "image"));
  arguments.push_back(output_map("image"));
  if (scratch() > 0) arguments.push_back(arena_block("floats", name_ + "_scratch", "", 0));
  out.list(name_ + "_forward", arguments, ";");
  out.close();
  out.close();
  out.blank();
}

void Step::open_forward(Writer& out) const {
  out.comment(title());
  out.list("void " + name_ + "_forward",
           {std::string("const float* HWY_RESTRICT") + (has_parameters() ? " weights" : ""),
            "const float* HWY_RESTRICT input", "float* HWY_RESTRICT output"},
           " {");
  out.indent();
}

void Step::open_backward(Writer& out) const {
  out.comment("Backward of " + title());
  open_training(out, "backward", false, true);
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  out.line("float* HWY_RESTRICT d_input = {};", d_input_map("image"));
}

void Step::emit_read_back_bias(Writer& out, int size) const {
  if (tensors().size() < 2) return;
  const std::string n = std::to_string(size);
  out.list("copy", {fmt::format("weights + weights_at::{}_bias", name_), "1", n, "bias", n}, ";");
}

std::string text_of(const Shape& shape) {
  return shape.rank == 1 ? fmt::format("({})", shape.channels)
                         : fmt::format("({}, {}, {})", shape.height, shape.width, shape.channels);
}

std::string text_of(const Size2& size) { return fmt::format("{}x{}", size.height, size.width); }

std::string text_of(const Sides& sides) {
  return fmt::format("(({}, {}), ({}, {}))", sides.top, sides.bottom, sides.left, sides.right);
}

std::string with_separators(long long n) {
  std::string digits = std::to_string(n);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), ",");
  return digits;
}

}  // namespace constnet::codegen
