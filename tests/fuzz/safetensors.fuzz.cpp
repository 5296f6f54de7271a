// Any bytes as a weight file of a small network.
#include "constnet/desk/weights/safetensors.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "../desk/weights/small_network.hpp"
#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {

std::vector<Bytes> seeds() {
  using constnet::runtime::encode_weights;
  return {encode_weights(small_network::tensors, small_network::values(), {{"model", "small"}}, "seed"),
          encode_weights(small_network::tensors, small_network::values(), {}, "seed")};
}

// The header's length is what keeps most mutations from being looked at: up to the last closing brace.
Bytes repaired(Bytes bytes) {
  const auto brace = std::find(bytes.rbegin(), bytes.rend(), '}');
  const auto end = static_cast<std::uint64_t>(bytes.rend() - brace);
  if (end < 8) return bytes;
  const std::uint64_t length = end - 8;
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes;
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto values = constnet::runtime::decode_weights({data, size}, small_network::tensors, "input");
    fuzz::expect(values.size() == 35 && std::ranges::all_of(values, [](float value) { return std::isfinite(value); }));
  } catch (const constnet::runtime::Error&) {
  }
  return 0;
}
