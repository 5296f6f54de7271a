// Runs the reference's layers forward and backward.
#include "reference/network.hpp"

#include <algorithm>
#include <stdexcept>

namespace constnet::reference {

void ReferenceNetwork::continue_from(std::size_t output) {
  here_ = output;
  shape_ = shapes_[output];
}

void ReferenceNetwork::add_join(Join join, const std::vector<std::size_t>& inputs) {
  std::vector<Shape> shapes;
  for (const std::size_t input : inputs) shapes.push_back(shapes_[input]);
  parameter_offsets_.push_back(parameter_count_);
  steps_.push_back({nullptr, join, inputs});
  shapes_.push_back(joined_shape(join, shapes));
  ends_in_softmax_ = false;
  continue_from(steps_.size());
  last_step_of_layer_.push_back(steps_.size());
}

double ReferenceNetwork::penalty() const {
  double sum = 0;
  for (const Step& step : steps_) sum += step.layer ? step.layer->penalty() : 0;
  return sum;
}

void ReferenceNetwork::set_penalty_scale(double scale) {
  for (const Step& step : steps_) {
    if (step.layer) step.layer->set_penalty_scale(scale);
  }
}

void ReferenceNetwork::set_parameters(std::span<const double> values) {
  if (values.size() != parameter_count_) throw std::invalid_argument("wrong number of parameters");
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const std::size_t end = i + 1 < steps_.size() ? parameter_offsets_[i + 1] : parameter_count_;
    const auto own = values.subspan(parameter_offsets_[i], end - parameter_offsets_[i]);
    if (steps_[i].layer) steps_[i].layer->set_parameters(own);
  }
}

const Batch& ReferenceNetwork::forward(const Batch& images) { return forward_through(images, nullptr); }

const Batch& ReferenceNetwork::forward_in_training(const Batch& images, const Numbers& numbers) {
  return forward_through(images, &numbers);
}

const Batch& ReferenceNetwork::forward_through(const Batch& images, const Numbers* numbers) {
  if (images.shape != input_) throw std::invalid_argument("images of another shape");
  outputs_.assign(1, images);
  for (const Step& step : steps_) {
    if (step.layer) {
      const Batch& inputs = outputs_[step.inputs.front()];
      outputs_.push_back(numbers != nullptr ? step.layer->forward_in_training(inputs, *numbers)
                                            : step.layer->forward(inputs));
    } else {
      std::vector<const Batch*> inputs;
      for (const std::size_t input : step.inputs) inputs.push_back(&outputs_[input]);
      outputs_.push_back(join_forward(step.join, inputs));
    }
  }
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
  std::vector<Batch> gradients;  // of the outputs
  for (const Batch& output : outputs_) gradients.emplace_back(output.shape, output.count);
  gradients[step_count] = d_outputs;
  std::vector<double> parameters(parameter_count_);
  const auto add = [&](std::size_t output, const Batch& gradient) {
    for (std::size_t i = 0; i < gradient.values.size(); ++i) gradients[output].values[i] += gradient.values[i];
  };
  for (std::size_t i = step_count; i-- > 0;) {
    const Step& step = steps_[i];
    if (step.layer) {
      const std::size_t end = i + 1 < steps_.size() ? parameter_offsets_[i + 1] : parameter_count_;
      const auto own = std::span(parameters).subspan(parameter_offsets_[i], end - parameter_offsets_[i]);
      add(step.inputs.front(), step.layer->backward(gradients[i + 1], own));
    } else {
      std::vector<Shape> shapes;
      for (const std::size_t input : step.inputs) shapes.push_back(shapes_[input]);
      const std::vector<Batch> found = join_backward(step.join, gradients[i + 1], shapes);
      for (std::size_t k = 0; k < found.size(); ++k) add(step.inputs[k], found[k]);
    }
  }
  return {std::move(parameters), std::move(gradients.front())};
}

std::vector<std::size_t> ReferenceNetwork::readers_of(std::size_t output) const {
  std::vector<std::size_t> readers;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    for (const std::size_t input : steps_[i].inputs) {
      if (input == output) readers.push_back(i);
    }
  }
  return readers;
}

double ReferenceNetwork::smallest_margin(int image) const {
  double margin = std::numeric_limits<double>::infinity();
  std::vector<bool> after_a_parameter(steps_.size() + 1);
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    bool after = false;
    for (const std::size_t input : step.inputs) after = after || after_a_parameter[input];
    const std::vector<std::size_t> readers = readers_of(i + 1);
    const Layer* next = readers.size() == 1 ? steps_[readers.front()].layer.get() : nullptr;
    if (after && step.layer) margin = std::min(margin, step.layer->smallest_margin(image, next));
    after_a_parameter[i + 1] = after || (step.layer && !step.layer->tensors().empty());
  }
  return margin;
}

}  // namespace constnet::reference
