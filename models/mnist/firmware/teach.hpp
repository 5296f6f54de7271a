// Trains a network of mnist on the board, and reports what it learnt and what that takes.
//
// The weights in flash know light digits on a dark ground. What the board sees is dark on light: ten steps, one for
// each digit of digits.hpp, adapt the weights in memory.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "board.hpp"
#include "digits.hpp"
#include "report.hpp"

namespace teach {

/// What learning with network N needs in memory, and nowhere else: prediction and training take turns in one arena.
template <typename N>
struct Memory {
  typename N::TrainedWeights trained;
  union {
    typename N::TrainingArena training;
    typename N::InferenceArena inference;
  };
};

inline void draw_inverted(int digit, float (&image)[28 * 28]) {
  digits::draw(digit, image);
  for (float& pixel : image) pixel = 1.0f - pixel;
}

/// The mean cross-entropy over the ten digits.
template <typename N>
float mean_loss(const typename N::FrozenWeights& frozen, Memory<N>& memory) {
  float total = 0;
  for (int digit = 0; digit < 10; ++digit) {
    static float image[N::input_size];
    float output[N::output_size];
    draw_inverted(digit, image);
    N::predict(frozen, memory.trained, memory.inference, image, output);
    total -= std::log(output[digit]);
  }
  return total / 10;
}

inline void write_loss(const char* when, float loss) {
  board::write("loss ");
  board::write(when);
  report::write_bits(&loss, 1);
  board::write(" = ");
  report::write_number(static_cast<std::uint32_t>(loss));
  const std::uint32_t thousandths = static_cast<std::uint32_t>(loss * 1000.0f) % 1000;
  board::write(thousandths < 10 ? ".00" : thousandths < 100 ? ".0" : ".");
  report::write_number(thousandths);
  board::write("\n");
}

/// All parameters, for comparing.
template <typename N>
void write_parameters(const typename N::Parameters& parameters) {
  for (std::size_t i = 0; i < N::parameter_count; i += 8) {
    const std::size_t left = N::parameter_count - i;
    board::write("parameters");
    report::write_bits(parameters.values + i, left < 8 ? static_cast<int>(left) : 8);
    board::write("\n");
  }
}

/// Ten steps from the weights in flash by `step`, which is called with an image, its digit and where what the network
/// answers goes. `state_bytes` is what the optimizer keeps; `learnt` is used for the report alone. Ends the program,
/// with status 0 if the loss is lower than before.
template <typename N, typename Step>
[[noreturn]] void run(const typename N::Prepared& weights, Memory<N>& memory, std::uint32_t state_bytes,
                      typename N::Parameters& learnt, Step step) {
  memory.trained = weights.trained;
  const float before = mean_loss<N>(weights.frozen, memory);
  std::uint32_t stack = 0;
  for (int digit = 0; digit < 10; ++digit) {
    static float image[N::input_size];
    float output[N::output_size];
    draw_inverted(digit, image);
    board::paint_stack();
    measure_begin();
    step(image, digit, output);
    measure_end();
    const std::uint32_t used = board::painted_stack_used();
    stack = used > stack ? used : stack;
  }
  const float after = mean_loss<N>(weights.frozen, memory);
  write_loss("before", before);
  write_loss("after", after);
  report::write_line("weights bytes", sizeof(memory.trained));
  report::write_line("state bytes", state_bytes);
  report::write_line("arena bytes", sizeof(memory.training));
  report::write_stack<N>(stack);
  std::memset(&learnt, 0, sizeof(learnt));
  N::read_trained(memory.trained, learnt);
  write_parameters<N>(learnt);
  board::write("end\n");
  board::leave(after < before ? 0 : 1);
}

}  // namespace teach
