// Size2 and OptionalSize2: one number or two, given or not.
#include <constnet/dsl/size2.hpp>
#include <type_traits>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("One number stands for both directions") {
  constexpr Size2 both = 3;
  STATIC_REQUIRE(both == Size2{3, 3});
  STATIC_REQUIRE(Size2{2, 5}.height == 2);
  STATIC_REQUIRE(Size2{2, 5}.width == 5);
  STATIC_REQUIRE(Size2{2, 5} != Size2{5, 2});
  STATIC_REQUIRE(!std::is_convertible_v<double, Size2>);
  STATIC_REQUIRE(!std::is_convertible_v<double, OptionalSize2>);
}

TEST_CASE("An optional size knows whether it was given, even as zero") {
  constexpr OptionalSize2 zero = 0;
  constexpr OptionalSize2 from_size = Size2{2, 5};
  STATIC_REQUIRE(!OptionalSize2{}.is_given);
  STATIC_REQUIRE(zero.is_given);
  STATIC_REQUIRE(from_size == OptionalSize2{2, 5});
  STATIC_REQUIRE(OptionalSize2{} != zero);
}

TEST_CASE("Both numbers of a positive size are 1 or more") {
  STATIC_REQUIRE(is_positive({1, 1}));
  STATIC_REQUIRE(!is_positive({0, 1}));
  STATIC_REQUIRE(!is_positive({1, 0}));
  STATIC_REQUIRE(!is_positive({1, -2}));
  STATIC_REQUIRE(!is_positive({-2, 1}));
}
