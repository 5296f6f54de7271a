// The program that turns a weight file into weights for firmware: constnet_add_model(... WEIGHTS ...) builds and runs
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
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
  /// Of the prepared values those of the last block, which are trained on the device; 0: there is one block.
  std::size_t trained_values;
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
  constexpr std::size_t trained = [] {
    if constexpr (requires { typename N::TrainedWeights; }) return sizeof(typename N::TrainedWeights) / sizeof(float);
    return std::size_t{0};
  }();
  constexpr auto prepare = [](std::span<const float> values) {
    const auto parameters = std::make_unique<typename N::Parameters>();
    const auto prepared = std::make_unique<typename N::Prepared>();
    for (std::size_t i = 0; i < values.size(); ++i) parameters->values[i] = values[i];
    N::prepare(*parameters, *prepared);
    std::vector<float> all(sizeof(*prepared) / sizeof(float));
    std::memcpy(all.data(), prepared.get(), sizeof(*prepared));
    return all;
  };
  return embed_weights({N::name, {&N::tensors[0], N::tensor_count}, N::layout, trained, prepare}, argc, argv);
}

}  // namespace constnet::runtime
