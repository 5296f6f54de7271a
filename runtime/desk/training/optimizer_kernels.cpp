// The optimizers' loops, compiled by Highway once per SIMD target and chosen at run time. CMake compiles this file with
// -ffp-contract=off: a multiplication and an addition are never fused, so that every target gives the same bits.
#include "optimizer_kernels.hpp"

// Left out: targets that gain nothing here.
#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_AVX3_DL | HWY_SSSE3)
#endif
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "optimizer_kernels.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace constnet::runtime::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// At most 16 lanes: blocks are padded to FloatBlock::multiple.
using Lanes = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Lanes>;

HWY_INLINE Vector take_gradient(Lanes d, const UpdateRange& range, std::size_t i) {
  const Vector zero = hn::Zero(d);
  float* const first = range.gradients[0] + i;
  Vector sum = hn::Load(d, first);
  hn::Store(zero, d, first);
  for (std::size_t shard = 1; shard < range.gradients.size(); ++shard) {
    float* const next = range.gradients[shard] + i;
    sum = hn::Add(sum, hn::Load(d, next));
    hn::Store(zero, d, next);
  }
  return sum;
}

template <bool momentum, bool nesterov>
HWY_INLINE void sgd_loop(const UpdateRange& range, const SgdStep& step) {
  const Lanes d;
  const Vector learning_rate = hn::Set(d, step.learning_rate);
  const Vector momentum_factor = hn::Set(d, step.momentum);
  for (std::size_t i = range.first; i < range.last; i += hn::Lanes(d)) {
    const Vector w = hn::Load(d, range.parameters + i);
    const Vector step_down = hn::Mul(learning_rate, take_gradient(d, range, i));
    Vector updated;
    if constexpr (momentum) {
      const Vector v = hn::Sub(hn::Mul(momentum_factor, hn::Load(d, step.velocity + i)), step_down);
      hn::Store(v, d, step.velocity + i);
      updated = nesterov ? hn::Sub(hn::Add(w, hn::Mul(momentum_factor, v)), step_down) : hn::Add(w, v);
    } else {
      updated = hn::Sub(w, step_down);
    }
    hn::Store(updated, d, range.parameters + i);
  }
}

template <bool momentum, bool centered>
HWY_INLINE void rmsprop_loop(const UpdateRange& range, const RmspropStep& step) {
  const Lanes d;
  const Vector learning_rate = hn::Set(d, step.learning_rate);
  const Vector rho = hn::Set(d, step.rho);
  const Vector one_minus_rho = hn::Set(d, step.one_minus_rho);
  const Vector momentum_factor = hn::Set(d, step.momentum);
  const Vector epsilon = hn::Set(d, step.epsilon);
  for (std::size_t i = range.first; i < range.last; i += hn::Lanes(d)) {
    const Vector g = take_gradient(d, range, i);
    const Vector v = hn::Add(hn::Mul(rho, hn::Load(d, step.mean_square + i)), hn::Mul(one_minus_rho, hn::Mul(g, g)));
    hn::Store(v, d, step.mean_square + i);
    Vector under_root = hn::Add(v, epsilon);
    if constexpr (centered) {
      const Vector a = hn::Add(hn::Mul(rho, hn::Load(d, step.mean_gradient + i)), hn::Mul(one_minus_rho, g));
      hn::Store(a, d, step.mean_gradient + i);
      under_root = hn::Add(hn::Sub(v, hn::Mul(a, a)), epsilon);
    }
    Vector down = hn::Div(hn::Mul(learning_rate, g), hn::Sqrt(under_root));
    if constexpr (momentum) {
      down = hn::Add(hn::Mul(momentum_factor, hn::Load(d, step.momentum_sum + i)), down);
      hn::Store(down, d, step.momentum_sum + i);
    }
    hn::Store(hn::Sub(hn::Load(d, range.parameters + i), down), d, range.parameters + i);
  }
}

void sgd_on_target(const UpdateRange& range, const SgdStep& step) {
  if (!step.velocity) {
    sgd_loop<false, false>(range, step);
  } else if (step.nesterov) {
    sgd_loop<true, true>(range, step);
  } else {
    sgd_loop<true, false>(range, step);
  }
}

void rmsprop_on_target(const UpdateRange& range, const RmspropStep& step) {
  if (step.momentum_sum) {
    step.mean_gradient ? rmsprop_loop<true, true>(range, step) : rmsprop_loop<true, false>(range, step);
  } else {
    step.mean_gradient ? rmsprop_loop<false, true>(range, step) : rmsprop_loop<false, false>(range, step);
  }
}

}  // namespace constnet::runtime::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace constnet::runtime {

HWY_EXPORT(sgd_on_target);
HWY_EXPORT(rmsprop_on_target);

void sgd_update(const UpdateRange& range, const SgdStep& step) { HWY_DYNAMIC_DISPATCH(sgd_on_target)(range, step); }

void rmsprop_update(const UpdateRange& range, const RmspropStep& step) {
  HWY_DYNAMIC_DISPATCH(rmsprop_on_target)(range, step);
}

}  // namespace constnet::runtime
#endif
