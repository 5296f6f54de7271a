// Winograd's minimal filtering for 3-tap kernels: transforms with exact coefficients.
#pragma once

#include <vector>

namespace constnet::codegen {

/// An exact fraction in lowest terms with a positive denominator.
struct Fraction {
  long long numerator = 0;
  long long denominator = 1;

  Fraction() = default;
  Fraction(long long n, long long d = 1);
  double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
  friend Fraction operator+(Fraction a, Fraction b);
  friend Fraction operator-(Fraction a) { return {-a.numerator, a.denominator}; }
  friend Fraction operator-(Fraction a, Fraction b) { return a + -b; }
  friend Fraction operator*(Fraction a, Fraction b);
  friend Fraction operator/(Fraction a, Fraction b);
  friend bool operator==(Fraction a, Fraction b) = default;
};

using Matrix = std::vector<std::vector<Fraction>>;

Matrix transposed(const Matrix& matrix);

/// F(m, 3): m outputs of a 3-tap filter from n = m + 2 inputs with n products,
/// y = output * ((kernel * g) . (input * d)). In two dimensions each transform is applied to columns, then to rows.
/// Lavin and Gray 2015, arXiv:1509.09308; Toom-Cook with the points 0, 1, -1, 1/2, -1/2, 2, ... and infinity.
struct Winograd {
  int m;
  int n;
  Matrix input;   ///< n x n, whole numbers
  Matrix kernel;  ///< n x 3
  Matrix output;  ///< m x n
};

/// Floats from the values of one position of a tile to those of the next: a cache line more than the `count` values,
/// for planes that lie a power of two apart would fall on the same few places of a cache.
constexpr int plane_size(int count) { return count + 16; }

/// `m` from 2 to 6.
Winograd winograd(int m);

}  // namespace constnet::codegen
