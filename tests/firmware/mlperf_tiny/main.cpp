// Predicts one drawn image with drawn parameters by the network NETWORK, and reports the outputs and what it takes.
#include <cstdint>
#include <cstring>

#include "board.hpp"
#include "drawn.hpp"
#include NETWORK_HEADER

namespace {

using Network = NETWORK::Network;

// Too large for the memory of the example: drawn parameters are not a constant.
FAR_MEMORY Network::Parameters parameters;
FAR_MEMORY Network::Prepared prepared;
FAR_MEMORY Network::InferenceArena arena;
FAR_MEMORY float image[Network::input_size];

void write_hex(std::uint32_t bits) {
  char text[10] = " ";
  for (int i = 0; i < 8; ++i) text[1 + i] = "0123456789abcdef"[(bits >> (28 - 4 * i)) & 15];
  board::write(text);
}

void write_line(const char* what, std::uint32_t value) {
  board::write(what);
  write_hex(value);
  board::write("\n");
}

}  // namespace

int main() {
  static float output[Network::output_size];
  drawn::parameters<Network>(parameters.values);
  drawn::image<Network>(image);
  Network::prepare(parameters, prepared);
  board::paint_stack();
  measure_begin();
  Network::predict(prepared, arena, image, output);
  measure_end();
  const std::uint32_t stack = board::painted_stack_used();
  board::write("outputs");
  for (const float value : output) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    write_hex(bits);
  }
  board::write("\n");
  write_line("arena", sizeof(Network::InferenceArena));
  write_line("stack", stack);
  write_line("allowance", Network::stack_bytes);
  board::leave(0);
}
