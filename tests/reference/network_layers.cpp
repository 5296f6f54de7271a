// The reference's layers, made of what the DSL says.
#include "reference/average_pooling.hpp"
#include "reference/convolution.hpp"
#include "reference/dense.hpp"
#include "reference/dropout.hpp"
#include "reference/frame.hpp"
#include "reference/grouped.hpp"
#include "reference/learnt_slope.hpp"
#include "reference/max_pooling.hpp"
#include "reference/network.hpp"
#include "reference/normalization.hpp"
#include "reference/penalty.hpp"
#include "reference/relu.hpp"
#include "reference/reshape.hpp"
#include "reference/softmax.hpp"
#include "reference/up_sampling.hpp"

namespace constnet::reference {
namespace {

template <typename L>
Window window_of(const L& layer) {
  return {layer.pool_size, layer.strides.is_given ? Size2(layer.strides) : layer.pool_size, layer.padding};
}

std::unique_ptr<Layer> depthwise(Shape image, const constnet::DepthwiseConv2D& layer) {
  const Size2 kernel = layer.kernel_size;
  const int multiplier = layer.depth_multiplier;
  return std::make_unique<Grouped>(image, image.channels * multiplier, image.channels,
                                   Window{kernel, layer.strides, layer.padding, layer.dilation_rate}, layer.use_bias,
                                   std::vector{kernel.height, kernel.width, image.channels, multiplier});
}

std::unique_ptr<Layer> convolution(Shape image, const constnet::Conv2D& layer) {
  const Size2 kernel = layer.kernel_size;
  const Window window{kernel, layer.strides, layer.padding, layer.dilation_rate};
  if (layer.groups == 1) return std::make_unique<Convolution>(image, layer.filters, window, layer.use_bias);
  return std::make_unique<Grouped>(
      image, layer.filters, layer.groups, window, layer.use_bias,
      std::vector{kernel.height, kernel.width, image.channels / layer.groups, layer.filters});
}

}  // namespace

void ReferenceNetwork::add_layer(const constnet::Input& input) {
  input_ = shape_ = input.rank == 1 ? Shape{input.channels} : Shape{input.height, input.width, input.channels};
  shapes_ = {shape_};
}

void ReferenceNetwork::add_layer(const constnet::Conv2D& layer) {
  add_step("conv2d", convolution(shape_, layer), layer.trainable);
  add_activation(layer.activation);
  add_penalty(l1_of(layer.activity_regularizer), l2_of(layer.activity_regularizer));
}

void ReferenceNetwork::add_layer(const constnet::DepthwiseConv2D& layer) {
  add_step("depthwise_conv2d", depthwise(shape_, layer), layer.trainable);
  add_activation(layer.activation);
  add_penalty(l1_of(layer.activity_regularizer), l2_of(layer.activity_regularizer));
}

/// Its two halves are named as one layer: the names of their tensors are made one behind the other.
void ReferenceNetwork::add_layer(const constnet::SeparableConv2D& layer) {
  const std::size_t first = tensors_.size();
  const std::string name = "separable_conv2d_" + std::to_string(++layers_of_class_["separable_conv2d"]);
  add_step("depthwise_part", depthwise(shape_, depthwise_part(layer)), layer.trainable);
  const Window pixel{1, 1, Padding::valid};
  add_step("pointwise_part", std::make_unique<Convolution>(shape_, layer.filters, pixel, layer.use_bias),
           layer.trainable);
  tensors_[first].name = name + "/depthwise_kernel";
  tensors_[first + 1].name = name + "/pointwise_kernel";
  if (layer.use_bias) tensors_[first + 2].name = name + "/bias";
  add_activation(layer.activation);
  add_penalty(l1_of(layer.activity_regularizer), l2_of(layer.activity_regularizer));
}

void ReferenceNetwork::add_layer(const constnet::MaxPooling2D& layer) {
  add_step("max_pooling2d", std::make_unique<MaxPooling>(shape_, window_of(layer)));
}

void ReferenceNetwork::add_layer(const constnet::AveragePooling2D& layer) {
  add_step("average_pooling2d", std::make_unique<AveragePooling>(shape_, window_of(layer)));
}

void ReferenceNetwork::add_layer(const constnet::GlobalMaxPooling2D& layer) {
  add_global_pooling<MaxPooling>("global_max_pooling2d", layer.keepdims);
}

void ReferenceNetwork::add_layer(const constnet::GlobalAveragePooling2D& layer) {
  add_global_pooling<AveragePooling>("global_average_pooling2d", layer.keepdims);
}

template <typename L>
void ReferenceNetwork::add_global_pooling(const std::string& keras_class, bool keepdims) {
  const Window whole{{shape_.height, shape_.width}, 1, Padding::valid};
  add_step(keras_class, std::make_unique<L>(shape_, whole));
  if (!keepdims) add_step("row", std::make_unique<Reshape>(shape_, Shape{shape_.channels}));
}

void ReferenceNetwork::add_layer(const constnet::Flatten&) {
  const Shape row{static_cast<int>(shape_.size())};
  add_step("flatten", std::make_unique<Reshape>(shape_, row));
}

void ReferenceNetwork::add_layer(const constnet::Reshape& layer) {
  add_step("reshape", std::make_unique<Reshape>(shape_, constnet::output_shape(layer, shape_)));
}

void ReferenceNetwork::add_layer(const constnet::Dense& layer) {
  add_step("dense", std::make_unique<Dense>(shape_.channels, layer.units, layer.use_bias), layer.trainable);
  add_activation(layer.activation);
  add_penalty(l1_of(layer.activity_regularizer), l2_of(layer.activity_regularizer));
}

void ReferenceNetwork::add_layer(constnet::Activation layer) { add_activation(layer); }

void ReferenceNetwork::add_layer(const constnet::ReLU& layer) { add_elementwise(function_of(layer)); }
void ReferenceNetwork::add_layer(const constnet::LeakyReLU& layer) { add_elementwise(function_of(layer)); }
void ReferenceNetwork::add_layer(const constnet::ELU& layer) { add_elementwise(function_of(layer)); }

void ReferenceNetwork::add_layer(const constnet::Dropout& layer) { add_dropout("dropout", layer.rate, false); }
void ReferenceNetwork::add_layer(const constnet::SpatialDropout2D& layer) {
  add_dropout("spatial_dropout2d", layer.rate, true);
}

void ReferenceNetwork::add_layer(const constnet::ActivityRegularization& layer) { add_penalty(layer.l1, layer.l2); }

void ReferenceNetwork::add_layer(const constnet::BatchNormalization& layer) {
  add_step("batch_normalization", std::make_unique<Normalization>(shape_, layer), layer.trainable);
}

void ReferenceNetwork::add_layer(const constnet::ZeroPadding2D& layer) {
  add_step("zero_padding2d", std::make_unique<Frame>(shape_, layer));
}

void ReferenceNetwork::add_layer(const constnet::Cropping2D& layer) {
  add_step("cropping2d", std::make_unique<Frame>(shape_, layer));
}

/// Prediction takes the middle, rounded up to the left.
void ReferenceNetwork::add_layer(const constnet::RandomCrop& layer) {
  const int top = (shape_.height - layer.height) / 2;
  const int left = (shape_.width - layer.width) / 2;
  add_step("random_crop",
           std::make_unique<Frame>(shape_, Shape{layer.height, layer.width, shape_.channels}, top, left));
}

void ReferenceNetwork::add_layer(const constnet::UpSampling2D& layer) {
  add_step("up_sampling2d", std::make_unique<UpSampling>(shape_, layer.size));
}

void ReferenceNetwork::add_layer(const constnet::Rescaling& layer) { add_elementwise(function_of(layer)); }

void ReferenceNetwork::add_layer(const constnet::PReLU& layer) {
  add_step("p_re_lu", std::make_unique<LearntSlope>(shape_, layer), layer.trainable);
}

void ReferenceNetwork::add_step(const std::string& keras_class, std::unique_ptr<Layer> layer, bool trainable) {
  const std::string name = keras_class + "_" + std::to_string(++layers_of_class_[keras_class]);
  parameter_offsets_.push_back(parameter_count_);
  for (const ParameterTensor& tensor : layer->tensors()) {
    tensors_.push_back(
        {name + "/" + tensor.name, tensor.shape, parameter_count_, tensor.size(), trainable && tensor.learned});
    parameter_count_ += tensor.size();
  }
  shapes_.push_back(layer->output_shape());
  steps_.push_back({std::move(layer), Join::none, {here_}});
  ends_in_softmax_ = false;
  continue_from(steps_.size());
}

void ReferenceNetwork::add_dropout(const char* keras_class, Number rate, bool whole_channels) {
  if (rate.value() > 0) ++dropouts_;
  add_step(keras_class, std::make_unique<Dropout>(shape_, rate.value(), whole_channels, dropouts_));
}

void ReferenceNetwork::add_elementwise(Function function) {
  add_step("elementwise", std::make_unique<Elementwise>(shape_, std::move(function)));
}

void ReferenceNetwork::add_activation(Activation activation) {
  if (activation == Activation::relu) {
    add_step("relu", std::make_unique<Relu>(shape_));
  } else if (activation == Activation::softmax) {
    add_step("softmax", std::make_unique<Softmax>(shape_));
    ends_in_softmax_ = true;
  } else if (activation != Activation::linear) {
    add_step("elementwise", std::make_unique<Elementwise>(shape_, function_of(activation)));
  }
}

void ReferenceNetwork::add_penalty(Number l1, Number l2) {
  if (l1.value() == 0 && l2.value() == 0) return;
  add_step("penalty", std::make_unique<Penalty>(shape_, l1.value(), l2.value()));
}

}  // namespace constnet::reference
