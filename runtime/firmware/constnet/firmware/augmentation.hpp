// What is drawn for each image while a network is trained: data that a generated network holds about its augmentation
// layers. Prediction changes no image, so firmware that only predicts does without.
#pragma once

namespace constnet::runtime {

/// What stands outside of an image a b c d.
enum class FillMode {
  reflect,   ///< d c b a | a b c d | d c b a
  constant,  ///< k k k k | a b c d | k k k k, k being fill_value
  nearest,   ///< a a a a | a b c d | d d d d
  wrap,      ///< a b c d | a b c d | a b c d
};

/// What lies between four pixels.
enum class Interpolation { bilinear, nearest };

/// One augmentation layer: Keras' class Random... of its kind. Numbers are drawn evenly between the bounds `factor`.
/// Source: keras/src/layers/preprocessing/image_preprocessing.
struct Augmentation {
  enum class Kind {
    flip,         ///< the ways that are true, both or none, each with probability 1/2
    rotation,     ///< factor: parts of a whole turn, counter-clockwise, about the middle
    translation,  ///< factor: down, in parts of the height; width_factor: to the right, in parts of the width
    zoom,         ///< factor, width_factor: how many times the height and width are seen; one_factor: the same for both
    contrast,     ///< factor: of the distance from a channel's mean; then cut off at value_range
    brightness,   ///< factor: what is added; then cut off at value_range
    crop,         ///< factor, width_factor: first row and column, rounded down, of the height and width that are taken
  };
  struct Range {
    float low = 0;
    float high = 0;
  };

  Kind kind = Kind::flip;
  Range factor = {};
  Range width_factor = {};
  bool one_factor = false;
  bool horizontal = false;  ///< left and right change places
  bool vertical = false;    ///< top and bottom
  Interpolation interpolation = Interpolation::bilinear;
  FillMode fill_mode = FillMode::reflect;
  float fill_value = 0;
  Range value_range = {0, 1};
  int height = 0;  ///< of what a crop takes
  int width = 0;
};

}  // namespace constnet::runtime
