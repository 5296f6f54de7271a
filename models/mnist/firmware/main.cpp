// Classifies the ten digits of digits.hpp with the mnist network, and reports what it answers and what that takes.
#include <cstdint>
#include <cstring>

#include "board.hpp"
#include "digits.hpp"
#include "mnist.gen.hpp"
#include "mnist.weights.hpp"

static_assert(sizeof(mnist::InferenceArena) <= 28 * 1024, "the activations of one image fit 28 KB");

namespace {

mnist::InferenceArena arena;

void write_number(std::uint32_t value) {
  char text[11];
  char* at = text + sizeof(text);
  *--at = '\0';
  do {
    *--at = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  board::write(at);
}

/// The bits of a float: exact, and without the library's code for decimals.
void write_bits(float value) {
  char text[10] = " ";
  std::uint32_t bits = 0;
  std::memcpy(&bits, &value, sizeof(bits));
  for (int i = 0; i < 8; ++i) text[1 + i] = "0123456789abcdef"[(bits >> (28 - 4 * i)) & 15];
  board::write(text);
}

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
    write_number(static_cast<std::uint32_t>(digit));
    board::write(" is a ");
    write_number(static_cast<std::uint32_t>(answer));
    board::write("; outputs");
    for (const float value : output) write_bits(value);
    board::write("\n");
  }
  board::write("arena bytes ");
  write_number(sizeof(mnist::InferenceArena));
  board::write("\nstack bytes ");
  write_number(stack);
  board::write("\nright ");
  write_number(static_cast<std::uint32_t>(right));
  board::write("\n");
  board::leave(right >= 9 ? 0 : 1);
}
