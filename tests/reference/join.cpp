// Sums and concatenations of branches.
#include "reference/join.hpp"

namespace constnet::reference {

Shape joined_shape(Join join, const std::vector<Shape>& shapes) {
  Shape joined = shapes.front();
  if (join == Join::concatenation) {
    joined.channels = 0;
    for (const Shape& shape : shapes) joined.channels += shape.channels;
  }
  return joined;
}

Batch join_forward(Join join, const std::vector<const Batch*>& inputs) {
  std::vector<Shape> shapes;
  for (const Batch* input : inputs) shapes.push_back(input->shape);
  Batch outputs(joined_shape(join, shapes), inputs.front()->count);
  const auto channels = static_cast<std::size_t>(outputs.shape.channels);
  std::size_t before = 0;
  for (const Batch* input : inputs) {
    const auto own = static_cast<std::size_t>(input->shape.channels);
    for (std::size_t i = 0; i < input->values.size(); ++i) {
      const std::size_t at = join == Join::sum ? i : i / own * channels + before + i % own;
      outputs.values[at] += input->values[i];
    }
    before += own;
  }
  return outputs;
}

std::vector<Batch> join_backward(Join join, const Batch& d_outputs, const std::vector<Shape>& shapes) {
  std::vector<Batch> gradients;
  const auto channels = static_cast<std::size_t>(d_outputs.shape.channels);
  std::size_t before = 0;
  for (const Shape& shape : shapes) {
    Batch gradient(shape, d_outputs.count);
    const auto own = static_cast<std::size_t>(shape.channels);
    for (std::size_t i = 0; i < gradient.values.size(); ++i) {
      gradient.values[i] = d_outputs.values[join == Join::sum ? i : i / own * channels + before + i % own];
    }
    before += own;
    gradients.push_back(std::move(gradient));
  }
  return gradients;
}

}  // namespace constnet::reference
