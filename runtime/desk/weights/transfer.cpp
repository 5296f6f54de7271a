// transfer_weights: compares layer by layer, then copies all at once.
#include "constnet/desk/weights/transfer.hpp"

#include <algorithm>
#include <cstddef>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "safetensors_header.hpp"

namespace constnet::runtime {
namespace {

// Files of other networks may be larger than this one.
constexpr std::uint64_t longest_file = std::uint64_t{1} << 32;

// A layer's name and its tensors: "conv2d_1" of "conv2d_1/kernel".
struct Layer {
  std::string name;
  std::vector<const Tensor*> tensors;
};

std::vector<Layer> layers_of(std::span<const Tensor> tensors) {
  std::vector<Layer> layers;
  for (const Tensor& tensor : tensors) {
    const std::string whole = tensor.name;
    const std::string name = whole.substr(0, whole.rfind('/'));
    if (layers.empty() || layers.back().name != name) layers.push_back({name, {}});
    layers.back().tensors.push_back(&tensor);
  }
  return layers;
}

std::vector<std::uint64_t> shape_of(const Tensor& tensor) { return {tensor.shape, tensor.shape + tensor.rank}; }

// Why a tensor cannot be read; empty if it can.
std::string fault_in(const SafetensorsHeader& header, const Tensor& tensor) {
  const auto found = std::ranges::find(header.tensors, tensor.name, &StoredTensor::name);
  if (found == header.tensors.end()) return "does not hold " + quoted(tensor.name);
  if (found->shape == shape_of(tensor)) return "";
  return "holds " + quoted(tensor.name) + " of shape " + shape_text(found->shape) + ", expected " +
         shape_text(shape_of(tensor));
}

}  // namespace

Transfer transfer_weights(std::span<const std::uint8_t> bytes, const std::string& name, std::span<const Tensor> tensors,
                          std::optional<int> first_layers, std::span<float> values) {
  const SafetensorsHeader header = read_safetensors_header(bytes, name);
  const std::vector<Layer> layers = layers_of(tensors);
  if (first_layers && static_cast<std::size_t>(*first_layers) > layers.size()) {
    throw Error("found " + std::to_string(*first_layers) + " layers to read from " + quoted(name) +
                ", expected at most " + std::to_string(layers.size()) + ": so many have weights");
  }
  Transfer transfer;
  std::vector<float> result(values.begin(), values.end());
  std::string first_fault;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    std::string fault;
    for (const Tensor* tensor : layers[i].tensors) {
      if (fault.empty()) fault = fault_in(header, *tensor);
    }
    if (first_fault.empty()) first_fault = fault;
    const bool wanted = !first_layers || i < static_cast<std::size_t>(*first_layers);
    if (wanted && first_layers && !fault.empty()) throw Error(quoted(name) + " " + fault);
    if (!wanted || !fault.empty()) {
      transfer.left.push_back(layers[i].name);
      continue;
    }
    transfer.read.push_back(layers[i].name);
    for (const Tensor* tensor : layers[i].tensors) {
      const auto stored = std::ranges::find(header.tensors, tensor->name, &StoredTensor::name);
      copy_values(bytes, header, *stored, tensor->size, result.data() + tensor->offset, quoted(name));
    }
  }
  if (transfer.read.empty()) {
    throw Error(quoted(name) + " fits no layer of this network: it " + first_fault);
  }
  std::ranges::copy(result, values.begin());
  return transfer;
}

Transfer transfer_weights(const std::filesystem::path& path, std::span<const Tensor> tensors,
                          std::optional<int> first_layers, std::span<float> values) {
  return transfer_weights(read_file(path, longest_file), path.string(), tensors, first_layers, values);
}

}  // namespace constnet::runtime
