// The text of the support functions.
#include "emit/support.hpp"

#include "emit/expression.hpp"
#include "steps/dropout.hpp"
#include "steps/normalization.hpp"

namespace constnet::codegen {
namespace {

void lines(Writer& out, std::initializer_list<const char*> text) {
  for (const char* line : text) out.raw(line);
  out.blank();
}

/// transpose, or transpose_add: through 4 x 4 blocks where vectors have at least four lanes.
void emit_transpose(Writer& out, int lanes, bool add) {
  const char* assign = add ? "+=" : "=";
  out.comment(fmt::format("to[column][row] {} from[row][column]; the steps are those between rows of each.", assign));
  out.list(std::string("HWY_NOINLINE void transpose") + (add ? "_add" : ""),
           {"const float* HWY_RESTRICT from", "std::size_t from_step", "float* HWY_RESTRICT to", "std::size_t to_step",
            "std::size_t rows", "std::size_t columns"},
           " {");
  out.indent();
  out.line("std::size_t row = 0;");
  if (lanes >= 4) {
    out.line("constexpr hn::FixedTag<float, 4> four;");
    out.line("alignas(64) float block[{}];", 4 * lanes);
    out.open("for (; row + 4 <= rows; row += 4)");
    out.line("const float* HWY_RESTRICT a = from + row * from_step;");
    out.line("std::size_t column = 0;");
    out.open("for (; column + {0} <= columns; column += {0})", lanes);
    for (std::size_t i = 0; i < 4; ++i) {
      const std::string step = i == 0 ? "" : i == 1 ? "from_step + " : fmt::format("{} * from_step + ", i);
      out.line("const Floats row{} = hn::LoadU(f32, a + {}column);", i, step);
    }
    out.line("const Floats even_low = hn::InterleaveLower(f32, row0, row2);");
    out.line("const Floats even_high = hn::InterleaveUpper(f32, row0, row2);");
    out.line("const Floats odd_low = hn::InterleaveLower(f32, row1, row3);");
    out.line("const Floats odd_high = hn::InterleaveUpper(f32, row1, row3);");
    out.line("hn::Store(hn::InterleaveLower(f32, even_low, odd_low), f32, block);");
    out.line("hn::Store(hn::InterleaveUpper(f32, even_low, odd_low), f32, block + {});", lanes);
    out.line("hn::Store(hn::InterleaveLower(f32, even_high, odd_high), f32, block + {});", 2 * lanes);
    out.line("hn::Store(hn::InterleaveUpper(f32, even_high, odd_high), f32, block + {});", 3 * lanes);
    out.open("for (std::size_t i = 0; i < {}; ++i)", lanes);
    out.line("float* HWY_RESTRICT b = to + (column + i) * to_step + row;");
    const std::string value = fmt::format("hn::Load(four, block + i % 4 * {} + i / 4 * 4)", lanes);
    if (add) {
      out.line("hn::StoreU(hn::Add(hn::LoadU(four, b), {}), four, b);", value);
    } else {
      out.line("hn::StoreU({}, four, b);", value);
    }
    out.close();
    out.close();
    out.open("for (; column < columns; ++column)");
    out.open("for (std::size_t i = 0; i < 4; ++i)");
    out.line("to[column * to_step + row + i] {} a[i * from_step + column];", assign);
    out.close();
    out.close();
    out.close();
  }
  out.open("for (; row < rows; ++row)");
  out.open("for (std::size_t column = 0; column < columns; ++column)");
  out.line("to[column * to_step + row] {} from[row * from_step + column];", assign);
  out.close();
  out.close();
  out.close();
  out.blank();
}

}  // namespace

void emit_support(Writer& out, const Plan& plan) {
  const int lanes = plan.target.lanes;
  out.line("using F32 = hn::FixedTag<float, {}>;", lanes);
  out.line("static_assert(hn::MaxLanes(F32()) == {}, \"This body is written for {} per vector.\");", lanes,
           lanes == 1 ? "1 float" : fmt::format("{} floats", lanes));
  lines(out, {
                 "using S32 = hn::Rebind<std::int32_t, F32>;",
                 "using U32 = hn::Rebind<std::uint32_t, F32>;",
                 "using U8 = hn::Rebind<std::uint8_t, F32>;",
                 "using Floats = hn::Vec<F32>;",
                 "using Ints = hn::Vec<S32>;",
                 "using Words = hn::Vec<U32>;",
                 "[[maybe_unused]] constexpr F32 f32;",
                 "[[maybe_unused]] constexpr S32 s32;",
                 "[[maybe_unused]] constexpr U32 u32;",
                 "[[maybe_unused]] constexpr U8 u8;",
             });
  lines(out,
        {
            "// Copies `width` values that lie `step` apart; past the first `available` there are zeros.",
            "inline void copy(const float* HWY_RESTRICT from, int step, int available, float* HWY_RESTRICT to, int "
            "width) {",
            "  const int n = available < width ? available : width;",
            "  for (int i = 0; i < n; ++i) {",
            "    to[i] = from[i * step];",
            "  }",
            "  for (int i = n; i < width; ++i) {",
            "    to[i] = 0.0f;",
            "  }",
            "}",
        });
  lines(out, {
                 "inline void clear(float* HWY_RESTRICT values, int count) {",
                 "  std::memset(values, 0, static_cast<std::size_t>(count) * sizeof(float));",
                 "}",
             });
  lines(out, {
                 "// The values from `from` on, with zeros behind the first `available`.",
                 "inline Floats load_some(const float* HWY_RESTRICT from, int available) {",
                 "  if (available >= static_cast<int>(hn::MaxLanes(F32()))) {",
                 "    return hn::LoadU(f32, from);",
                 "  }",
                 "  alignas(64) float values[hn::MaxLanes(F32())];",
                 "  copy(from, 1, available, values, static_cast<int>(hn::MaxLanes(F32())));",
                 "  return hn::Load(f32, values);",
                 "}",
             });
  if (plan.normalizes) emit_normalization_support(out);
  if (!plan.training) return;
  if (plan.draws_numbers()) emit_dropout_support(out);
  if (!plan.extra_gradients.empty()) {
    lines(out,
          {
              "// Adds a map's gradient that one more of its readers has found; `count` is a multiple of the lanes.",
              "inline void add_map(const float* HWY_RESTRICT from, int count, float* HWY_RESTRICT to) {",
              "  for (int i = 0; i < count; i += static_cast<int>(hn::MaxLanes(F32()))) {",
              "    hn::Store(hn::Add(hn::Load(f32, to + i), hn::Load(f32, from + i)), f32, to + i);",
              "  }",
              "}",
          });
  }
  emit_transpose(out, lanes, false);
  emit_transpose(out, lanes, true);
  lines(out, {
                 "// Adds `count` values to places that lie `step` apart.",
                 "inline void add(const float* HWY_RESTRICT from, int count, float* HWY_RESTRICT to, int step) {",
                 "  for (int i = 0; i < count; ++i) {",
                 "    to[i * step] += from[i];",
                 "  }",
                 "}",
             });
  lines(out, {
                 "// Keeps the greatest value of a pooling window and its index: the first of equal ones.",
                 "HWY_INLINE void compete(Floats value, int index, Floats& best, Ints& winner) {",
                 "  winner = hn::IfThenElse(hn::RebindMask(s32, hn::Gt(value, best)), hn::Set(s32, index), winner);",
                 "  best = hn::Max(best, value);",
                 "}",
             });
  lines(out, {
                 "HWY_INLINE void store_winners(Ints winner, std::uint8_t* HWY_RESTRICT to) {",
                 "  hn::Store(hn::TruncateTo(u8, hn::BitCast(u32, winner)), u8, to);",
                 "}",
             });
  lines(out, {
                 "HWY_INLINE Ints load_winners(const std::uint8_t* HWY_RESTRICT from) { return hn::PromoteTo(s32, "
                 "hn::Load(u8, from)); }",
             });
  lines(out, {
                 "HWY_INLINE Ints only_if(hn::Mask<S32> condition, int value) {",
                 "  return hn::IfThenElseZero(condition, hn::Set(s32, value));",
                 "}",
             });
  lines(out, {
                 "HWY_INLINE int lowest_bit(std::uint32_t bits) { return "
                 "static_cast<int>(hwy::Num0BitsBelowLS1Bit_Nonzero32(bits)); }",
             });
  lines(out, {
                 "// Sets the bits of filters from `filter` on, which `mask` says.",
                 "HWY_INLINE void add_bits(hn::Mask<F32> mask, int filter, std::uint32_t* HWY_RESTRICT words) {",
                 "  std::uint8_t bytes[8] = {};",
                 "  hn::StoreMaskBits(f32, mask, bytes);",
                 "  words[filter / 32] |= (bytes[0] + 256u * bytes[1]) << (filter % 32);",
                 "}",
             });
}

void emit_softmax(Writer& out, const MapLayout& map, int lanes) {
  lines(out, {
                 "// e to the power of x, for x up to 0; below -87 as for -87. x = k ln 2 + r with |r| <= ln 2 / 2, ln "
                 "2 in two",
                 "// parts, and Taylor's polynomial of degree 7 for e^r: relative error 2e-7.",
                 "HWY_INLINE Floats exponential(Floats x) {",
                 "  x = hn::Max(hn::Set(f32, -87.0f), x);",
                 "  const Floats k = hn::Round(hn::Mul(x, hn::Set(f32, 1.44269504f)));",
                 "  Floats r = hn::NegMulAdd(k, hn::Set(f32, 0.693359375f), x);",
                 "  r = hn::NegMulAdd(k, hn::Set(f32, -2.12194440e-4f), r);",
                 "  Floats p = hn::Set(f32, 1.0f / 5040);",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 720));",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 120));",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 24));",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f / 6));",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 0.5f));",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f));",
                 "  p = hn::MulAdd(p, r, hn::Set(f32, 1.0f));",
                 "  return hn::BitCast(f32, hn::Add(hn::BitCast(s32, p), hn::ShiftLeft<23>(hn::ConvertTo(s32, k))));",
                 "}",
             });
  const int channels = map.shape.channels;
  out.comment(fmt::format("Softmax over {} values{}; the greatest is subtracted first. Overwrites its input.", channels,
                          map.shape.rank == 3 ? " of each pixel" : ""));
  out.list("void softmax", {"float* HWY_RESTRICT map", "float* HWY_RESTRICT output"}, " {");
  out.indent();
  const int whole = channels / lanes * lanes;
  if (whole < channels) out.line("const auto rest = hn::FirstN(f32, {});", channels - whole);
  const std::string y = open_loop(out, "y", map.shape.height);
  const std::string x = open_loop(out, "x", map.shape.width);
  out.line("float* HWY_RESTRICT logits = {};",
           sum("map", {{y, map.row_stride()}, {x, map.pixel_stride}}, map.offset(0, 0)));
  const std::string at = whole > lanes ? "logits + i" : "logits";
  const auto open_whole = [&] {
    if (whole > lanes) out.open("for (int i = 0; i < {}; i += {})", whole, lanes);
  };
  const auto close_whole = [&] {
    if (whole > lanes) out.close();
  };
  out.line("Floats greatest = hn::Set(f32, logits[0]);");
  if (whole > 0) {
    open_whole();
    out.line("greatest = hn::Max(greatest, hn::Load(f32, {}));", at);
    close_whole();
  }
  const std::string last = sum("logits", {}, whole);
  if (whole < channels) {
    out.line("greatest = hn::Max(greatest, hn::IfThenElse(rest, hn::Load(f32, {}), greatest));", last);
  }
  out.line("greatest = hn::MaxOfLanes(f32, greatest);");
  out.line("Floats total = hn::Zero(f32);");
  if (whole > 0) {
    open_whole();
    out.line("const Floats e = exponential(hn::Sub(hn::Load(f32, {}), greatest));", at);
    out.line("hn::Store(e, f32, {});", at);
    out.line("total = hn::Add(total, e);");
    close_whole();
  }
  if (whole < channels) {
    out.line("const Floats e_rest = exponential(hn::Sub(hn::Load(f32, {}), greatest));", last);
    out.line("hn::Store(e_rest, f32, {});", last);
    out.line("total = hn::Add(total, hn::IfThenElseZero(rest, e_rest));");
  }
  out.line("const float scale = 1.0f / hn::GetLane(hn::SumOfLanes(f32, total));");
  out.open("for (int i = 0; i < {}; ++i)", channels);
  out.line("output[{}] = logits[i] * scale;", sum("i", {{y, map.shape.width * channels}, {x, channels}}));
  out.close();
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
