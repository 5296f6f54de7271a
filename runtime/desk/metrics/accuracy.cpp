// Accuracies of one image.
#include "constnet/desk/metrics/accuracy.hpp"

namespace constnet::runtime {
namespace {

double categorical(const Outputs& outputs, const Targets& targets, int image) {
  return index_of_largest(outputs.row(image), outputs.size) == target_class(targets, image, outputs.size) ? 1 : 0;
}

double binary(const Outputs& outputs, const Targets& targets, int image, float threshold) {
  const TargetRow y = targets.row(image, outputs.size);
  int right = 0;
  for (int i = 0; i < outputs.size; ++i) {
    if (y[i] == (outputs.row(image)[i] > threshold ? 1 : 0)) ++right;
  }
  return static_cast<double>(right) / outputs.size;
}

}  // namespace

double CategoricalAccuracy::of_image(const Outputs& outputs, const Targets& targets, int image) const {
  return categorical(outputs, targets, image);
}

double BinaryAccuracy::of_image(const Outputs& outputs, const Targets& targets, int image) const {
  return binary(outputs, targets, image, threshold_);
}

double Accuracy::of_image(const Outputs& outputs, const Targets& targets, int image) const {
  return outputs.size == 1 ? binary(outputs, targets, image, 0.5f) : categorical(outputs, targets, image);
}

}  // namespace constnet::runtime
