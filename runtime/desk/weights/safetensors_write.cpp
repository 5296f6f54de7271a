// Writes safetensors: length of the header (8 bytes, little endian), header (JSON), values.
// Format: github.com/huggingface/safetensors, "Format".
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/weights/safetensors.hpp"

namespace constnet::runtime {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors holds little-endian values");

constexpr std::size_t alignment = 8;

void expect_finite(std::span<const float> values, const Tensor& tensor, const std::string& name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) {
      throw Error(quoted(name) + " was not written: value " + std::to_string(i) + " of " + quoted(tensor.name) +
                  " is not a finite number");
    }
  }
}

}  // namespace

std::vector<std::uint8_t> encode_weights(std::span<const Tensor> tensors, std::span<const float> values,
                                         const Metadata& metadata, const std::string& name) {
  auto header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  std::uint64_t offset = 0;
  for (const Tensor& tensor : tensors) {
    expect_finite(values.subspan(tensor.offset, tensor.size), tensor, name);
    const std::uint64_t end = offset + tensor.size * sizeof(float);
    header[tensor.name] = {{"dtype", "F32"},
                           {"shape", std::span(tensor.shape, static_cast<std::size_t>(tensor.rank))},
                           {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.append((alignment - text.size() % alignment) % alignment, ' ');

  const std::uint64_t length = text.size();
  std::vector<std::uint8_t> bytes(sizeof(length) + text.size() + offset);
  std::uint8_t* out = bytes.data();
  std::memcpy(out, &length, sizeof(length));
  out += sizeof(length);
  std::memcpy(out, text.data(), text.size());
  out += text.size();
  for (const Tensor& tensor : tensors) {
    std::memcpy(out, values.data() + tensor.offset, tensor.size * sizeof(float));
    out += tensor.size * sizeof(float);
  }
  return bytes;
}

void save_weights(const std::filesystem::path& path, std::span<const Tensor> tensors, std::span<const float> values,
                  const Metadata& metadata) {
  const std::vector<std::uint8_t> bytes = encode_weights(tensors, values, metadata, path.string());
  write_file_atomically(path, std::as_bytes(std::span(bytes)));
}

}  // namespace constnet::runtime
