// A model as plain values: what the type says, without templates, for everything behind `describe`.
#pragma once

#include <constnet/dsl.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace constnet::codegen {

/// Where the branches of a Residual meet: their sum.
struct Sum {};

/// Where the branches of a Concatenate meet: their channels side by side.
struct Joined {};

/// What is drawn for each image in training; the network itself does not change it, but for a RandomCrop, of which it
/// takes the middle.
using Augmentation = std::variant<RandomFlip, RandomRotation, RandomTranslation, RandomZoom, RandomContrast,
                                  RandomBrightness, RandomCrop>;

/// The arguments of one layer, as the user wrote them; of a layer with branches, how they meet.
using Arguments = std::variant<Input, Conv2D, DepthwiseConv2D, SeparableConv2D, MaxPooling2D, AveragePooling2D,
                               GlobalMaxPooling2D, GlobalAveragePooling2D, Flatten, Reshape, Dense, Activation, ReLU,
                               LeakyReLU, ELU, Dropout, SpatialDropout2D, ActivityRegularization, BatchNormalization,
                               ZeroPadding2D, Cropping2D, UpSampling2D, Rescaling, PReLU, Augmentation, Sum, Joined>;

/// What a BatchNormalization says about its channels.
struct Normalization {
  std::string layer;  ///< whose parameters they are: "batch_normalization_1"
  double epsilon;
  double momentum;
  bool scale;   ///< has a gamma
  bool center;  ///< has a beta
};

/// scale * x + offset for each value x of an image.
struct ImageRescaling {
  double scale = 1;
  double offset = 0;
};

/// One layer of a described network, with the shapes that the compiler checked.
struct Layer {
  std::string name;  ///< Keras' name: "conv2d_1"; numbered per class from 1
  std::string class_name;
  Arguments arguments;
  std::vector<int> inputs;  ///< the layers whose outputs it reads, as positions in `layers`; none for the Input
  Shape input;              ///< of the first of them
  Shape output;
  std::int64_t parameter_count = 0;
  bool trainable = true;
  /// What its outputs go through before the activation: a BatchNormalization that prediction folds into this layer.
  std::optional<Normalization> normalization = {};
};

/// A whole model. `layers` starts with the Input, and a layer stands behind those that it reads.
struct NetworkDescription {
  std::string name;    ///< the namespace of the generated code
  std::string header;  ///< the file that declares the model, for the banner
  std::vector<Layer> layers;
  /// Layers right behind the Input that a plan takes along where it copies images in.
  std::optional<ImageRescaling> rescaling = {};
};

}  // namespace constnet::codegen
