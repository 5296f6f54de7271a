// The program that turns a weight file into weights for firmware: constnet_add_model(... WEIGHTS ...) builds and runs
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "constnet/firmware/network.hpp"

namespace constnet::runtime {

/// What embedding needs to know of a generated network.
struct EmbeddedNetwork {
  const char* name;
  std::span<const Tensor> tensors;
  std::uint64_t layout;
  /// Parameters in the order of `tensors` to values as predict reads them.
  std::vector<float> (*prepare)(std::span<const float> parameters);
};

/// Takes a safetensors file and the stem of the results: `program FILE STEM` writes STEM.weights.cpp, which defines
/// NAME::weights, and STEM.weights.bin, the same as a blob (firmware/blob.hpp). Returns the exit status: 1, after one
/// sentence on the standard error stream, where the file is missing, damaged or of another network; 2 for wrong words.
int embed_weights(const EmbeddedNetwork& network, int argc, char** argv);

/// The same for network `N`, whose code was generated for one width of vectors.
template <typename N>
int embed_weights(int argc, char** argv) {
  constexpr auto prepare = [](std::span<const float> values) {
    const auto parameters = std::make_unique<typename N::Parameters>();
    const auto prepared = std::make_unique<typename N::Prepared>();
    for (std::size_t i = 0; i < values.size(); ++i) parameters->values[i] = values[i];
    N::prepare(*parameters, *prepared);
    return std::vector<float>(prepared->values, prepared->values + sizeof(prepared->values) / sizeof(float));
  };
  return embed_weights({N::name, {&N::tensors[0], N::tensor_count}, N::layout, prepare}, argc, argv);
}

}  // namespace constnet::runtime
