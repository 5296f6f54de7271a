// Any bytes as a checkpoint of a small network.
#include "constnet/desk/training/checkpoint.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "../desk/weights/small_network.hpp"
#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {
namespace {

using constnet::runtime::Checkpoint;

Checkpoint checkpoint() {
  Checkpoint result;
  result.model = "small";
  result.parameters = small_network::values();
  result.optimizer = "rmsprop";
  result.learning_rate = 0.001;
  result.iterations = 938;
  result.optimizer_states["velocity"] = small_network::values();
  result.epoch = 1;
  result.settings = {{"seed", "1"}, {"batch_size", "64"}};
  return result;
}

}  // namespace

std::vector<Bytes> seeds() {
  Checkpoint with_callback = checkpoint();
  with_callback.callbacks["early_stopping"].numbers = {{"best", 0.25}, {"wait", 1}};
  with_callback.callbacks["early_stopping"].parameters["best_weights"] = small_network::values();
  return {encode_checkpoint(small_network::tensors, checkpoint(), "seed"),
          encode_checkpoint(small_network::tensors, with_callback, "seed")};
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
    const constnet::runtime::Checkpoint checkpoint =
        constnet::runtime::decode_checkpoint({data, size}, "small", small_network::tensors, "input");
    const auto good = [](const std::vector<float>& values) {
      return values.size() == 35 && std::ranges::all_of(values, [](float value) { return std::isfinite(value); });
    };
    fuzz::expect(good(checkpoint.parameters));
    for (const auto& [name, values] : checkpoint.optimizer_states) fuzz::expect(good(values));
    for (const auto& [name, state] : checkpoint.callbacks) {
      for (const auto& [block, values] : state.parameters) fuzz::expect(good(values));
    }
    fuzz::expect(checkpoint.epoch >= 0 && checkpoint.step >= 0 && checkpoint.iterations >= 0);
    fuzz::expect(std::isfinite(checkpoint.learning_rate) && checkpoint.learning_rate >= 0);
  } catch (const constnet::runtime::Error&) {
  }
  return 0;
}
