// Runs the generated network on an image of ones with all parameters 0.5.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <tiny.gen.hpp>

int main() {
  static tiny::Parameters parameters;
  static tiny::Prepared prepared;
  static tiny::InferenceArena arena;
  std::fill(std::begin(parameters.values), std::end(parameters.values), 0.5F);
  float image[tiny::input_size];
  std::fill(std::begin(image), std::end(image), 1.0F);
  float outputs[tiny::output_size];

  tiny::prepare(parameters, prepared);
  tiny::predict(prepared, arena, image, outputs);
  // Each of the two filters gives 9 * 0.5 + 0.5 = 5; each unit adds 2 * 5 * 0.5 and its bias.
  for (float output : outputs) {
    std::printf("%g\n", output);
    if (output != 5.5F) return 1;
  }
}
