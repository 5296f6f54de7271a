// A plugin for QEMU 7.2 and later: counts the instructions that a guest executes between two functions, and estimates
// the cycles that they take on a Cortex-M4.
//
//   qemu-... -plugin count_instructions.so,begin=<address>,end=<address>[,cycles=on] -d plugin
//
// The addresses are those of two empty functions, in hexadecimal. Each time the guest calls the second, the plugin
// writes "measured: instructions <n>" and, with cycles=on, " cycles <n>" to the standard error stream.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

// QEMU's interface for plugins, as far as it is used here; Debian has no package with the header.
extern "C" {
using qemu_plugin_id_t = std::uint64_t;
struct qemu_info_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*translated)(qemu_plugin_id_t, qemu_plugin_tb*));
void qemu_plugin_register_vcpu_insn_exec_cb(qemu_plugin_insn* instruction, void (*executed)(unsigned, void*),
                                            qemu_plugin_cb_flags flags, void* data);
std::size_t qemu_plugin_tb_n_insns(const qemu_plugin_tb* block);
qemu_plugin_insn* qemu_plugin_tb_get_insn(const qemu_plugin_tb* block, std::size_t index);
std::uint64_t qemu_plugin_insn_vaddr(const qemu_plugin_insn* instruction);
std::size_t qemu_plugin_insn_size(const qemu_plugin_insn* instruction);
char* qemu_plugin_insn_disas(const qemu_plugin_insn* instruction);
[[gnu::visibility("default")]] extern int qemu_plugin_version;
int qemu_plugin_version = 1;
}

namespace {

/// What is known of an instruction when it is translated.
struct Instruction {
  std::uint64_t address;
  std::uint64_t next;  ///< where execution goes on unless it jumps
  unsigned cycles;
};

struct State {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  bool estimates_cycles = false;
  bool counting = false;
  std::uint64_t instructions = 0;
  std::uint64_t half_cycles = 0;
  std::uint64_t expected = 0;  ///< the address behind the last instruction
  std::vector<std::unique_ptr<Instruction>> translated;
};
State state;

/// Registers in a list such as "{r4-r7, lr}".
unsigned registers_in(const char* text) {
  const char* at = std::strchr(text, '{');
  if (at == nullptr) return 1;
  unsigned count = 0;
  unsigned first = 0;
  bool range = false;
  for (++at; *at != '\0' && *at != '}'; ++at) {
    if (*at == '-') range = true;
    if (*at < '0' || *at > '9') {
      if (at[0] == 'l' || at[0] == 'p') ++count;  // lr, pc
      continue;
    }
    char* behind = nullptr;
    const unsigned number = static_cast<unsigned>(std::strtoul(at, &behind, 10));
    count += range ? number - first : 1;
    first = number;
    range = false;
    at = behind - 1;
  }
  return count;
}

/// Cycles by the Cortex-M4 Technical Reference Manual, "Instruction set summary" and "FPU instruction set"; memory
/// without wait states, loads not overlapped. What a taken branch costs besides is added where it is taken.
unsigned cycles_of(const char* text) {
  const auto is = [text](const char* stem) { return std::strncmp(text, stem, std::strlen(stem)) == 0; };
  if (is("vfma") || is("vfms") || is("vfnm") || is("vmla") || is("vmls")) return 3;
  if (is("vdiv") || is("vsqrt")) return 14;
  if (is("vldm") || is("vstm") || is("vpush") || is("vpop") || is("push") || is("pop") || is("ldm") || is("stm")) {
    return 1 + registers_in(text);
  }
  if (is("ldrd") || is("strd")) return 3;
  if (is("vldr") || is("vstr") || is("ldr") || is("str")) return 2;
  if (is("sdiv") || is("udiv")) return 7;
  return 1;
}

/// Filling the pipeline after a branch takes one to three cycles, on average one and a half: three halves.
constexpr unsigned kRefillHalfCycles = 3;

void count(unsigned, void* data) {
  if (!state.counting) return;
  const auto* instruction = static_cast<const Instruction*>(data);
  if (instruction->address != state.expected) state.half_cycles += kRefillHalfCycles;
  state.expected = instruction->next;
  state.half_cycles += 2 * instruction->cycles;
  ++state.instructions;
}

void begin(unsigned, void* data) {
  state.counting = true;
  state.instructions = 0;
  state.half_cycles = 0;
  state.expected = static_cast<const Instruction*>(data)->next;
}

void end(unsigned, void*) {
  if (!state.counting) return;
  state.counting = false;
  std::fprintf(stderr, "measured: instructions %llu", static_cast<unsigned long long>(state.instructions));
  if (state.estimates_cycles) {
    std::fprintf(stderr, " cycles %llu", static_cast<unsigned long long>(state.half_cycles / 2));
  }
  std::fputc('\n', stderr);
}

void translated(qemu_plugin_id_t, qemu_plugin_tb* block) {
  for (std::size_t i = 0; i < qemu_plugin_tb_n_insns(block); ++i) {
    qemu_plugin_insn* instruction = qemu_plugin_tb_get_insn(block, i);
    const std::uint64_t address = qemu_plugin_insn_vaddr(instruction);
    unsigned cycles = 0;
    if (state.estimates_cycles) {
      char* text = qemu_plugin_insn_disas(instruction);
      cycles = cycles_of(text);
      std::free(text);
    }
    state.translated.push_back(
        std::make_unique<Instruction>(Instruction{address, address + qemu_plugin_insn_size(instruction), cycles}));
    Instruction* data = state.translated.back().get();
    if (address == state.end) qemu_plugin_register_vcpu_insn_exec_cb(instruction, end, QEMU_PLUGIN_CB_NO_REGS, data);
    qemu_plugin_register_vcpu_insn_exec_cb(instruction, count, QEMU_PLUGIN_CB_NO_REGS, data);
    if (address == state.begin) {
      qemu_plugin_register_vcpu_insn_exec_cb(instruction, begin, QEMU_PLUGIN_CB_NO_REGS, data);
    }
  }
}

}  // namespace

extern "C" [[gnu::visibility("default")]] int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t*, int count,
                                                                  char** words) {
  for (int i = 0; i < count; ++i) {
    // The lowest bit of a Thumb function's address is no part of the address.
    if (std::strncmp(words[i], "begin=", 6) == 0) state.begin = std::strtoull(words[i] + 6, nullptr, 16) & ~1ULL;
    if (std::strncmp(words[i], "end=", 4) == 0) state.end = std::strtoull(words[i] + 4, nullptr, 16) & ~1ULL;
    if (std::strcmp(words[i], "cycles=on") == 0) state.estimates_cycles = true;
  }
  if (state.begin == 0 || state.end == 0) {
    std::fputs("count_instructions: begin=<address> and end=<address> are needed\n", stderr);
    return 1;
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  return 0;
}
