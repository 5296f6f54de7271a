// A parameter tensor of a generated network: its place, its shape, and what training has to know of it.
#pragma once

#include <cstddef>

namespace constnet::runtime {

/// How values are drawn before training; `a` and `b` are the arguments that Keras' class of this name takes.
/// Source: keras/src/initializers/random_initializers.py.
struct Initializer {
  enum class Kind {
    zeros,
    ones,
    constant,          ///< a: value
    glorot_uniform,    ///< uniform in [-L, L], L = sqrt(6 / (fan_in + fan_out))
    glorot_normal,     ///< truncated normal, variance 2 / (fan_in + fan_out)
    he_uniform,        ///< L = sqrt(6 / fan_in)
    he_normal,         ///< variance 2 / fan_in
    lecun_uniform,     ///< L = sqrt(3 / fan_in)
    lecun_normal,      ///< variance 1 / fan_in
    random_normal,     ///< a: mean, b: standard deviation
    random_uniform,    ///< a: smallest, b: largest value
    truncated_normal,  ///< a: mean, b: standard deviation; drawn again outside two of them
    orthogonal,        ///< a: gain
  };

  Kind kind = Kind::zeros;
  float a = 0;
  float b = 0;

  static const Initializer zeros, ones, glorot_uniform, glorot_normal, he_uniform, he_normal, lecun_uniform,
      lecun_normal;
  static constexpr Initializer constant(float value) { return {Kind::constant, value, 0}; }
  static constexpr Initializer random_normal(float mean, float stddev) { return {Kind::random_normal, mean, stddev}; }
  static constexpr Initializer random_uniform(float low, float high) { return {Kind::random_uniform, low, high}; }
  static constexpr Initializer truncated_normal(float mean, float stddev) {
    return {Kind::truncated_normal, mean, stddev};
  }
  static constexpr Initializer orthogonal(float gain) { return {Kind::orthogonal, gain, 0}; }

  friend constexpr bool operator==(const Initializer&, const Initializer&) = default;
};

inline constexpr Initializer Initializer::zeros{Kind::zeros};
inline constexpr Initializer Initializer::ones{Kind::ones};
inline constexpr Initializer Initializer::glorot_uniform{Kind::glorot_uniform};
inline constexpr Initializer Initializer::glorot_normal{Kind::glorot_normal};
inline constexpr Initializer Initializer::he_uniform{Kind::he_uniform};
inline constexpr Initializer Initializer::he_normal{Kind::he_normal};
inline constexpr Initializer Initializer::lecun_uniform{Kind::lecun_uniform};
inline constexpr Initializer Initializer::lecun_normal{Kind::lecun_normal};

/// l1 * sum |w| + l2 * sum w^2, added to the loss. Source: keras/src/regularizers/regularizers.py.
struct Regularizer {
  float l1 = 0;
  float l2 = 0;
  friend constexpr bool operator==(const Regularizer&, const Regularizer&) = default;
};

/// What a tensor is brought back to after each update; norms are taken along its first axis, Keras' default.
/// Source: keras/src/constraints/constraints.py.
struct Constraint {
  enum class Kind { none, non_neg, unit_norm, max_norm };

  Kind kind = Kind::none;
  float max_value = 0;  ///< of max_norm

  static const Constraint none, non_neg, unit_norm;
  static constexpr Constraint max_norm(float max_value) { return {Kind::max_norm, max_value}; }

  friend constexpr bool operator==(const Constraint&, const Constraint&) = default;
};

inline constexpr Constraint Constraint::none{Kind::none};
inline constexpr Constraint Constraint::non_neg{Kind::non_neg};
inline constexpr Constraint Constraint::unit_norm{Kind::unit_norm};

/// One parameter tensor inside a network's contiguous parameter block, row-major, in Keras' order and layout:
/// a convolution's kernel is (row, column, channel, filter), a dense layer's is (input, unit).
struct Tensor {
  const char* name;         ///< "conv2d_1/kernel"
  int rank;                 ///< number of entries of `shape` that count
  int shape[4];             ///< unused entries are 1
  std::size_t offset;       ///< first float, counted from the start of the block
  std::size_t size;         ///< number of floats
  int fan_in;               ///< inputs that reach one output, for the initializers that scale by it
  int fan_out;              ///< outputs that one input reaches
  Initializer initializer;  ///< the layer's own choice
  Regularizer regularizer = {};
  Constraint constraint = {};
  bool trainable = true;  ///< whether optimizers may change it
};

}  // namespace constnet::runtime
