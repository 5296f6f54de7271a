// Shape: comparison, size, and products that do not overflow.
#include <constnet/dsl/shape.hpp>

#include "catch.hpp"

using namespace constnet;

TEST_CASE("An image has rank 3, a row of values rank 1") {
  STATIC_REQUIRE(Shape{5, 6, 64}.rank == 3);
  STATIC_REQUIRE(Shape{5, 6, 64}.height == 5);
  STATIC_REQUIRE(Shape{5, 6, 64}.width == 6);
  STATIC_REQUIRE(Shape{5, 6, 64}.channels == 64);
  STATIC_REQUIRE(Shape{576}.rank == 1);
  STATIC_REQUIRE(Shape{576}.height == 1);
  STATIC_REQUIRE(Shape{576}.width == 1);
  STATIC_REQUIRE(Shape{576}.channels == 576);
}

TEST_CASE("Shapes are equal when all dimensions and the rank are") {
  STATIC_REQUIRE(Shape{5, 6, 64} == Shape{5, 6, 64});
  STATIC_REQUIRE(Shape{5, 6, 64} != Shape{6, 5, 64});
  STATIC_REQUIRE(Shape{5, 6, 64} != Shape{5, 6, 32});
  STATIC_REQUIRE(Shape{1, 1, 64} != Shape{64});
}

TEST_CASE("The size is the number of values, capped before it overflows") {
  STATIC_REQUIRE(Shape{5, 6, 64}.size() == 1'920);
  STATIC_REQUIRE(Shape{576}.size() == 576);
  STATIC_REQUIRE(Shape{1, 1, 2'147'483'647}.size() == max_count);
  STATIC_REQUIRE(Shape{2, 1, 1'073'741'824}.size() == max_count + 1);
  STATIC_REQUIRE(Shape{2'147'483'647, 2'147'483'647, 2'147'483'647}.size() == max_count + 1);
}

TEST_CASE("A capped product is exact up to max_count") {
  STATIC_REQUIRE(capped_product(3, 3, 64, 64) == 36'864);
  STATIC_REQUIRE(capped_product(1, 2'147'483'647, 1) == max_count);
  STATIC_REQUIRE(capped_product(46'340, 46'340) == 2'147'395'600);
  STATIC_REQUIRE(capped_product(46'341, 46'341) == max_count + 1);
  STATIC_REQUIRE(capped_product(2'147'483'647, 2, 1) == max_count + 1);
  STATIC_REQUIRE(capped_product(100'000, 100'000, 1, 1) == max_count + 1);
}
