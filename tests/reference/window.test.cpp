// Where windows stand: Keras' own examples, and the DSL's rule for every small case.
#include "reference/window.hpp"

#include <constnet/dsl/window.hpp>

#include "catch.hpp"

namespace constnet::reference {

TEST_CASE("valid windows stay inside the image") {
  CHECK(places(28, 3, 1, valid).count == 26);
  CHECK(places(37, 5, 2, valid).count == 17);
  CHECK(places(7, 2, 3, valid).count == 2);
  CHECK(places(7, 2, 3, valid).before == 0);
  CHECK_THROWS(places(4, 5, 1, valid));
}

TEST_CASE("same windows put the odd padding after the image") {
  CHECK(places(28, 3, 2, same).count == 14);
  CHECK(places(28, 3, 2, same).before == 0);
  CHECK(places(28, 5, 1, same).before == 2);
  CHECK(places(28, 2, 1, same).before == 0);
  CHECK(places(7, 3, 2, same).count == 4);
  CHECK(places(7, 3, 2, same).before == 1);
  CHECK(places(5, 1, 3, same).count == 2);
  CHECK(places(5, 1, 3, same).before == 0);
}

TEST_CASE("the DSL and the reference count windows alike") {
  for (int length = 1; length <= 12; ++length) {
    for (int size = 1; size <= 6; ++size) {
      for (int stride = 1; stride <= 4; ++stride) {
        CAPTURE(length, size, stride);
        CHECK(places(length, size, stride, same).count == output_length(length, size, stride, same));
        if (size <= length)
          CHECK(places(length, size, stride, valid).count == output_length(length, size, stride, valid));
      }
    }
  }
}

}  // namespace constnet::reference
