// Numbers as text for board::write, without the library's printing.
#pragma once

#include <cstdint>
#include <cstring>

#include "board.hpp"

namespace report {

/// "1234".
inline void write_number(std::uint32_t value) {
  char text[11];
  char* at = text + sizeof(text);
  *--at = '\0';
  do {
    *--at = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  board::write(at);
}

/// "what 1234" and the end of the line.
inline void write_line(const char* what, std::uint32_t value) {
  board::write(what);
  board::write(" ");
  write_number(value);
  board::write("\n");
}

/// The bits of floats, " 3f800000" each: exact, and without the library's code for decimals.
inline void write_bits(const float* values, int count) {
  for (int i = 0; i < count; ++i) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, values + i, sizeof(bits));
    char text[10] = " ";
    for (int digit = 0; digit < 8; ++digit) text[1 + digit] = "0123456789abcdef"[(bits >> (28 - 4 * digit)) & 15];
    board::write(text);
  }
}

/// The stack that network N was seen to take, and what its header says to allow, if it says so.
template <typename N>
void write_stack(std::uint32_t bytes) {
  write_line("stack bytes", bytes);
  if constexpr (requires { N::stack_bytes; }) write_line("stack_allowance bytes", N::stack_bytes);
}

}  // namespace report
