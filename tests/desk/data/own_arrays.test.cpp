// The user's own arrays as a data set, targets that are not classes, normalisation.
#include <cmath>
#include <limits>

#include "../error_of.hpp"
#include "catch.hpp"
#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {
namespace {

// Three images of 1 x 2 pixels with 2 channels.
const std::vector<float> images = {1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60};
const std::vector<float> targets = {0.5f, -1, 7};
const int labels[] = {1, 0, 2};
constexpr ImageShape size{1, 2, 2};

std::vector<float> gathered(const Dataset& data, std::vector<std::uint32_t> indices) {
  std::vector<float> out(indices.size() * data.image_size());
  gather(data, indices, out.data());
  return out;
}

}  // namespace

TEST_CASE("floats are seen as they are, with classes or rows as targets") {
  const Dataset data = dataset_from(images, size, labels, 3);
  CHECK(data.size() == 3);
  CHECK(gathered(data, {2, 0}) == std::vector<float>{5, 50, 6, 60, 1, 10, 2, 20});
  int found[2];
  gather_labels(data, std::vector<std::uint32_t>{2, 0}, found);
  CHECK(found[0] == 2);
  CHECK(found[1] == 1);

  const Dataset rows = dataset_from(images, size, targets, 1);
  CHECK(rows.size() == 3);
  float row[2];
  gather_targets(rows, std::vector<std::uint32_t>{2, 1}, row);
  CHECK(row[0] == 7);
  CHECK(row[1] == -1);
  const Dataset part = images_between(rows, 1, 3);
  CHECK(part.size() == 2);
  CHECK(gathered(part, {0}) == std::vector<float>{3, 30, 4, 40});
  gather_targets(part, std::vector<std::uint32_t>{0}, row);
  CHECK(row[0] == -1);
  const int kept[] = {0, 2};
  const Dataset two = images_of_classes(data, kept);
  CHECK(two.labels == std::vector<int>{0, 2});
  CHECK(gathered(two, {0}) == std::vector<float>{3, 30, 4, 40});
}

TEST_CASE("an autoencoder's targets are its images as the network sees them") {
  Dataset data = autoencoder_dataset(images, size);
  data.normalization = fit_normalization(data);
  CHECK(data.size() == 3);
  CHECK(data.target_size == 4);
  std::vector<float> out(4);
  gather_targets(data, std::vector<std::uint32_t>{1}, out.data());
  CHECK(out == gathered(data, {1}));
  const Dataset pixels = autoencoder_dataset(Dataset{1, 1, 1, 10, {255, 0}, {3, 4}});
  CHECK(pixels.size() == 2);
  gather_targets(pixels, std::vector<std::uint32_t>{0}, out.data());
  CHECK(out[0] == 1);
}

TEST_CASE("arrays that do not fit are refused with both sizes") {
  const auto error = [](auto&& make) { return error_of([&] { make(); }); };
  CHECK(error([] { dataset_from(std::span(images).first(11), size, labels, 3); }) ==
        "dataset: found 11 floats of images, expected a multiple of 4: 1 x 2 x 2 for each");
  CHECK(error([] { dataset_from(std::span<const float>(), size, labels, 3); }) ==
        "dataset: found 0 floats of images, expected a multiple of 4: 1 x 2 x 2 for each");
  CHECK(error([] { dataset_from(images, {0, 2, 2}, labels, 3); }) ==
        "dataset: found images of 0 x 2 x 2, expected 1 or more of each");
  CHECK(error([] { dataset_from(images, size, std::span(labels).first(2), 3); }) ==
        "dataset: found 2 labels for 3 images, expected 3");
  CHECK(error([] { dataset_from(images, size, labels, 2); }) == "dataset: found label 2 of image 2, expected 0 to 1");
  CHECK(error([] { dataset_from(images, size, targets, 2); }) ==
        "dataset: found 3 floats of targets for 3 images, expected 6");
  CHECK(error([] { dataset_from(images, size, targets, 0); }) == "dataset: found target_size 0, expected 1 or more");
  std::vector<float> broken = images;
  broken[5] = std::numeric_limits<float>::infinity();
  CHECK(error([&] { dataset_from(broken, size, labels, 3); }) ==
        "dataset: found a value that is not finite, of image 1");
}

TEST_CASE("normalisation brings each channel to mean 0 and deviation 1, and goes through texts") {
  Dataset data = dataset_from(images, size, labels, 3);
  const Normalization fitted = fit_normalization(data);
  REQUIRE(fitted.mean.size() == 2);
  CHECK(fitted.mean[0] == 3.5f);
  CHECK(fitted.mean[1] == 35.0f);
  CHECK(fitted.deviation[0] == Approx(std::sqrt(35.0 / 12)));
  CHECK(fitted.deviation[1] == Approx(10 * std::sqrt(35.0 / 12)));
  data.normalization = fitted;
  CHECK(fit_normalization(data) == fitted);
  double sums[2] = {};
  double squares[2] = {};
  const std::vector<float> all = gathered(data, {0, 1, 2});
  for (std::size_t i = 0; i < all.size(); ++i) {
    sums[i % 2] += all[i];
    squares[i % 2] += static_cast<double>(all[i]) * all[i];
  }
  for (const int c : {0, 1}) {
    CHECK(sums[c] == Approx(0).margin(1e-5));
    CHECK(squares[c] == Approx(6).epsilon(1e-5));
  }

  CHECK(normalization_from(normalization_texts(fitted), 2, "file") == fitted);
  CHECK(normalization_texts({}).empty());
  CHECK(normalization_from({{"format", "constnet"}}, 2, "file").empty());
  const auto error = [](const std::map<std::string, std::string>& texts) {
    return error_of([&] { normalization_from(texts, 1, "file"); });
  };
  CHECK(error({{"normalization_mean", "0.5"}}) ==
        "\"file\" says only one of \"normalization_mean\" and \"normalization_deviation\"");
  CHECK(error({{"normalization_mean", "0.5 1"}, {"normalization_deviation", "1"}}) ==
        "\"file\" holds 2 numbers as its \"normalization_mean\", expected one for each of 1 channels");
  CHECK(error({{"normalization_mean", "0.5"}, {"normalization_deviation", "0"}}) ==
        "\"file\" says \"0\" for its \"normalization_deviation\", which are not numbers as they should be");
  CHECK(error({{"normalization_mean", "nan"}, {"normalization_deviation", "1"}}).ends_with("as they should be"));
  CHECK(error({{"normalization_mean", "0,5"}, {"normalization_deviation", "1"}}).ends_with("as they should be"));
  CHECK(error({{"normalization_mean", ""}, {"normalization_deviation", "1"}}).ends_with("for each of 1 channels"));

  // Pixels that are all alike: no division by 0.
  const Normalization flat = fit_normalization(Dataset{1, 1, 1, 1, {51, 51}, {0, 0}});
  CHECK(flat.mean[0] == 0.2f);
  CHECK(flat.deviation[0] == 1e-7f);
}

}  // namespace constnet::runtime
