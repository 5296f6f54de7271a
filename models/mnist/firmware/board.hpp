// What the example needs of the thing it runs on: text out, an exit status, and marks for measuring.
#pragma once

#include <cstdint>

/// For blocks that the boards' first memory is too small for; nobody clears them before main.
#if defined(__arm__)
#define FAR_MEMORY [[gnu::section(".far")]]
#else
#define FAR_MEMORY
#endif

namespace board {

/// Writes text to the host's standard error stream, which is where semihosting goes.
void write(const char* text);

/// Ends the program with an exit status that the emulator hands on.
[[noreturn]] void leave(int status);

/// Fills the unused stack with a pattern.
void paint_stack();

/// Bytes of stack below the caller's that were overwritten since paint_stack; 0 where nobody knows.
std::uint32_t painted_stack_used();

}  // namespace board

/// The plugin tests/firmware/count_instructions.cpp counts between calls of these two.
extern "C" void measure_begin();
extern "C" void measure_end();
