// Dropout: the mask is a function of (seed, step, image, layer, place), so nothing is stored and backward finds the
// same one.
#include "steps/dropout.hpp"

#include <cmath>

#include "emit/expression.hpp"
#include "emit/map_loops.hpp"

namespace constnet::codegen {

std::string DropoutStep::title() const {
  return fmt::format("{} {:g}: input {} -> output {}.", whole_channels_ ? "SpatialDropout2D" : "Dropout", rate_,
                     text_of(shape_), text_of(shape_));
}

void DropoutStep::emit_pass(Writer& out, const std::string& direction, const std::string& from,
                            const MapLayout& from_layout, const std::string& to, const MapLayout& to_layout) const {
  open_training(out, direction, false);
  out.open("for (int image = 0; image < count; ++image)");
  const bool forward = direction == "forward_batch";
  out.line("const float* HWY_RESTRICT {} = {};", from, forward ? input_map("image") : d_output_map("image"));
  out.line("float* HWY_RESTRICT {} = {};", to, forward ? output_map("image") : d_input_map("image"));
  out.line("const std::uint32_t key = dropout_key(arena.randomness, {}, {});", in_arena("image"), number_);
  if (forward) emit_clear_border(out, to, to_layout);
  // Values are numbered as a user sees them, without borders and padding: the mask is the same for every vector width.
  MapLayout numbering{shape_, shape_.channels, {}};
  if (whole_channels_) numbering.shape.width = numbering.pixel_stride = 0;
  const int threshold = static_cast<int>(std::lround(rate_ * (1 << 24)));
  const auto scale = static_cast<float>(rate_ < 1 ? 1 / (1 - rate_) : 0);
  emit_map_loops(out, shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at(from, from_layout));
    const std::string place = at("", numbering);
    const std::string dropped =
        fmt::format("dropped(value, key, {}, {}, {})", place.empty() ? "0" : place, threshold, literal(scale));
    out.list("hn::Store", {dropped, "f32", at(to, to_layout)}, ";");
  });
  out.close();
  out.close();
  out.blank();
}

void DropoutStep::emit_forward_batch(Writer& out) const {
  out.comment(title());
  emit_pass(out, "forward_batch", "input", input_, "output", output_);
}

void DropoutStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  out.comment("Backward of " + title());
  emit_pass(out, "backward", "d_output", output_, "d_input", input_);
}

void emit_dropout_support(Writer& out) {
  for (const char* line : {
           "// 32 bits that depend on all bits of x: the end of MurmurHash3.",
           "inline std::uint32_t mixed(std::uint32_t x) {",
           "  x = (x ^ (x >> 16)) * 0x85ebca6bu;",
           "  x = (x ^ (x >> 13)) * 0xc2b2ae35u;",
           "  return x ^ (x >> 16);",
           "}",
           "",
           "// What the random numbers of one layer for one image begin with; `image` counts from the first of "
           "forward.",
           "inline std::uint32_t dropout_key(const constnet::runtime::Randomness& numbers, int image, std::uint32_t "
           "layer) {",
           "  const std::uint32_t key = mixed(mixed(numbers.seed) ^ numbers.step);",
           "  return mixed(mixed(key ^ (numbers.first_image + static_cast<std::uint32_t>(image))) ^ layer);",
           "}",
           "",
           "// `value` times `scale`, or 0 where the first 24 bits of a random number are below `threshold`. `place` "
           "numbers the",
           "// first lane's value within the image.",
           "HWY_INLINE Floats dropped(Floats value, std::uint32_t key, int place, int threshold, float scale) {",
           "  Words x = hn::Mul(hn::Iota(u32, static_cast<std::uint32_t>(place)), hn::Set(u32, 0x9e3779b9u));",
           "  x = hn::Xor(x, hn::Set(u32, key));",
           "  x = hn::Mul(hn::Xor(x, hn::ShiftRight<16>(x)), hn::Set(u32, 0x85ebca6bu));",
           "  x = hn::Mul(hn::Xor(x, hn::ShiftRight<13>(x)), hn::Set(u32, 0xc2b2ae35u));",
           "  x = hn::ShiftRight<8>(hn::Xor(x, hn::ShiftRight<16>(x)));",
           "  const auto kept = hn::Gt(hn::BitCast(s32, x), hn::Set(s32, threshold - 1));",
           "  return hn::IfThenElseZero(hn::RebindMask(f32, kept), hn::Mul(value, hn::Set(f32, scale)));",
           "}",
           "",
       }) {
    out.raw(line);
  }
}

}  // namespace constnet::codegen
