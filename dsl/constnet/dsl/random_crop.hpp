// RandomCrop: a part of an image.
#pragma once

#include <constnet/dsl/augmentation.hpp>
#include <constnet/dsl/sides.hpp>

namespace constnet {

/// In training takes `height` rows and `width` columns of each image from a place that is drawn; in prediction from the
/// middle, as Cropping2D does: `RandomCrop{.height = 24, .width = 24}`. Input (rows, columns, channels), output
/// (height, width, channels). Source: keras/src/layers/preprocessing/image_preprocessing/random_crop.py, which draws
/// one place for a batch, and in prediction scales the image instead.
struct RandomCrop {
  int height = 0;
  int width = 0;

  static constexpr bool is_augmentation = true;
  static constexpr const char* class_name = "RandomCrop";
  static constexpr const char* snake_name = "random_crop";
};

constexpr Shape output_shape(const RandomCrop& layer, Shape in) { return {layer.height, layer.width, in.channels}; }

/// What prediction takes away; an odd number of rows or columns leaves one more behind.
constexpr Sides sides_of_the_middle(const RandomCrop& layer, Shape in) {
  const int rows = in.height - layer.height;
  const int columns = in.width - layer.width;
  return {{rows / 2, rows - rows / 2}, {columns / 2, columns - columns / 2}};
}

namespace mistake {

struct RandomCropWithoutSize {
  static constexpr bool found(const RandomCrop& layer, const Place&) { return layer.height < 1 || layer.width < 1; }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "RandomCrop's height and width must be 1 or more: say both, as in .height = 24, .width = 24");
  };
};

struct RandomCropLargerThanInput {
  static constexpr bool found(const RandomCrop& layer, const Place& place) {
    return layer.height > place.input.height || layer.width > place.input.width;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(
        accepted<Layer>,
        "RandomCrop's height and width must not exceed those of the image that it receives, since it enlarges "
        "no image (Keras does): make them smaller");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const RandomCrop&) {
  return AugmentationMistakes{} + MistakeList<mistake::RandomCropWithoutSize, mistake::RandomCropLargerThanInput>{};
}

}  // namespace constnet
