// Augmentation against Keras' layers, whose bounds leave them nothing to draw.
#include <cmath>
#include <set>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/augmentation/augmenter.hpp"
#include "fixture.hpp"

namespace constnet::runtime {
namespace {

using nlohmann::json;
using Kind = Augmentation::Kind;

FillMode fill_mode_of(const std::string& word) {
  if (word == "constant") return FillMode::constant;
  if (word == "nearest") return FillMode::nearest;
  return word == "wrap" ? FillMode::wrap : FillMode::reflect;
}

Augmentation::Range range_of(const json& pair) { return {pair[0], pair[1]}; }

// The table that a generated network would hold for these arguments.
Augmentation augmentation_of(const std::string& layer, const json& arguments) {
  Augmentation result;
  result.fill_mode = fill_mode_of(arguments.value("fill_mode", "reflect"));
  result.fill_value = arguments.value("fill_value", 0.0f);
  if (arguments.value("interpolation", "bilinear") == "nearest") result.interpolation = Interpolation::nearest;
  const auto sides = [&](float base) {
    const float height = base + arguments.at("height_factor")[0].get<float>();
    result.factor = {height, height};
    result.one_factor = !arguments.contains("width_factor");
    if (result.one_factor) return;
    const float width = base + arguments.at("width_factor")[0].get<float>();
    result.width_factor = {width, width};
  };
  if (layer == "RandomRotation") {
    result.kind = Kind::rotation;
    result.factor = range_of(arguments.at("factor"));
  } else if (layer == "RandomTranslation") {
    result.kind = Kind::translation;
    sides(0);
  } else if (layer == "RandomZoom") {
    result.kind = Kind::zoom;
    sides(1);
  } else if (layer == "RandomContrast") {
    const float factor = 1 + arguments.at("factor")[1].get<float>();
    result.kind = Kind::contrast;
    result.factor = {factor, factor};
    result.value_range = range_of(arguments.at("value_range"));
  } else {
    REQUIRE(layer == "RandomBrightness");
    result.kind = Kind::brightness;
    result.value_range = range_of(arguments.at("value_range"));
    const float delta = arguments.at("factor")[0].get<float>() * (result.value_range.high - result.value_range.low);
    result.factor = {delta, delta};
  }
  return result;
}

double worst_difference(const std::vector<float>& found, const json& expected) {
  REQUIRE(found.size() == expected.size());
  double worst = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    worst = std::max(worst, std::abs(static_cast<double>(found[i]) - expected[i].get<double>()));
  }
  return worst;
}

}  // namespace

TEST_CASE("augmentation changes images as Keras' layers do") {
  const json cases = keras_fixture("augmentation");
  for (const json& one : cases.at("layers")) {
    INFO(one.at("layer").get<std::string>() << " " << one.at("arguments").dump());
    for (const auto& [name, image] : cases.at("images").items()) {
      INFO(name);
      const ImageSize size{image.at("shape")[0], image.at("shape")[1]};
      const int channels = image.at("shape")[2];
      auto values = image.at("values").get<std::vector<float>>();
      if (one.at("layer") == "RandomFlip") {
        const std::string mode = one.at("arguments").at("mode");
        flip(values.data(), size, channels, mode != "vertical", mode != "horizontal");
      } else {
        const Augmentation layer = augmentation_of(one.at("layer"), one.at("arguments"));
        const Augmenter augmenter({&layer, 1}, size, channels);
        std::vector<float> scratch(augmenter.scratch_floats());
        augmenter.apply(values.data(), {.seed = 1}, scratch.data());
      }
      // Coordinates are floats of up to 7 pixels, with their last bit wherever the order of a sum puts it.
      CHECK(worst_difference(values, one.at("outputs").at(name)) <= 2e-6);
    }
  }
}

TEST_CASE("RandomCrop takes the parts that Keras' can take, each of them") {
  const json cases = keras_fixture("augmentation");
  const json& crops = cases.at("crops");
  const int height = crops.at("height");
  const int width = crops.at("width");
  for (const auto& [name, image] : cases.at("images").items()) {
    INFO(name);
    const ImageSize size{image.at("shape")[0], image.at("shape")[1]};
    const int channels = image.at("shape")[2];
    const Augmentation layer{.kind = Kind::crop,
                             .factor = {0, static_cast<float>(size.height - height + 1)},
                             .width_factor = {0, static_cast<float>(size.width - width + 1)},
                             .height = height,
                             .width = width};
    std::set<std::vector<float>> expected;
    for (const json& part : crops.at("parts").at(name)) expected.insert(part.at("values").get<std::vector<float>>());
    std::set<std::vector<float>> found;
    for (std::uint64_t place = 0; place < 500; ++place) {
      auto values = image.at("values").get<std::vector<float>>();
      const Random random(1, 2);
      crop(values.data(), size, channels, layer, draw(layer, random, place * draws_per_layer));
      values.resize(static_cast<std::size_t>(height * width * channels));
      found.insert(values);
    }
    CHECK(found == expected);
  }
}

TEST_CASE("one number for RandomContrast adds contrast only, as in Keras") {
  const json bounds = keras_fixture("augmentation").at("contrast of 0.4");
  CHECK(bounds[0] == 0);
  CHECK(bounds[1] == 0.4);
}

}  // namespace constnet::runtime
