// What a parameter tensor is brought back to after each update.
#pragma once

#include <constnet/dsl/number.hpp>
#include <cstdint>

namespace constnet {

/// What `.kernel_constraint` takes: `non_neg`, `unit_norm` or `MaxNorm{2}`. Norms are taken along the tensor's first
/// axis, Keras' default. Source: keras/src/constraints/constraints.py.
enum class Constraint : std::uint64_t {
  none,
  non_neg,    ///< negative values become zero
  unit_norm,  ///< scaled to length 1
  max_norm,   ///< what is longer than max_value is shortened to that
};

inline constexpr Constraint non_neg = Constraint::non_neg;
inline constexpr Constraint unit_norm = Constraint::unit_norm;

struct MaxNorm {
  Number max_value = 2;
  constexpr operator Constraint() const {
    return static_cast<Constraint>(static_cast<std::uint64_t>(Constraint::max_norm) | max_value.packed() << 8);
  }
};

/// The enumerator without its argument.
constexpr Constraint kind_of(Constraint constraint) {
  return static_cast<Constraint>(static_cast<std::uint64_t>(constraint) & 0xff);
}
constexpr Number max_value_of(Constraint constraint) {
  return Number::unpacked(static_cast<std::uint64_t>(constraint) >> 8);
}

}  // namespace constnet
