// A Cortex-M from reset to main, and the host's services by semihosting. There are no objects to construct before main.
#include "board.hpp"

extern "C" {
extern std::uint32_t data_begin[], data_end[], bss_begin[], bss_end[], stack_limit[], stack_top[];
extern const std::uint32_t data_in_flash[];
int main();
[[noreturn]] void reset();
}

namespace {

constexpr std::uint32_t kUntouched = 0xC0FFEE11;

/// One service of the host: "Semihosting for AArch32 and AArch64", Arm 2024.
void ask_host(std::uint32_t service, const void* argument) {
  register std::uint32_t r0 asm("r0") = service;
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
}

const std::uint32_t* stack_pointer() {
  const std::uint32_t* pointer;
  asm volatile("mov %0, sp" : "=r"(pointer));
  return pointer;
}

/// Any exception: the example expects none.
[[noreturn]] void fault() {
  board::write("fault: an exception, likely a bad address or an instruction that this processor lacks\n");
  board::leave(99);
}

struct VectorTable {
  const void* initial_stack;
  void (*handlers[15])();
};
[[gnu::section(".vectors"), gnu::used]] const VectorTable vectors{
    stack_top,
    {reset, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault, fault}};

}  // namespace

void reset() {
  auto* const coprocessor_access = reinterpret_cast<volatile std::uint32_t*>(0xE000ED88);
  *coprocessor_access = *coprocessor_access | 0x00F00000;  // the floating-point unit and Helium
  asm volatile("dsb\n\tisb" ::: "memory");
  const std::uint32_t* from = data_in_flash;
  for (std::uint32_t* to = data_begin; to != data_end; ++to, ++from) *to = *from;
  for (std::uint32_t* to = bss_begin; to != bss_end; ++to) *to = 0;
  board::leave(main());
}

void board::write(const char* text) { ask_host(0x04, text); }

void board::leave(int status) {
  const std::uint32_t argument[2] = {0x20026, static_cast<std::uint32_t>(status)};  // "the application exits"
  for (;;) ask_host(0x20, argument);
}

[[gnu::noinline]] void board::paint_stack() {
  const std::uint32_t* const top = stack_pointer() - 16;
  for (volatile std::uint32_t* word = stack_limit; word < top; ++word) *word = kUntouched;
}

[[gnu::noinline]] std::uint32_t board::painted_stack_used() {
  const std::uint32_t* word = stack_limit;
  while (*word == kUntouched) ++word;
  return static_cast<std::uint32_t>(stack_pointer() - word) * sizeof(std::uint32_t);
}

[[gnu::noinline]] void measure_begin() { asm volatile("" ::: "memory"); }
[[gnu::noinline]] void measure_end() { asm volatile("" ::: "memory"); }
