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

// What the rules below share: element(i, w, g) gives the new parameters from parameters and gradients, and reads and
// writes its own states at i.
template <typename Element>
HWY_INLINE void each_element(const UpdateRange& range, const Element element) {
  const Lanes d;
  for (std::size_t i = range.first; i < range.last; i += hn::Lanes(d)) {
    const Vector g = take_gradient(d, range, i);
    hn::Store(element(i, hn::Load(d, range.parameters + i), g), d, range.parameters + i);
  }
}

HWY_INLINE Vector set(float value) { return hn::Set(Lanes(), value); }
HWY_INLINE Vector load(const float* state, std::size_t i) { return hn::Load(Lanes(), state + i); }
HWY_INLINE Vector store(Vector value, float* state, std::size_t i) {
  hn::Store(value, Lanes(), state + i);
  return value;
}

// state + factor (value - state), stored.
HWY_INLINE Vector move_mean(float* state, std::size_t i, float factor, Vector value) {
  const Vector before = load(state, i);
  return store(hn::Add(before, hn::Mul(set(factor), hn::Sub(value, before))), state, i);
}

struct AdagradElement : AdagradStep {
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector a = store(hn::Add(load(accumulator, i), hn::Mul(g, g)), accumulator, i);
    return hn::Sub(w, hn::Div(hn::Mul(set(learning_rate), g), hn::Sqrt(hn::Add(a, set(epsilon)))));
  }
};

struct AdadeltaElement : AdadeltaStep {
  HWY_INLINE Vector mean(float* state, std::size_t i, Vector x) const {
    return store(hn::Add(hn::Mul(set(rho), load(state, i)), hn::Mul(set(one_minus_rho), hn::Mul(x, x))), state, i);
  }
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector a = mean(mean_square, i, g);
    const Vector size = hn::Sqrt(hn::Add(load(mean_square_step, i), set(epsilon)));
    const Vector x = hn::Div(hn::Mul(size, g), hn::Sqrt(hn::Add(a, set(epsilon))));
    mean(mean_square_step, i, x);
    return hn::Sub(w, hn::Mul(set(learning_rate), x));
  }
};

struct AdamElement : AdamStep {
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector m = move_mean(mean, i, one_minus_beta_1, g);
    Vector v = move_mean(mean_square, i, one_minus_beta_2, hn::Mul(g, g));
    if (largest) v = store(hn::Max(load(largest, i), v), largest, i);
    return hn::Sub(w, hn::Div(hn::Mul(set(alpha), m), hn::Add(hn::Sqrt(v), set(epsilon))));
  }
};

struct AdamaxElement : AdamaxStep {
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector m = move_mean(mean, i, one_minus_beta_1, g);
    const Vector u = store(hn::Max(hn::Mul(set(beta_2), load(norm, i)), hn::Abs(g)), norm, i);
    return hn::Sub(w, hn::Div(hn::Mul(set(learning_rate), m), hn::Mul(set(correction), hn::Add(u, set(epsilon)))));
  }
};

struct NadamElement : NadamStep {
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector m = move_mean(mean, i, one_minus_beta_1, g);
    const Vector v = hn::Div(move_mean(mean_square, i, one_minus_beta_2, hn::Mul(g, g)), set(correction));
    const Vector ahead = hn::Add(hn::Mul(set(mean_factor), m), hn::Mul(set(gradient_factor), g));
    return hn::Sub(w, hn::Div(hn::Mul(set(learning_rate), ahead), hn::Add(hn::Sqrt(v), set(epsilon))));
  }
};

struct FtrlElement : FtrlStep {
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector before = load(accumulator, i);
    const Vector root = hn::Sqrt(store(hn::Add(before, hn::Mul(g, g)), accumulator, i));
    const Vector shrunk = hn::Add(g, hn::Mul(set(twice_shrinkage), w));
    const Vector back = hn::Mul(hn::Div(hn::Sub(root, hn::Sqrt(before)), set(learning_rate)), w);
    const Vector z = store(hn::Add(load(linear, i), hn::Sub(shrunk, back)), linear, i);
    const Vector clipped = hn::Min(hn::Max(z, set(-l1)), set(l1));
    return hn::Div(hn::Sub(clipped, z), hn::Add(hn::Div(root, set(learning_rate)), set(twice_l2)));
  }
};

struct LionElement : LionStep {
  HWY_INLINE Vector operator()(std::size_t i, Vector w, Vector g) const {
    const Vector m = load(mean, i);
    const Vector direction = hn::Add(hn::Mul(set(beta_1), m), hn::Mul(set(one_minus_beta_1), g));
    store(hn::Add(hn::Mul(set(beta_2), m), hn::Mul(set(one_minus_beta_2), g)), mean, i);
    const Vector down = hn::CopySign(set(learning_rate), direction);
    return hn::Sub(w, hn::IfThenElseZero(hn::Ne(direction, hn::Zero(Lanes())), down));
  }
};

void adagrad_on_target(const UpdateRange& range, const AdagradStep& step) { each_element(range, AdagradElement{step}); }
void adadelta_on_target(const UpdateRange& range, const AdadeltaStep& step) {
  each_element(range, AdadeltaElement{step});
}
void adam_on_target(const UpdateRange& range, const AdamStep& step) { each_element(range, AdamElement{step}); }
void adamax_on_target(const UpdateRange& range, const AdamaxStep& step) { each_element(range, AdamaxElement{step}); }
void nadam_on_target(const UpdateRange& range, const NadamStep& step) { each_element(range, NadamElement{step}); }
void ftrl_on_target(const UpdateRange& range, const FtrlStep& step) { each_element(range, FtrlElement{step}); }
void lion_on_target(const UpdateRange& range, const LionStep& step) { each_element(range, LionElement{step}); }

}  // namespace constnet::runtime::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace constnet::runtime {

HWY_EXPORT(sgd_on_target);
HWY_EXPORT(rmsprop_on_target);
HWY_EXPORT(adagrad_on_target);
HWY_EXPORT(adadelta_on_target);
HWY_EXPORT(adam_on_target);
HWY_EXPORT(adamax_on_target);
HWY_EXPORT(nadam_on_target);
HWY_EXPORT(ftrl_on_target);
HWY_EXPORT(lion_on_target);

void sgd_update(const UpdateRange& range, const SgdStep& step) { HWY_DYNAMIC_DISPATCH(sgd_on_target)(range, step); }

void rmsprop_update(const UpdateRange& range, const RmspropStep& step) {
  HWY_DYNAMIC_DISPATCH(rmsprop_on_target)(range, step);
}

void adagrad_update(const UpdateRange& range, const AdagradStep& step) {
  HWY_DYNAMIC_DISPATCH(adagrad_on_target)(range, step);
}

void adadelta_update(const UpdateRange& range, const AdadeltaStep& step) {
  HWY_DYNAMIC_DISPATCH(adadelta_on_target)(range, step);
}

void adam_update(const UpdateRange& range, const AdamStep& step) { HWY_DYNAMIC_DISPATCH(adam_on_target)(range, step); }

void adamax_update(const UpdateRange& range, const AdamaxStep& step) {
  HWY_DYNAMIC_DISPATCH(adamax_on_target)(range, step);
}

void nadam_update(const UpdateRange& range, const NadamStep& step) {
  HWY_DYNAMIC_DISPATCH(nadam_on_target)(range, step);
}

void ftrl_update(const UpdateRange& range, const FtrlStep& step) { HWY_DYNAMIC_DISPATCH(ftrl_on_target)(range, step); }

void lion_update(const UpdateRange& range, const LionStep& step) { HWY_DYNAMIC_DISPATCH(lion_on_target)(range, step); }

}  // namespace constnet::runtime
#endif
