// How the values of a parameter tensor are drawn before training.
#pragma once

#include <constnet/dsl/number.hpp>
#include <cstdint>

namespace constnet {

/// What `.kernel_initializer` takes: an enumerator, `he_normal`, or a struct with arguments, `RandomNormal{.stddev =
/// 0.01}`. An enumeration, because that is what compilers print in few words; the arguments are packed above the kind.
/// Formulas and defaults: keras/src/initializers/random_initializers.py and constant_initializers.py.
enum class Initializer : std::uint64_t {
  zeros,
  ones,
  glorot_uniform,  ///< uniform in [-L, L], L = sqrt(6 / (fan_in + fan_out)): the default of all kernels
  glorot_normal,   ///< truncated normal, variance 2 / (fan_in + fan_out)
  he_uniform,      ///< uniform in [-L, L], L = sqrt(6 / fan_in)
  he_normal,       ///< truncated normal, variance 2 / fan_in
  lecun_uniform,   ///< uniform in [-L, L], L = sqrt(3 / fan_in)
  lecun_normal,    ///< truncated normal, variance 1 / fan_in
  constant,
  random_normal,
  random_uniform,
  truncated_normal,
  orthogonal,
};

inline constexpr Initializer zeros = Initializer::zeros;
inline constexpr Initializer ones = Initializer::ones;
inline constexpr Initializer glorot_uniform = Initializer::glorot_uniform;
inline constexpr Initializer glorot_normal = Initializer::glorot_normal;
inline constexpr Initializer he_uniform = Initializer::he_uniform;
inline constexpr Initializer he_normal = Initializer::he_normal;
inline constexpr Initializer lecun_uniform = Initializer::lecun_uniform;
inline constexpr Initializer lecun_normal = Initializer::lecun_normal;

/// `kind` with its arguments.
constexpr Initializer with_arguments(Initializer kind, Number first, Number second = 0) {
  return static_cast<Initializer>(static_cast<std::uint64_t>(kind) | first.packed() << 8 |
                                  second.packed() << (8 + Number::packed_bits));
}

/// The enumerator without arguments.
constexpr Initializer kind_of(Initializer initializer) {
  return static_cast<Initializer>(static_cast<std::uint64_t>(initializer) & 0xff);
}
constexpr Number first_argument(Initializer initializer) {
  return Number::unpacked(static_cast<std::uint64_t>(initializer) >> 8);
}
constexpr Number second_argument(Initializer initializer) {
  return Number::unpacked(static_cast<std::uint64_t>(initializer) >> (8 + Number::packed_bits));
}

struct Constant {
  Number value = 0;
  constexpr operator Initializer() const { return with_arguments(Initializer::constant, value); }
};

struct RandomNormal {
  Number mean = 0;
  Number stddev = 0.05;
  constexpr operator Initializer() const { return with_arguments(Initializer::random_normal, mean, stddev); }
};

struct RandomUniform {
  Number minval = -0.05;
  Number maxval = 0.05;
  constexpr operator Initializer() const { return with_arguments(Initializer::random_uniform, minval, maxval); }
};

/// Normal, drawn again outside two standard deviations.
struct TruncatedNormal {
  Number mean = 0;
  Number stddev = 0.05;
  constexpr operator Initializer() const { return with_arguments(Initializer::truncated_normal, mean, stddev); }
};

/// Orthonormal rows or columns, times `gain`, of the kernel as a matrix with its filters as columns.
struct Orthogonal {
  Number gain = 1;
  constexpr operator Initializer() const { return with_arguments(Initializer::orthogonal, gain); }
};

}  // namespace constnet
