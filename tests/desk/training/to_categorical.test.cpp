#include "constnet/desk/training/to_categorical.hpp"

#include "../error_of.hpp"
#include "catch.hpp"

namespace constnet::runtime {

TEST_CASE("to_categorical makes one row per class, as wide as the largest class") {
  const int classes[] = {14, 5, 6, 7, 8, 9, 0};
  const OneHot one_hot = to_categorical(classes);
  REQUIRE(one_hot.rows == 7);
  REQUIRE(one_hot.columns == 15);
  REQUIRE(one_hot.values.size() == 7 * 15);
  for (int row = 0; row < 7; ++row) {
    for (int column = 0; column < 15; ++column) {
      CHECK(one_hot.values[static_cast<std::size_t>(row * 15 + column)] == (column == classes[row] ? 1.0f : 0.0f));
    }
  }
}

TEST_CASE("to_categorical takes the number of classes as an argument") {
  const int classes[] = {1, 0};
  const OneHot one_hot = to_categorical(classes, 3);
  CHECK(one_hot.values == std::vector<float>{0, 1, 0, 1, 0, 0});
  CHECK(to_categorical({}).values.empty());
}

TEST_CASE("to_categorical refuses classes outside the range") {
  const int classes[] = {3, 0};
  CHECK(error_of([&] { to_categorical(classes, 3); }) == "to_categorical: found class 3, expected 0 to 2");
  const int negative[] = {-1, 2};
  CHECK(error_of([&] { to_categorical(negative); }) == "to_categorical: found class -1, expected 0 to 2");
}

}  // namespace constnet::runtime
