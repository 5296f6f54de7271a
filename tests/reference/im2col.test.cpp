// im2col and col2im against the tutorial's sizes and against numbers worked out by hand.
#include "reference/im2col.hpp"

#include <numeric>

#include "catch.hpp"
#include "reference/random.hpp"

namespace constnet::reference {

TEST_CASE("im2col has the tutorial's shapes") {
  const Window window{.size = 5, .strides = 1, .padding = valid};
  const Matrix one = im2col(Batch(Shape{7, 7, 3}, 1), window);
  CHECK(one.rows == 9);
  CHECK(one.columns == 75);
  const Matrix ten = im2col(Batch(Shape{7, 7, 3}, 10), window);
  CHECK(ten.rows == 90);
  CHECK(ten.columns == 75);
}

TEST_CASE("im2col of a 3x3 image") {
  Batch image(Shape{3, 3, 1}, 1);
  std::iota(image.values.begin(), image.values.end(), 1);
  SECTION("valid, one row per place of the window") {
    const Matrix matrix = im2col(image, Window{.size = 2, .strides = 1, .padding = valid});
    CHECK(matrix.values == std::vector<double>{1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9});
  }
  SECTION("same, zeros after the image") {
    const Matrix matrix = im2col(image, Window{.size = 2, .strides = 2, .padding = same});
    CHECK(matrix.values == std::vector<double>{1, 2, 4, 5, 3, 0, 6, 0, 7, 8, 0, 0, 9, 0, 0, 0});
  }
  SECTION("a window of one row") {
    const Matrix matrix = im2col(image, Window{.size = {1, 3}, .strides = {2, 1}, .padding = valid});
    CHECK(matrix.values == std::vector<double>{1, 2, 3, 7, 8, 9});
  }
}

TEST_CASE("the channels of a pixel stay together") {
  Batch image(Shape{1, 3, 2}, 1);
  std::iota(image.values.begin(), image.values.end(), 1);
  const Matrix matrix = im2col(image, Window{.size = {1, 2}, .strides = 1, .padding = valid});
  CHECK(matrix.values == std::vector<double>{1, 2, 3, 4, 3, 4, 5, 6});
}

TEST_CASE("col2im adds where windows overlap") {
  const Window window{.size = 2, .strides = 1, .padding = valid};
  const Matrix ones(4, 4, std::vector<double>(16, 1));
  CHECK(col2im(ones, window, Shape{3, 3, 1}, 1).values == std::vector<double>{1, 2, 1, 2, 4, 2, 1, 2, 1});
}

TEST_CASE("col2im is the transpose of im2col") {
  Random random(1);
  const Shape shape{5, 7, 3};
  for (const Padding padding : {valid, same}) {
    for (int stride = 1; stride <= 3; ++stride) {
      const Window window{.size = {2, 3}, .strides = stride, .padding = padding};
      Batch x(shape, 2);
      for (double& value : x.values) value = random.uniform(-1, 1);
      const Matrix columns = im2col(x, window);
      Matrix y(columns.rows, columns.columns);
      for (double& value : y.values) value = random.uniform(-1, 1);
      const Batch back = col2im(y, window, shape, 2);
      const double left = std::inner_product(columns.values.begin(), columns.values.end(), y.values.begin(), 0.0);
      const double right = std::inner_product(x.values.begin(), x.values.end(), back.values.begin(), 0.0);
      CAPTURE(stride, padding == same);
      CHECK(left == Approx(right).epsilon(1e-12));
    }
  }
}

}  // namespace constnet::reference
