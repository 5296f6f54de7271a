// The loop over output pixels, compiled by Highway once per SIMD target and chosen at run time.
#include "constnet/desk/augmentation/warp.hpp"

// Left out: targets that gain nothing here.
#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_AVX3_DL | HWY_SSSE3)
#endif
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "warp.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace constnet::runtime::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// At most 16 lanes: warped_floats counts on it.
using Lanes = hn::CappedTag<float, 16>;
using Ints = hn::RebindToSigned<Lanes>;
using Vector = hn::Vec<Lanes>;
using Indices = hn::Vec<Ints>;

// A row or column, as whole floats, of an image of so many; outside of it as the fill mode says. All is exact below
// 2^22.
template <FillMode mode>
HWY_INLINE Vector inside(Lanes d, Vector index, float size) {
  const Vector last = hn::Set(d, size - 1);
  const Vector zero = hn::Zero(d);
  if constexpr (mode == FillMode::nearest || mode == FillMode::constant) {
    return hn::Min(hn::Max(index, zero), last);
  } else {
    // One half more keeps the quotient of whole numbers away from whole numbers.
    const float period = mode == FillMode::wrap ? size : 2 * size;
    const Vector turns = hn::Floor(hn::Mul(hn::Add(index, hn::Set(d, 0.5f)), hn::Set(d, 1 / period)));
    const Vector rest = hn::Sub(index, hn::Mul(turns, hn::Set(d, period)));
    if constexpr (mode == FillMode::wrap) return rest;
    return hn::Min(rest, hn::Sub(hn::Set(d, 2 * size - 1), rest));
  }
}

// Halves away from zero.
HWY_INLINE Vector rounded(Lanes d, Vector x) {
  const Vector whole = hn::Trunc(x);
  const auto up = hn::Ge(hn::Abs(hn::Sub(x, whole)), hn::Set(d, 0.5f));
  return hn::Add(whole, hn::IfThenElseZero(up, hn::CopySign(hn::Set(d, 1.0f), x)));
}

// One source row and column for each lane: where the pixel begins, and whether there is one.
template <FillMode mode>
struct Source {
  Indices first;
  hn::Mask<Lanes> exists;
};

template <FillMode mode>
HWY_INLINE Source<mode> source(Lanes d, Vector row, Vector column, ImageSize size, int channels) {
  const Ints di;
  const auto height = static_cast<float>(size.height);
  const auto width = static_cast<float>(size.width);
  const Vector pixel =
      hn::Add(hn::Mul(inside<mode>(d, row, height), hn::Set(d, width)), inside<mode>(d, column, width));
  const Indices first = hn::Mul(hn::ConvertTo(di, pixel), hn::Set(di, channels));
  const Vector zero = hn::Zero(d);
  const auto in_rows = hn::And(hn::Ge(row, zero), hn::Lt(row, hn::Set(d, height)));
  const auto in_columns = hn::And(hn::Ge(column, zero), hn::Lt(column, hn::Set(d, width)));
  return {first, hn::And(in_rows, in_columns)};
}

template <FillMode mode>
HWY_INLINE Vector taken(Lanes d, const float* channel, const Source<mode>& from, Vector fill_value) {
  const Vector value = hn::GatherIndex(d, channel, from.first);
  if constexpr (mode == FillMode::constant) return hn::IfThenElse(from.exists, value, fill_value);
  return value;
}

template <FillMode mode, Interpolation interpolation>
HWY_INLINE void warp_loop(const float* HWY_RESTRICT image, ImageSize size, int channels, const Affine& affine,
                          float fill, float* HWY_RESTRICT out) {
  const Lanes d;
  const Ints di;
  const auto lanes = static_cast<int>(hn::Lanes(d));
  const int pixels = size.height * size.width;
  const Vector fill_value = hn::Set(d, fill);
  const Vector one = hn::Set(d, 1.0f);
  const Vector width = hn::Set(d, static_cast<float>(size.width));
  const Vector per_width = hn::Set(d, 1 / static_cast<float>(size.width));
  const Indices places = hn::Mul(hn::Iota(di, 0), hn::Set(di, channels));
  for (int first = 0; first < pixels; first += lanes) {
    const Vector pixel = hn::Iota(d, static_cast<float>(first));
    const Vector y = hn::Floor(hn::Mul(hn::Add(pixel, hn::Set(d, 0.5f)), per_width));
    const Vector x = hn::Sub(pixel, hn::Mul(y, width));
    const Vector column =
        hn::Add(hn::Add(hn::Mul(x, hn::Set(d, affine.a0)), hn::Mul(y, hn::Set(d, affine.a1))), hn::Set(d, affine.a2));
    const Vector row =
        hn::Add(hn::Add(hn::Mul(x, hn::Set(d, affine.b0)), hn::Mul(y, hn::Set(d, affine.b1))), hn::Set(d, affine.b2));
    float* const to = out + static_cast<std::size_t>(first) * static_cast<std::size_t>(channels);
    const auto store = [&](Vector value, int channel) HWY_ATTR {
      if (channels == 1) {
        hn::StoreU(value, d, to);
      } else {
        hn::ScatterIndex(value, d, to + channel, places);
      }
    };
    if constexpr (interpolation == Interpolation::nearest) {
      const Source<mode> from = source<mode>(d, rounded(d, row), rounded(d, column), size, channels);
      for (int c = 0; c < channels; ++c) store(taken<mode>(d, image + c, from, fill_value), c);
    } else {
      const Vector top = hn::Floor(row);
      const Vector left = hn::Floor(column);
      const Vector down = hn::Sub(row, top);
      const Vector right = hn::Sub(column, left);
      const Vector up = hn::Sub(one, down);
      const Vector to_left = hn::Sub(one, right);
      const Source<mode> top_left = source<mode>(d, top, left, size, channels);
      const Source<mode> top_right = source<mode>(d, top, hn::Add(left, one), size, channels);
      const Source<mode> bottom_left = source<mode>(d, hn::Add(top, one), left, size, channels);
      const Source<mode> bottom_right = source<mode>(d, hn::Add(top, one), hn::Add(left, one), size, channels);
      for (int c = 0; c < channels; ++c) {
        const float* const channel = image + c;
        const Vector upper = hn::Add(hn::Mul(hn::Mul(up, to_left), taken<mode>(d, channel, top_left, fill_value)),
                                     hn::Mul(hn::Mul(up, right), taken<mode>(d, channel, top_right, fill_value)));
        const Vector lower = hn::Add(hn::Mul(hn::Mul(down, to_left), taken<mode>(d, channel, bottom_left, fill_value)),
                                     hn::Mul(hn::Mul(down, right), taken<mode>(d, channel, bottom_right, fill_value)));
        store(hn::Add(upper, lower), c);
      }
    }
  }
}

template <FillMode mode>
void warp_with(const float* image, ImageSize size, int channels, const Affine& affine, const Filling& filling,
               float* out) {
  if (filling.interpolation == Interpolation::nearest) {
    warp_loop<mode, Interpolation::nearest>(image, size, channels, affine, filling.fill_value, out);
  } else {
    warp_loop<mode, Interpolation::bilinear>(image, size, channels, affine, filling.fill_value, out);
  }
}

void warp_pixels(const float* image, ImageSize size, int channels, const Affine& affine, const Filling& filling,
                 float* out) {
  switch (filling.fill_mode) {
    case FillMode::reflect:
      return warp_with<FillMode::reflect>(image, size, channels, affine, filling, out);
    case FillMode::constant:
      return warp_with<FillMode::constant>(image, size, channels, affine, filling, out);
    case FillMode::nearest:
      return warp_with<FillMode::nearest>(image, size, channels, affine, filling, out);
    case FillMode::wrap:
      return warp_with<FillMode::wrap>(image, size, channels, affine, filling, out);
  }
}

}  // namespace constnet::runtime::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace constnet::runtime {

HWY_EXPORT(warp_pixels);

void warp(const float* image, ImageSize size, int channels, const Affine& affine, const Filling& filling, float* out) {
  HWY_DYNAMIC_DISPATCH(warp_pixels)(image, size, channels, affine, filling, out);
}

}  // namespace constnet::runtime
#endif
