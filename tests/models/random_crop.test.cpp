// RandomCrop as a whole: what training draws for an image and what the network then takes of it belong together.
#include <constnet/desk/augmentation/augmenter.hpp>
#include <memory>
#include <set>
#include <vector>

#include "catch.hpp"
#include "cropped_at_random.gen.hpp"

namespace {

using Network = cropped_at_random::Network;
using Place = std::pair<std::size_t, std::size_t>;

std::vector<float> image_of_its_places() {
  std::vector<float> image(7 * 6 * 2);
  for (std::size_t i = 0; i < image.size(); ++i) image[i] = static_cast<float>(i);
  return image;
}

/// The first row and column of the part that `outputs` is.
Place place_of(const std::vector<float>& outputs) {
  const auto first = static_cast<std::size_t>(outputs.front());
  for (std::size_t y = 0; y < 4; ++y) {
    for (std::size_t x = 0; x < 3 * 2; ++x) {
      REQUIRE(outputs[y * 3 * 2 + x] == static_cast<float>(first + y * 6 * 2 + x));
    }
  }
  return {first / (6 * 2), first / 2 % 6};
}

}  // namespace

TEST_CASE("prediction takes the middle, and where the rest is odd one row or column less before it") {
  const std::vector<float> image = image_of_its_places();
  const auto arena = std::make_unique<Network::InferenceArena>();
  std::vector<float> outputs(4 * 3 * 2);
  Network::predict({}, *arena, image.data(), outputs.data());
  CHECK(place_of(outputs) == Place{1, 1});
}

TEST_CASE("training takes every part of an image") {
  const constnet::runtime::Augmenter augmenter(Network::augmentations, {7, 6}, 2);
  std::vector<float> scratch(augmenter.scratch_floats());
  const auto arena = std::make_unique<Network::TrainingArena>();
  std::set<Place> places;
  for (std::uint64_t n = 0; n < 400; ++n) {
    std::vector<float> image = image_of_its_places();
    augmenter.apply(image.data(), {.seed = 1, .place = n}, scratch.data());
    std::vector<float> outputs(4 * 3 * 2);
    Network::forward({}, *arena, image.data(), 1, outputs.data());
    places.insert(place_of(outputs));
  }
  CHECK(places.size() == 4 * 4);
}
