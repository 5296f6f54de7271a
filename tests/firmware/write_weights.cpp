// Writes a weight file with parameters drawn from a seed, for tests that embed weights.
#include <constnet/desk/weights/safetensors.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "firmware_digits.gen.hpp"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::vector<float> values(firmware_digits::parameter_count);
  std::uint32_t state = 1;
  for (float& value : values) {
    state = state * 1664525 + 1013904223;  // Numerical Recipes' generator
    value = static_cast<float>(state >> 8) / (1 << 24) - 0.5f;
  }
  constnet::runtime::save_weights(argv[1], {firmware_digits::tensors, firmware_digits::tensor_count}, values,
                                  {{"format", "constnet"}, {"model", "firmware_digits"}});
}
