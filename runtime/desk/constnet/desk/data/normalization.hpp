// Brings each channel of images to mean 0 and standard deviation 1, fitted on the training images.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace constnet::runtime {

struct Dataset;

/// x becomes (x - mean) / deviation, where x are the values that the network would see without it (pixels: byte / 255),
/// for each channel on its own. Without entries nothing is changed. Keras' layer Normalization does the same.
struct Normalization {
  std::vector<float> mean;
  std::vector<float> deviation;  ///< as many as of mean, above 0

  bool empty() const { return mean.empty(); }
  bool operator==(const Normalization&) const = default;

  /// Changes `count` values of pixel after pixel, each with all its channels.
  void apply(float* values, std::size_t count) const;
};

/// Mean and standard deviation of each channel over all pixels of all images, as they are without normalisation; a
/// deviation below 1e-7 counts as that (keras/src/layers/preprocessing/normalization.py). Not for an empty data set.
Normalization fit_normalization(const Dataset& data);

/// The normalisation as texts for the head of a weight file, none if it is empty; and back, where `name` is what errors
/// call the file. Throws Error unless there are `channels` finite means and deviations above 0, or nothing of both.
std::map<std::string, std::string> normalization_texts(const Normalization& normalization);
Normalization normalization_from(const std::map<std::string, std::string>& texts, int channels,
                                 const std::string& name);

}  // namespace constnet::runtime
