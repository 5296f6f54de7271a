// What is added to the loss so that weights or outputs stay small.
#pragma once

#include <constnet/dsl/activation.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <cstdint>

namespace constnet {

/// l1 * sum |w| + l2 * sum w^2: `.kernel_regularizer = L2{0.001}`. The two factors are packed into an enumeration,
/// which compilers print in few words. Source: keras/src/regularizers/regularizers.py (no factor 1/2: the gradient of
/// the second term is 2 l2 w).
enum class Regularizer : std::uint64_t { none };

constexpr Number l1_of(Regularizer regularizer) {
  return regularizer == Regularizer::none ? Number{} : Number::unpacked(static_cast<std::uint64_t>(regularizer));
}
constexpr Number l2_of(Regularizer regularizer) {
  return regularizer == Regularizer::none
             ? Number{}
             : Number::unpacked(static_cast<std::uint64_t>(regularizer) >> Number::packed_bits);
}

struct L1L2 {
  Number l1 = 0;
  Number l2 = 0;
  constexpr operator Regularizer() const {
    return static_cast<Regularizer>(l1.packed() | l2.packed() << Number::packed_bits);
  }
};

struct L1 {
  Number l1 = 0.01;
  constexpr operator Regularizer() const { return L1L2{l1, 0}; }
};

struct L2 {
  Number l2 = 0.01;
  constexpr operator Regularizer() const { return L1L2{0, l2}; }
};

namespace mistake {

/// A penalty on probabilities: softmax is part of the loss, whose gradient begins before it.
struct ActivityRegularizerOfSoftmax {
  template <typename L>
  static constexpr bool found(const L& layer, const Place&) {
    return layer.activity_regularizer != Regularizer::none && layer.activation == Activation::softmax;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "activity_regularizer cannot be trained with behind softmax: leave it out, or say it on a layer "
                  "before this one");
  };
};

}  // namespace mistake

}  // namespace constnet
