// The matrices of Winograd's minimal filtering, by Toom and Cook's construction.
#include "plan/winograd.hpp"

#include <array>
#include <numeric>

namespace constnet::codegen {

Fraction::Fraction(long long n, long long d) : numerator(d < 0 ? -n : n), denominator(d < 0 ? -d : d) {
  const long long common = std::gcd(numerator, denominator);
  if (common > 1) {
    numerator /= common;
    denominator /= common;
  }
}

Fraction operator+(Fraction a, Fraction b) {
  return {a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator};
}

Fraction operator*(Fraction a, Fraction b) { return {a.numerator * b.numerator, a.denominator * b.denominator}; }

Fraction operator/(Fraction a, Fraction b) { return {a.numerator * b.denominator, a.denominator * b.numerator}; }

Matrix transposed(const Matrix& matrix) {
  Matrix result(matrix.front().size(), std::vector<Fraction>(matrix.size()));
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    for (std::size_t j = 0; j < matrix[i].size(); ++j) result[j][i] = matrix[i][j];
  }
  return result;
}

namespace {

using Polynomial = std::vector<Fraction>;  // coefficients, the constant one first

Polynomial times_root(const Polynomial& p, Fraction root) {
  Polynomial product(p.size() + 1);
  for (std::size_t i = 0; i < p.size(); ++i) {
    product[i] = product[i] - root * p[i];
    product[i + 1] = product[i + 1] + p[i];
  }
  return product;
}

/// Smallest factor that makes all coefficients whole.
long long common_denominator(const Polynomial& p) {
  long long common = 1;
  for (const Fraction& f : p) common = std::lcm(common, f.denominator);
  return common;
}

Fraction power(Fraction base, int exponent) {
  Fraction result = 1;
  for (int i = 0; i < exponent; ++i) result = result * base;
  return result;
}

}  // namespace

Winograd winograd(int m) {
  // Small points and their reciprocals keep the coefficients, and so the rounding errors, small.
  static const std::array<Fraction, 7> all_points{{{0}, {1}, {-1}, {1, 2}, {-1, 2}, {2}, {-2}}};
  const int n = m + 2;
  const std::vector<Fraction> points(all_points.begin(), all_points.begin() + n - 1);
  Winograd w{m, n, {}, {}, {}};
  for (std::size_t k = 0; k < points.size(); ++k) {
    Polynomial others{1};
    Fraction scale = 1;
    for (std::size_t l = 0; l < points.size(); ++l) {
      if (l == k) continue;
      others = times_root(others, points[l]);
      scale = scale * (points[k] - points[l]);
    }
    others.resize(static_cast<std::size_t>(n));
    const long long whole = scale.numerator < 0 ? -common_denominator(others) : common_denominator(others);
    for (Fraction& f : others) f = f * whole;
    w.input.push_back(others);
    std::vector<Fraction> kernel_row;
    for (int j = 0; j < 3; ++j) kernel_row.push_back(power(points[k], j) / (scale * whole));
    w.kernel.push_back(kernel_row);
  }
  Polynomial all{1};
  for (const Fraction& point : points) all = times_root(all, point);
  const long long whole = common_denominator(all);
  for (Fraction& f : all) f = f * whole;
  w.input.push_back(all);
  w.kernel.push_back({0, 0, {1, whole}});
  for (int i = 0; i < m; ++i) {
    std::vector<Fraction> row;
    for (const Fraction& point : points) row.push_back(power(point, i));
    row.push_back(i == m - 1 ? 1 : 0);
    w.output.push_back(row);
  }
  return w;
}

}  // namespace constnet::codegen
