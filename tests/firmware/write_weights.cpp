// Writes a weight file with parameters drawn from a seed, for tests that embed weights.
//
//   write_weights OUT.safetensors [FIRST]    FIRST: the first of the tensors that the file gets, 0 without it
#include <constnet/desk/weights/safetensors.hpp>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <vector>

#include "firmware_digits.gen.hpp"

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) return 2;
  const std::span<const constnet::runtime::Tensor> tensors(firmware_digits::tensors);
  std::vector<float> values(firmware_digits::parameter_count);
  std::uint32_t state = 1;
  for (float& value : values) {
    state = state * 1664525 + 1013904223;  // Numerical Recipes' generator
    value = static_cast<float>(state >> 8) / (1 << 24) - 0.5f;
  }
  constnet::runtime::save_weights(argv[1], tensors.subspan(argc == 3 ? std::strtoul(argv[2], nullptr, 10) : 0), values,
                                  {{"format", "constnet"}, {"model", "firmware_digits"}});
}
