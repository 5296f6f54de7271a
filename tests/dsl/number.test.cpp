// Number: decimal fractions that are structural.
#include <constnet/dsl/number.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("A number is what was written, to nine digits") {
  STATIC_REQUIRE(Number{0.25}.value() == 0.25);
  STATIC_REQUIRE(Number{1e-3}.value() == 1e-3);
  STATIC_REQUIRE(Number{-0.05}.value() == -0.05);
  STATIC_REQUIRE(Number{120}.value() == 120);
  STATIC_REQUIRE(Number{0}.value() == 0);
  STATIC_REQUIRE(Number{1.0 / 3}.value() == 0.333333333);
  STATIC_REQUIRE(Number{999'999'999.7}.value() == 1e9);
  STATIC_REQUIRE(Number{1.0 / 255}.value() == 0.00392156863);
  STATIC_REQUIRE(static_cast<float>(Number{1.0 / 255}.value()) == 1.0f / 255);
  STATIC_REQUIRE(Number{0.1f} == Number{0.1});
  STATIC_REQUIRE(Number{1e-20}.value() == 1e-20);
}

TEST_CASE("One value has one form") {
  STATIC_REQUIRE(Number{0.5} == Number{5e-1});
  STATIC_REQUIRE(Number{10}.digits == 1);
  STATIC_REQUIRE(Number{0.125} != Number{0.1251});
}

TEST_CASE("A number survives being packed") {
  constexpr auto again = [](Number number) { return Number::unpacked(number.packed()) == number; };
  for (const double x : {0.0, 1.0, -1.0, 0.01, -0.05, 999999.0, -999999.0, 1e-12, 3.5e9}) CHECK(again(x));
}

TEST_CASE("Packing rounds to six digits") {
  constexpr auto packed = [](double x) { return Number::unpacked(Number{x}.packed()); };
  CHECK(packed(1.0 / 3) == Number{0.333333});
  CHECK(packed(-2.0 / 3) == Number{-0.666667});
  CHECK(packed(123456789) == Number{123457000});
  CHECK(packed(0.9999999) == Number{1});
}

TEST_CASE("An optional number knows whether it was given, even as zero") {
  STATIC_REQUIRE(!OptionalNumber{}.is_given);
  STATIC_REQUIRE(OptionalNumber{0}.is_given);
  STATIC_REQUIRE(OptionalNumber{6}.value() == 6);
}
