// The parameter tensors of a network.
#include "emit/parameters.hpp"

namespace constnet::codegen {

std::vector<ParameterTensor> parameters_of(const NetworkDescription& network) {
  std::vector<ParameterTensor> tensors;
  long long offset = 0;
  const auto add = [&](const Layer& layer, std::string role, std::vector<int> shape, long long fan_in,
                       long long fan_out, std::string initializer) {
    long long size = 1;
    for (const int n : shape) size *= n;
    tensors.push_back(
        {layer.name, std::move(role), std::move(shape), offset, size, fan_in, fan_out, std::move(initializer)});
    offset += size;
  };
  for (const Layer& layer : network.layers) {
    if (const auto* convolution = std::get_if<Conv2D>(&layer.arguments)) {
      const Size2 kernel = convolution->kernel_size;
      const long long taps = static_cast<long long>(kernel.height) * kernel.width;
      add(layer, "kernel", {kernel.height, kernel.width, layer.input.channels, convolution->filters},
          taps * layer.input.channels, taps * convolution->filters, "glorot_uniform");
      add(layer, "bias", {convolution->filters}, convolution->filters, convolution->filters, "zeros");
    } else if (const auto* dense = std::get_if<Dense>(&layer.arguments)) {
      const int inputs = static_cast<int>(layer.input.size());
      add(layer, "kernel", {inputs, dense->units}, inputs, dense->units, "glorot_uniform");
      add(layer, "bias", {dense->units}, dense->units, dense->units, "zeros");
    }
  }
  return tensors;
}

}  // namespace constnet::codegen
