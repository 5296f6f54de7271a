// Puts the reference's layers together and runs them forward and backward.
#include "reference/network.hpp"

#include <algorithm>
#include <stdexcept>

#include "reference/convolution.hpp"
#include "reference/dense.hpp"
#include "reference/flatten.hpp"
#include "reference/max_pooling.hpp"
#include "reference/relu.hpp"
#include "reference/softmax.hpp"

namespace constnet::reference {

void ReferenceNetwork::add(const constnet::Input& input) {
  input_ = shape_ = Shape{input.height, input.width, input.channels};
  last_step_of_layer_.push_back(0);
}

void ReferenceNetwork::add(const constnet::Conv2D& layer) {
  const Window window{layer.kernel_size, layer.strides, layer.padding};
  add_step("conv2d", std::make_unique<Convolution>(shape_, layer.filters, window));
  add_activation(layer.activation);
  last_step_of_layer_.push_back(steps_.size());
}

void ReferenceNetwork::add(const constnet::MaxPooling2D& layer) {
  const Size2 strides = layer.strides.is_given ? Size2(layer.strides) : layer.pool_size;
  const Window window{layer.pool_size, strides, layer.padding};
  add_step("max_pooling2d", std::make_unique<MaxPooling>(shape_, window));
  last_step_of_layer_.push_back(steps_.size());
}

void ReferenceNetwork::add(const constnet::Flatten&) {
  add_step("flatten", std::make_unique<Flatten>(shape_));
  last_step_of_layer_.push_back(steps_.size());
}

void ReferenceNetwork::add(const constnet::Dense& layer) {
  add_step("dense", std::make_unique<Dense>(shape_.channels, layer.units));
  add_activation(layer.activation);
  last_step_of_layer_.push_back(steps_.size());
}

void ReferenceNetwork::add_step(const std::string& keras_class, std::unique_ptr<Layer> step) {
  const std::string name = keras_class + "_" + std::to_string(++layers_of_class_[keras_class]);
  parameter_offsets_.push_back(parameter_count_);
  for (const ParameterTensor& tensor : step->tensors()) {
    tensors_.push_back({name + "/" + tensor.name, tensor.shape, parameter_count_, tensor.size()});
    parameter_count_ += tensor.size();
  }
  shape_ = step->output_shape();
  steps_.push_back(std::move(step));
}

void ReferenceNetwork::add_activation(Activation activation) {
  ends_in_softmax_ = activation == Activation::softmax;
  if (activation == Activation::relu) add_step("relu", std::make_unique<Relu>(shape_));
  if (activation == Activation::softmax) add_step("softmax", std::make_unique<Softmax>(shape_));
}

void ReferenceNetwork::set_parameters(std::span<const double> values) {
  if (values.size() != parameter_count_) throw std::invalid_argument("wrong number of parameters");
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const std::size_t end = i + 1 < steps_.size() ? parameter_offsets_[i + 1] : parameter_count_;
    steps_[i]->set_parameters(values.subspan(parameter_offsets_[i], end - parameter_offsets_[i]));
  }
}

const Batch& ReferenceNetwork::forward(const Batch& images) {
  if (images.shape != input_) throw std::invalid_argument("images of another shape");
  outputs_.assign(1, images);
  for (const auto& step : steps_) outputs_.push_back(step->forward(outputs_.back()));
  return outputs_.back();
}

Gradients ReferenceNetwork::backward(const Batch& d_outputs) {
  return backward_through(steps_.size() - (ends_in_softmax_ ? 1 : 0), d_outputs);
}

Gradients ReferenceNetwork::backward_from_outputs(const Batch& d_outputs) {
  return backward_through(steps_.size(), d_outputs);
}

Gradients ReferenceNetwork::backward_through(std::size_t step_count, const Batch& d_outputs) {
  if (outputs_.empty() || d_outputs.values.size() != outputs_.back().values.size()) {
    throw std::invalid_argument("a gradient that does not fit the last forward");
  }
  Gradients gradients{std::vector<double>(parameter_count_), d_outputs};
  for (std::size_t i = step_count; i-- > 0;) {
    const std::size_t end = i + 1 < steps_.size() ? parameter_offsets_[i + 1] : parameter_count_;
    const auto own = std::span(gradients.parameters).subspan(parameter_offsets_[i], end - parameter_offsets_[i]);
    gradients.images = steps_[i]->backward(gradients.images, own);
  }
  return gradients;
}

double ReferenceNetwork::smallest_margin(int image) const {
  double margin = std::numeric_limits<double>::infinity();
  bool after_a_parameter = false;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Layer* next = i + 1 < steps_.size() ? steps_[i + 1].get() : nullptr;
    if (after_a_parameter) margin = std::min(margin, steps_[i]->smallest_margin(image, next));
    after_a_parameter = after_a_parameter || !steps_[i]->tensors().empty();
  }
  return margin;
}

}  // namespace constnet::reference
