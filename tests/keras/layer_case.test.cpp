// That every case of Keras is compared, and that differences are seen.
#include "keras/layer_case.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"

namespace keras {

TEST_CASE("the table has a row for each case of Keras, in any order, and no other") {
  std::vector<std::string> rows{KERAS_ROWS};
  std::vector<std::string> names = layer_case_names();
  std::sort(rows.begin(), rows.end());
  std::sort(names.begin(), names.end());
  CHECK(rows == names);
}

TEST_CASE("a value that is off, or not a number, is a difference") {
  const auto difference = [](std::vector<float> found) {
    Differences differences;
    differences.set_place("here");
    compare_values("outputs", found, std::vector<double>{1, 2, -4}, 1e-6, differences);
    return differences.text();
  };
  CHECK(difference({1, 2, -4}) == "");
  CHECK(difference({1, 2.000003f, -4}) == "");
  CHECK(difference({1, 2.5f, -4}) == "here: outputs: value 1 is 2.5, Keras says 2; an error of 4e-06 is allowed\n");
  CHECK(difference({1, 2.00001f, -4}) != "");
  CHECK(difference({1, 2, std::nanf("")}) != "");
}

TEST_CASE("gradients that are off are differences, of the inputs and of each weight") {
  const LayerCase expected("Conv2DPlain");
  std::vector<float> gradients(expected.d_inputs.begin(), expected.d_inputs.end());
  for (const LayerCase::Weight& weight : expected.weights) {
    gradients.insert(gradients.end(), weight.gradient.begin(), weight.gradient.end());
  }
  const auto differences_with = [&](std::size_t place) {
    std::vector<float> changed = gradients;
    if (place < changed.size()) changed[place] += 0.01f;
    Differences differences;
    compare_gradients(changed, true, expected, differences);
    return differences.text();
  };
  CHECK(differences_with(gradients.size()) == "");
  CHECK(differences_with(0).starts_with("gradient of the inputs: value 0 is"));
  CHECK(differences_with(expected.d_inputs.size()).starts_with("gradient of weight 0: value 0 is"));
  CHECK(differences_with(gradients.size() - 1).starts_with("gradient of weight 1: value 3 is"));
}

TEST_CASE("a case that Keras did not write is refused") {
  CHECK_THROWS_WITH(LayerCase("Conv3D"), "fixtures/layers.json has no case Conv3D");
}

}  // namespace keras
