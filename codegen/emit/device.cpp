// Sizes on a microcontroller, and their text.
#include "emit/device.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "unroll/code_size.hpp"

namespace constnet::codegen {
namespace {

/// Stack to allow for predict and train_step on Cortex-M, for one lane and for four. Measured with g++ 12 at -O2
/// and -Os by -fcallgraph-info=su for 30 networks: at most 392 and 704 bytes. Loops keep it small; straight-line code
/// of more than kUnrollDefault bytes for a step took up to 1,632.
constexpr int kStackOfOneLane = 512;
constexpr int kStackOfFourLanes = 1024;

/// Columns of a refusal in the table.
constexpr std::size_t kTextWidth = 100;

/// The size of a struct of arrays, each of which begins at a cache line.
long long in_lines(long long bytes) { return (std::max(bytes, 1LL) + 63) / 64 * 64; }

bool is_adam(const PlannedNetwork& planned) { return planned.plans.front().train_step == UpdateRule::adam; }

}  // namespace

std::optional<DeviceNeeds> device_needs(const PlannedNetwork& planned) {
  const Plan& plan = planned.plans.front();
  const bool bounded = plan.unroll >= 0 && plan.unroll <= kUnrollDefault;
  if (planned.plans.size() != 1 || !plan.target.single_issue || planned.training || !bounded) return std::nullopt;
  const BlockSizes sizes = block_sizes(planned);
  DeviceNeeds needs{.code = predicted_code_bytes(planned.step_code.front(), plan.target),
                    .stack = plan.target.lanes == 1 ? kStackOfOneLane : kStackOfFourLanes};
  if (!planned.trains_in_place()) {
    needs.frozen = in_lines(4 * sizes.prepared);
    needs.arena = in_lines(4 * sizes.inference_floats);
    return needs;
  }
  needs.frozen = in_lines(4 * std::max(sizes.frozen, kSmallestBlock));
  needs.trained = in_lines(4 * std::max(sizes.trained, kSmallestBlock));
  needs.optimizer = is_adam(planned) ? 2 * in_lines(4 * sizes.state) + in_lines(2 * sizeof(float)) : 0;
  needs.arena = std::max(in_lines(4 * sizes.floats) + in_lines(4 * sizes.words) + in_lines(sizes.bytes),
                         in_lines(4 * sizes.inference_floats));
  return needs;
}

std::string device_text(const PlannedNetwork& planned, const DeviceNeeds& needs) {
  if (!planned.trains_in_place()) {
    return fmt::format("predict: flash {} (weights) + {} (code), memory {} (arena) + {} (stack).\n",
                       with_separators(needs.frozen), with_separators(needs.code), with_separators(needs.arena),
                       with_separators(needs.stack));
  }
  const std::string optimizer =
      needs.optimizer == 0 ? "" : fmt::format(" + {} (Adam)", with_separators(needs.optimizer));
  return fmt::format("train_step: flash {} (weights that stay) + {} (weights to start from) + {} (code),\n",
                     with_separators(needs.frozen), with_separators(needs.trained), with_separators(needs.code)) +
         fmt::format("memory {} (weights){} + {} (arena) + {} (stack) = {}.\n", with_separators(needs.trained),
                     optimizer, with_separators(needs.arena), with_separators(needs.stack),
                     with_separators(needs.memory()));
}

std::string device_table(const NetworkDescription& network) {
  constexpr std::string_view format = "{:<28}{:>12}{:>10}{:>13}{:>12}{:>12}{:>8}{:>13}\n";
  std::string text = "On a microcontroller, in bytes; code is an estimate, the stack an allowance.\n";
  text += fmt::format(format, "", "flash", "", "memory", "", "", "", "");
  text += fmt::format(format, "generated with", "weights", "code", "weights", "optimizer", "arena", "stack", "in all");
  std::string refusal;
  const auto add_row = [&](const Target& target, std::optional<UpdateRule> rule) {
    Options options;
    options.winograd = 0;
    options.train_step = rule;
    options.targets = {target};
    const PlannedNetwork planned = plan_network(network, options);
    const DeviceNeeds needs = device_needs(planned).value();
    const char* what = !rule ? "WINOGRAD 0" : *rule == UpdateRule::adam ? "TRAIN_STEP adam" : "TRAIN_STEP sgd";
    text +=
        fmt::format(format, fmt::format("SIMD {} {}", target.word, what), with_separators(needs.frozen + needs.trained),
                    with_separators(needs.code), with_separators(needs.trained), with_separators(needs.optimizer),
                    with_separators(needs.arena), with_separators(needs.stack), with_separators(needs.memory()));
  };
  for (const Target& target : {all_targets.back(), helium}) {
    add_row(target, std::nullopt);
    for (const UpdateRule rule : {UpdateRule::sgd, UpdateRule::adam}) {
      try {
        add_row(target, rule);
      } catch (const std::runtime_error& error) {
        refusal = error.what();
      }
    }
  }
  if (refusal.empty()) return text;
  // "--train-step: " is for the generator's command line.
  std::istringstream words(refusal.substr(refusal.find(": ") + 2) + ".");
  std::string line = "No TRAIN_STEP:";
  for (std::string word; words >> word;) {
    if (line.size() + word.size() > kTextWidth) {
      text += line + "\n";
      line = " ";
    }
    line += " " + word;
  }
  return text + line + "\n";
}

void emit_device_constants(Writer& out, const PlannedNetwork& planned, const DeviceNeeds& needs) {
  out.comment("Bytes of stack to allow on a Cortex-M: above what any network that was measured took, at -O2 and -Os.",
              "///");
  out.line("inline constexpr std::size_t stack_bytes = {};", needs.stack);
  out.comment("Bytes of code of all steps, about.", "///");
  out.line("inline constexpr std::size_t code_bytes = {};", needs.code);
  if (planned.trains_in_place()) {
    const char* optimizer = is_adam(planned) ? " + sizeof(AdamState)" : "";
    out.comment("Bytes of memory for training; the arenas take turns.", "///");
    out.line("inline constexpr std::size_t memory_bytes =");
    out.line("    sizeof(TrainedWeights){} +", optimizer);
    out.line(
        "    (sizeof(TrainingArena) > sizeof(InferenceArena) ? sizeof(TrainingArena) : sizeof(InferenceArena)) + "
        "stack_bytes;");
  } else {
    out.comment("Bytes of memory for one image at a time.", "///");
    out.line("inline constexpr std::size_t memory_bytes = sizeof(InferenceArena) + stack_bytes;");
  }
  out.blank();
}

}  // namespace constnet::codegen
