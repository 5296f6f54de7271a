// Classifies the ten digits of digits.hpp with the mnist network, and reports what it answers and what that takes.
#include <cstdint>

#include "board.hpp"
#include "digits.hpp"
#include "mnist.gen.hpp"
#include "mnist.weights.hpp"
#include "report.hpp"

static_assert(sizeof(mnist::InferenceArena) <= 28 * 1024, "the activations of one image fit 28 KB");

namespace {

mnist::InferenceArena arena;

int index_of_greatest(const float (&values)[mnist::output_size]) {
  int greatest = 0;
  for (int i = 1; i < mnist::output_size; ++i) {
    if (values[i] > values[greatest]) greatest = i;
  }
  return greatest;
}

}  // namespace

int main() {
  int right = 0;
  std::uint32_t stack = 0;
  for (int digit = 0; digit < 10; ++digit) {
    static float image[mnist::input_size];
    float output[mnist::output_size];
    digits::draw(digit, image);
    board::paint_stack();
    measure_begin();
    mnist::predict(mnist::weights, arena, image, output);
    measure_end();
    const std::uint32_t used = board::painted_stack_used();
    stack = used > stack ? used : stack;
    const int answer = index_of_greatest(output);
    if (answer == digit) ++right;
    board::write("digit ");
    report::write_number(static_cast<std::uint32_t>(digit));
    board::write(" is a ");
    report::write_number(static_cast<std::uint32_t>(answer));
    board::write("; outputs");
    report::write_bits(output, mnist::output_size);
    board::write("\n");
  }
  report::write_line("arena bytes", sizeof(mnist::InferenceArena));
  report::write_stack<mnist::Network>(stack);
  report::write_line("right", static_cast<std::uint32_t>(right));
  board::leave(right >= 9 ? 0 : 1);
}
