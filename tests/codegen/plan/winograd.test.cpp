// Winograd's transforms, in exact arithmetic, against the sum that they stand for.
#include "plan/winograd.hpp"

#include <random>

#include "catch.hpp"

using namespace constnet::codegen;

namespace {

using Vector = std::vector<Fraction>;

Vector times(const Matrix& matrix, const Vector& vector) {
  Vector result;
  for (const Vector& row : matrix) {
    Fraction sum;
    REQUIRE(row.size() == vector.size());
    for (std::size_t i = 0; i < row.size(); ++i) sum = sum + row[i] * vector[i];
    result.push_back(sum);
  }
  return result;
}

}  // namespace

TEST_CASE("Fractions are kept in lowest terms, with the sign above the line") {
  CHECK(Fraction(6, -4) == Fraction(-3, 2));
  CHECK(Fraction(0, 7) == Fraction());
  CHECK(Fraction(1, 2) + Fraction(1, 3) == Fraction(5, 6));
  CHECK(Fraction(1, 2) - Fraction(1, 2) == Fraction(0));
  CHECK(Fraction(2, 3) * Fraction(3, 4) == Fraction(1, 2));
  CHECK(Fraction(1, 2) / Fraction(-1, 4) == Fraction(-2));
  CHECK(Fraction(-3, 4).value() == -0.75);
}

TEST_CASE("Rows of a transposed matrix are the columns of the matrix") {
  const Matrix matrix{{1, 2, 3}, {4, 5, 6}};
  CHECK(transposed(matrix) == Matrix{{1, 4}, {2, 5}, {3, 6}});
}

TEST_CASE("Winograd's outputs are exactly those of the filter, for each tile and 100 random inputs, seed 1") {
  std::mt19937 random(1);
  const auto draw = [&](int count) {
    Vector values;
    for (int i = 0; i < count; ++i) values.emplace_back(std::uniform_int_distribution<int>(-9, 9)(random));
    return values;
  };
  for (int m = 2; m <= 6; ++m) {
    CAPTURE(m);
    const Winograd way = winograd(m);
    REQUIRE(way.m == m);
    REQUIRE(way.n == m + 2);
    for (const Vector& row : way.input) {
      for (const Fraction& coefficient : row) CHECK(coefficient.denominator == 1);
    }
    for (int i = 0; i < 100; ++i) {
      const Vector input = draw(way.n);
      const Vector kernel = draw(3);
      Vector products = times(way.input, input);
      const Vector transformed = times(way.kernel, kernel);
      REQUIRE(products.size() == transformed.size());
      for (std::size_t k = 0; k < products.size(); ++k) products[k] = products[k] * transformed[k];
      Vector expected;
      for (std::size_t k = 0; k + 2 < input.size(); ++k) {
        expected.push_back(input[k] * kernel[0] + input[k + 1] * kernel[1] + input[k + 2] * kernel[2]);
      }
      REQUIRE(times(way.output, products) == expected);
    }
  }
}
