// Reads weights from safetensors: what the head says is compared with the network, then the values are taken.
#include <algorithm>
#include <bit>
#include <utility>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "safetensors_header.hpp"

namespace constnet::runtime {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors holds little-endian values");

// A checkpoint holds at most so many times as much as its parameters: the optimizer's states and the best weights.
constexpr std::uint64_t most_blocks = 16;

std::string text_of(const Metadata& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? "" : found->second;
}

// What a training needs besides the weights, in a file that serves both.
bool belongs_to_training(const Metadata& metadata, const std::string& tensor) {
  return text_of(metadata, "format") == checkpoint_format &&
         (tensor.starts_with("optimizer/") || tensor.starts_with("callbacks/"));
}

}  // namespace

std::vector<float> decode_weights(std::span<const std::uint8_t> bytes, std::span<const Tensor> tensors,
                                  const std::string& name) {
  const SafetensorsHeader header = read_safetensors_header(bytes, name);
  const std::string model = text_of(header.metadata, "model");
  const std::string file = quoted(name) + (model.empty() ? "" : " (model " + quoted(model) + ")");
  const auto named = [](const std::string& wanted) {
    return [&wanted](const auto& tensor) { return tensor.name == wanted; };
  };
  for (const StoredTensor& found : header.tensors) {
    if (std::ranges::none_of(tensors, named(found.name)) && !belongs_to_training(header.metadata, found.name)) {
      throw Error(file + " holds " + quoted(found.name) + ", which this network does not have");
    }
  }

  std::size_t size = 0;
  for (const Tensor& tensor : tensors) size = std::max(size, tensor.offset + tensor.size);
  std::vector<float> values(size);
  for (const Tensor& tensor : tensors) {
    const auto found = std::ranges::find_if(header.tensors, named(tensor.name));
    if (found == header.tensors.end()) throw Error(file + " does not hold " + quoted(tensor.name));
    const std::vector<std::uint64_t> shape(tensor.shape, tensor.shape + tensor.rank);
    if (found->shape != shape) {
      throw Error(file + " holds " + quoted(found->name) + " of shape " + shape_text(found->shape) + ", expected " +
                  shape_text(shape));
    }
    copy_values(bytes, header, *found, tensor.size, values.data() + tensor.offset, file);
  }
  return values;
}

Metadata decode_metadata(std::span<const std::uint8_t> bytes, const std::string& name) {
  return read_safetensors_header(bytes, name).metadata;
}

std::vector<std::uint8_t> read_weight_file(const std::filesystem::path& path, std::span<const Tensor> tensors) {
  std::uint64_t values = 0;
  for (const Tensor& tensor : tensors) values += tensor.size;
  return read_file(path, length_size + longest_header + most_blocks * values * sizeof(float));
}

std::vector<float> load_weights(const std::filesystem::path& path, std::span<const Tensor> tensors) {
  return decode_weights(read_weight_file(path, tensors), tensors, path.string());
}

}  // namespace constnet::runtime
