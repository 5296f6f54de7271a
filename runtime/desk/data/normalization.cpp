// Sums over pixels in double, image after image.
#include "constnet/desk/data/normalization.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {
namespace {

constexpr const char* mean_key = "normalization_mean";
constexpr const char* deviation_key = "normalization_deviation";

std::string text_of(const std::vector<float>& numbers) {
  std::string text;
  for (const float number : numbers) {
    char buffer[64];
    text += (text.empty() ? "" : " ") + std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
  }
  return text;
}

std::vector<float> numbers_in(std::string_view text, int count, float smallest, const std::string& key,
                              const std::string& name) {
  std::vector<float> numbers;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  while (at != end) {
    float number = 0;
    const auto [stop, error] = std::from_chars(at, end, number);
    if (error != std::errc() || !std::isfinite(number) || number < smallest || (stop != end && *stop != ' ')) {
      throw Error(quoted(name) + " says " + quoted(std::string(text)) + " for its " + quoted(key) +
                  ", which are not numbers as they should be");
    }
    numbers.push_back(number);
    at = stop == end ? end : stop + 1;
  }
  if (numbers.size() != static_cast<std::size_t>(count)) {
    throw Error(quoted(name) + " holds " + std::to_string(numbers.size()) + " numbers as its " + quoted(key) +
                ", expected one for each of " + std::to_string(count) + " channels");
  }
  return numbers;
}

}  // namespace

void Normalization::apply(float* values, std::size_t count) const {
  const std::size_t channels = mean.size();
  for (std::size_t i = 0; i < count && channels > 0; i += channels) {
    for (std::size_t c = 0; c < channels; ++c) values[i + c] = (values[i + c] - mean[c]) / deviation[c];
  }
}

Normalization fit_normalization(const Dataset& data) {
  const auto channels = static_cast<std::size_t>(data.channels);
  const std::size_t size = data.image_size();
  std::vector<double> sums(channels, 0.0);
  std::vector<double> squares(channels, 0.0);
  std::vector<float> image(size);
  const auto images = static_cast<std::uint32_t>(data.size());
  // Two passes: the squares are those of the differences from the mean.
  for (const bool second : {false, true}) {
    for (std::uint32_t n = 0; n < images; ++n) {
      gather_as_they_are(data, {&n, 1}, image.data());
      for (std::size_t i = 0; i < size; i += channels) {
        for (std::size_t c = 0; c < channels; ++c) {
          const double x = image[i + c];
          if (second) {
            squares[c] += (x - sums[c]) * (x - sums[c]);
          } else {
            sums[c] += x;
          }
        }
      }
    }
    const double pixels = static_cast<double>(images) * static_cast<double>(size / channels);
    for (double& sum : second ? squares : sums) sum /= pixels;
  }
  Normalization result;
  for (std::size_t c = 0; c < channels; ++c) {
    result.mean.push_back(static_cast<float>(sums[c]));
    result.deviation.push_back(static_cast<float>(std::max(std::sqrt(squares[c]), 1e-7)));
  }
  return result;
}

std::map<std::string, std::string> normalization_texts(const Normalization& normalization) {
  if (normalization.empty()) return {};
  return {{mean_key, text_of(normalization.mean)}, {deviation_key, text_of(normalization.deviation)}};
}

Normalization normalization_from(const std::map<std::string, std::string>& texts, int channels,
                                 const std::string& name) {
  const auto mean = texts.find(mean_key);
  const auto deviation = texts.find(deviation_key);
  if (mean == texts.end() && deviation == texts.end()) return {};
  if (mean == texts.end() || deviation == texts.end()) {
    throw Error(quoted(name) + " says only one of " + quoted(mean_key) + " and " + quoted(deviation_key));
  }
  return {numbers_in(mean->second, channels, std::numeric_limits<float>::lowest(), mean_key, name),
          numbers_in(deviation->second, channels, std::numeric_limits<float>::min(), deviation_key, name)};
}

}  // namespace constnet::runtime
