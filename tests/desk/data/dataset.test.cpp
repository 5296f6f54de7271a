// Batches and parts of a data set.
#include "constnet/desk/data/dataset.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "../error_of.hpp"
#include "catch.hpp"

using constnet::runtime::Dataset;

namespace {

const Dataset three_images = {1, 2, 1, 10, {0, 51, 102, 153, 204, 255}, {7, 8, 9}};

}  // namespace

TEST_CASE("a batch holds the chosen images in the chosen order, divided by 255") {
  const std::array<std::uint32_t, 3> indices = {2, 0, 2};
  std::array<float, 6> out;
  gather(three_images, indices, out.data());
  CHECK(out == std::array<float, 6>{204 / 255.0f, 1, 0, 51 / 255.0f, 204 / 255.0f, 1});
  std::array<int, 3> labels;
  gather_labels(three_images, indices, labels.data());
  CHECK(labels == std::array<int, 3>{9, 7, 9});
}

TEST_CASE("the first images of a set") {
  const Dataset two = first_images(three_images, 2);
  CHECK(two.labels == std::vector<int>{7, 8});
  CHECK(two.pixels == std::vector<std::uint8_t>{0, 51, 102, 153});
  CHECK(two.height == 1);
  CHECK(two.width == 2);
  CHECK(first_images(three_images, 100).size() == 3);
}

TEST_CASE("images of some classes keep their order and their labels") {
  const Dataset data{1, 1, 2, 4, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {3, 0, 1, 3, 2}};
  const Dataset some = images_of_classes(data, std::vector<int>{1, 3});
  CHECK(some.labels == std::vector<int>{3, 1, 3});
  CHECK(some.pixels == std::vector<std::uint8_t>{0, 1, 4, 5, 6, 7});
  CHECK(some.classes == 4);
  CHECK(some.channels == 2);
  CHECK(error_of([&] { images_of_classes(data, std::vector<int>{0, 4}); }) ==
        "found class 4, expected 0 to 3: the data set has 4 classes");
}
