// Where a window stands: the formulas against a window that is moved step by step.
#include <constnet/dsl/window.hpp>

#include "catch.hpp"

using namespace constnet;

namespace {

// How often a window fits into n values, by moving it.
constexpr int count_positions(int n, int window, int stride) {
  int positions = 0;
  for (int start = 0; start + window <= n; start += stride) ++positions;
  return positions;
}

// TensorFlow's rule for same: ceil(n / stride) positions, the padding that they need, the smaller half of it in front.
constexpr bool same_agrees(int n, int window, int stride) {
  const int positions = (n + stride - 1) / stride;
  int total = 0;
  while (count_positions(n + total, window, stride) < positions) ++total;
  return output_length(n, window, stride, same) == positions && padding_before(n, window, stride, same) == total / 2;
}

constexpr bool valid_agrees(int n, int window, int stride) {
  return output_length(n, window, stride, valid) == count_positions(n, window, stride) &&
         padding_before(n, window, stride, valid) == 0;
}

}  // namespace

TEST_CASE("Windows inside an image") {
  STATIC_REQUIRE(output_length(28, 3, 1, valid) == 26);
  STATIC_REQUIRE(output_length(11, 2, 2, valid) == 5);
  STATIC_REQUIRE(output_length(5, 5, 3, valid) == 1);
  STATIC_REQUIRE(padding_before(28, 3, 1, valid) == 0);
}

TEST_CASE("Windows over a padded image") {
  STATIC_REQUIRE(output_length(100, 3, 1, same) == 100);
  STATIC_REQUIRE(output_length(5, 2, 2, same) == 3);
  STATIC_REQUIRE(padding_before(100, 3, 1, same) == 1);
  STATIC_REQUIRE(padding_before(100, 5, 1, same) == 2);
}

TEST_CASE("An odd amount of padding puts the extra value after the last") {
  STATIC_REQUIRE(padding_before(100, 2, 1, same) == 0);
  STATIC_REQUIRE(padding_before(128, 3, 2, same) == 0);
  STATIC_REQUIRE(padding_before(100, 4, 1, same) == 1);
}

TEST_CASE("A stride larger than the window needs no padding") { STATIC_REQUIRE(padding_before(4, 1, 3, same) == 0); }

TEST_CASE("A window may be larger than the image under same") {
  STATIC_REQUIRE(output_length(2, 7, 1, same) == 2);
  STATIC_REQUIRE(padding_before(2, 7, 1, same) == 3);
  STATIC_REQUIRE(output_length(1, 2'147'483'647, 1, same) == 1);
  STATIC_REQUIRE(padding_before(1, 2'147'483'647, 2'147'483'647, same) == 1'073'741'823);
}

TEST_CASE("The formulas agree with a window that is moved step by step") {
  for (int n = 1; n <= 20; ++n) {
    for (int window = 1; window <= 8; ++window) {
      for (int stride = 1; stride <= 6; ++stride) {
        CAPTURE(n, window, stride);
        CHECK(same_agrees(n, window, stride));
        if (window <= n) CHECK(valid_agrees(n, window, stride));
      }
    }
  }
}
