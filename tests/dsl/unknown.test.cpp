// What a refused network answers: nothing that a user's own static_assert could fail on.
#include <constnet/dsl/unknown.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("An unknown shape is equal to every shape") {
  STATIC_REQUIRE(UnknownShape{} == Shape{5, 5, 64});
  STATIC_REQUIRE(Shape{10} == UnknownShape{});
  STATIC_REQUIRE(UnknownShape{} == UnknownShape{});
  STATIC_REQUIRE(UnknownShape{}.channels == 1);
}

TEST_CASE("An unknown count is equal to every count") {
  STATIC_REQUIRE(UnknownCount{} == 93'322);
  STATIC_REQUIRE(93'322u == UnknownCount{});
  STATIC_REQUIRE(UnknownCount{} == UnknownCount{});
  STATIC_REQUIRE(sizeof(float[UnknownCount{}]) == sizeof(float));
}
