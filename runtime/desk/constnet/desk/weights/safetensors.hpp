// Weight files: a network's parameters in the safetensors format, as the Python package of that name reads and writes
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "constnet/firmware/network.hpp"

namespace constnet::runtime {

/// Free texts in the head of a weight file, such as {"format", "constnet"}, {"model", "mnist"}.
using Metadata = std::map<std::string, std::string>;

/// What {"format", ...} is in a checkpoint (training/checkpoint.hpp): weights, and behind them what a training needs to
/// go on, in tensors called optimizer/... and callbacks/...
inline constexpr const char* checkpoint_format = "constnet checkpoint";

/// Writes the parameters of `tensors`, found in `values` at their offsets, to `path`; the old file stays whole until
/// the new one is complete. Throws Error if a value is not finite or the file cannot be written.
void save_weights(const std::filesystem::path& path, std::span<const Tensor> tensors, std::span<const float> values,
                  const Metadata& metadata);

/// The parameters in `path`, laid out as `tensors` say. The file must hold exactly these tensors, of these shapes, in
/// any order, float32 and finite; anything else throws Error, before a single value is handed out. Of a checkpoint the
/// weights are taken.
std::vector<float> load_weights(const std::filesystem::path& path, std::span<const Tensor> tensors);

/// The bytes that save_weights writes; `name` is what errors call them.
std::vector<std::uint8_t> encode_weights(std::span<const Tensor> tensors, std::span<const float> values,
                                         const Metadata& metadata, const std::string& name);

/// The parameters in a safetensors file that is already in memory.
std::vector<float> decode_weights(std::span<const std::uint8_t> bytes, std::span<const Tensor> tensors,
                                  const std::string& name);

/// The free texts in the head of a safetensors file that is already in memory.
Metadata decode_metadata(std::span<const std::uint8_t> bytes, const std::string& name);

/// The bytes of the file at `path`. Throws Error if it cannot be read or is longer than a checkpoint of such a network.
std::vector<std::uint8_t> read_weight_file(const std::filesystem::path& path, std::span<const Tensor> tensors);

}  // namespace constnet::runtime
