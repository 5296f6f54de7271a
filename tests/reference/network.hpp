// The plain reference: a network in double precision that does what the DSL's layers say, one simple step after
// another.
#pragma once

#include <constnet/dsl.hpp>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "reference/elementwise.hpp"
#include "reference/join.hpp"
#include "reference/layer.hpp"

namespace constnet::reference {

/// A parameter tensor and its place in the block of all parameters.
struct PlacedTensor {
  std::string name;  ///< "conv2d_1/kernel"
  std::vector<int> shape;
  std::size_t offset;
  std::size_t size;
  bool trainable = true;
};

/// What backward finds.
struct Gradients {
  std::vector<double> parameters;  ///< in the layout of the parameters
  Batch images;
};

/// Layers are added in the order of the model, Input first; see make_network.hpp. An activation is a step of its own.
class ReferenceNetwork {
 public:
  /// Adds one of the DSL's layers behind here().
  template <typename L>
  void add(const L& layer) {
    add_layer(layer);
    last_step_of_layer_.push_back(steps_.size());
  }

  /// The output that the next layer reads, to come back to with `continue_from`.
  std::size_t here() const { return here_; }
  void continue_from(std::size_t output);
  /// Joins the outputs `inputs`, each one that here() has been.
  void add_join(Join join, const std::vector<std::size_t>& inputs);

  Shape input_shape() const { return input_; }
  Shape output_shape() const { return shape_; }
  bool ends_in_softmax() const { return ends_in_softmax_; }
  const std::vector<PlacedTensor>& tensors() const { return tensors_; }
  std::size_t parameter_count() const { return parameter_count_; }

  /// All parameters in Keras' order, as `tensors()` places them.
  void set_parameters(std::span<const double> values);

  /// Keeps what the functions below need. Returns the outputs of the last layer.
  const Batch& forward(const Batch& images);

  /// The same as training does it, for a batch or a part of one.
  const Batch& forward_in_training(const Batch& images, const Numbers& numbers);

  /// What layer `layer` of the model put out in the last forward, after its activation; 0 is Input.
  const Batch& outputs_of(int layer) const { return outputs_.at(last_step_of_layer_.at(layer)); }

  /// For the images of the last forward. `d_outputs` is the gradient of the loss with respect to the outputs or, where
  /// the network ends in softmax, with respect to what goes into the softmax.
  Gradients backward(const Batch& d_outputs);

  /// The gradient of the loss with respect to the outputs, through the softmax if there is one.
  Gradients backward_from_outputs(const Batch& d_outputs);

  /// What layers add to the loss of the images of the last forward: `scale` times the sum over the images, 1 at first.
  double penalty() const;
  void set_penalty_scale(double scale);

  /// The smallest margin of any step of the last forward that the gradient of a parameter passes; see Layer.
  double smallest_margin(int image) const;

 private:
  /// A layer that reads one output, or a join of several.
  struct Step {
    std::unique_ptr<Layer> layer;
    Join join = Join::none;
    std::vector<std::size_t> inputs;  // outputs that it reads
  };

  void add_layer(const constnet::Input& input);
  void add_layer(const constnet::Conv2D& layer);
  void add_layer(const constnet::DepthwiseConv2D& layer);
  void add_layer(const constnet::SeparableConv2D& layer);
  void add_layer(const constnet::MaxPooling2D& layer);
  void add_layer(const constnet::AveragePooling2D& layer);
  void add_layer(const constnet::GlobalMaxPooling2D& layer);
  void add_layer(const constnet::GlobalAveragePooling2D& layer);
  void add_layer(const constnet::Flatten& layer);
  void add_layer(const constnet::Reshape& layer);
  void add_layer(const constnet::Dense& layer);
  void add_layer(constnet::Activation layer);
  void add_layer(const constnet::ReLU& layer);
  void add_layer(const constnet::LeakyReLU& layer);
  void add_layer(const constnet::ELU& layer);
  void add_layer(const constnet::Dropout& layer);
  void add_layer(const constnet::SpatialDropout2D& layer);
  void add_layer(const constnet::ActivityRegularization& layer);
  void add_layer(const constnet::BatchNormalization& layer);
  void add_layer(const constnet::ZeroPadding2D& layer);
  void add_layer(const constnet::Cropping2D& layer);
  void add_layer(const constnet::RandomCrop& layer);
  void add_layer(const constnet::UpSampling2D& layer);
  void add_layer(const constnet::Rescaling& layer);
  void add_layer(const constnet::PReLU& layer);
  /// What changes images in training alone does nothing here.
  template <constnet::IsAugmentation L>
  void add_layer(const L&) {}

  void add_step(const std::string& keras_class, std::unique_ptr<Layer> layer, bool trainable = true);
  void add_elementwise(Function function);
  /// Pooling of kind L over the whole image, and what lays its output out as a row.
  template <typename L>
  void add_global_pooling(const std::string& keras_class, bool keepdims);
  void add_activation(Activation activation);
  void add_penalty(Number l1, Number l2);
  void add_dropout(const char* keras_class, Number rate, bool whole_channels);
  const Batch& forward_through(const Batch& images, const Numbers* numbers);
  std::vector<std::size_t> readers_of(std::size_t output) const;
  Gradients backward_through(std::size_t step_count, const Batch& d_outputs);

  Shape input_{};
  Shape shape_{};
  bool ends_in_softmax_ = false;
  std::size_t here_ = 0;
  int dropouts_ = 0;  // of a rate above 0
  std::vector<Step> steps_;
  std::vector<std::size_t> parameter_offsets_;
  std::vector<std::size_t> last_step_of_layer_;
  std::map<std::string, int> layers_of_class_;
  std::vector<PlacedTensor> tensors_;
  std::size_t parameter_count_ = 0;
  std::vector<Shape> shapes_;   // of the outputs
  std::vector<Batch> outputs_;  // 0 is the images, i + 1 belongs to step i
};

}  // namespace constnet::reference
