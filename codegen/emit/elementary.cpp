// The text of the elementary functions that activations are made of.
#include "emit/elementary.hpp"

#include <initializer_list>

namespace constnet::codegen {
namespace {

void lines(Writer& out, std::initializer_list<const char*> text) {
  for (const char* line : text) out.raw(line);
  out.blank();
}

}  // namespace

void emit_exponential(Writer& out) {
  lines(
      out,
      {
          "// e to the power of x; infinity above 88.7, zero below -103. x = k ln 2 + r with |r| <= ln 2 / 2, ln 2 in "
          "two",
          "// parts, and Taylor's polynomial of degree 7 for e^r; 2^k in two factors, for results near the ends.",
          "HWY_INLINE Floats exp_of(Floats x) {",
          "  x = hn::Min(hn::Set(f32, 89.0f), hn::Max(hn::Set(f32, -104.0f), x));",
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
          "  const Floats half = hn::Round(hn::Mul(k, hn::Set(f32, 0.5f)));",
          "  const Ints bias = hn::Set(s32, 127);",
          "  const Ints first = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(s32, half), bias));",
          "  const Ints second = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(s32, hn::Sub(k, half)), bias));",
          "  return hn::Mul(hn::Mul(p, hn::BitCast(f32, first)), hn::BitCast(f32, second));",
          "}",
      });
}

void emit_sigmoid(Writer& out) {
  lines(out, {
                 "HWY_INLINE Floats sigmoid(Floats x) {",
                 "  const Floats one = hn::Set(f32, 1.0f);",
                 "  return hn::Div(one, hn::Add(one, exp_of(hn::Neg(x))));",
                 "}",
             });
}

void emit_gaussian(Writer& out) {
  lines(out, {
                 "// The standard normal distribution up to x: Abramowitz and Stegun 7.1.26, error 7.5e-8.",
                 "HWY_INLINE Floats normal_below(Floats x) {",
                 "  const Floats one = hn::Set(f32, 1.0f);",
                 "  const Floats z = hn::Abs(hn::Mul(x, hn::Set(f32, 0.707106781f)));",
                 "  const Floats t = hn::Div(one, hn::MulAdd(z, hn::Set(f32, 0.3275911f), one));",
                 "  Floats p = hn::Set(f32, 1.061405429f);",
                 "  p = hn::MulAdd(p, t, hn::Set(f32, -1.453152027f));",
                 "  p = hn::MulAdd(p, t, hn::Set(f32, 1.421413741f));",
                 "  p = hn::MulAdd(p, t, hn::Set(f32, -0.284496736f));",
                 "  p = hn::MulAdd(p, t, hn::Set(f32, 0.254829592f));",
                 "  const Floats tail = hn::Mul(hn::Mul(hn::Set(f32, 0.5f), hn::Mul(p, t)), exp_of(hn::Neg(hn::Mul(z, "
                 "z))));",
                 "  return hn::IfThenElse(hn::Gt(x, hn::Zero(f32)), hn::Sub(one, tail), tail);",
                 "}",
             });
}

}  // namespace constnet::codegen
