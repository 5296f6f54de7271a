// What a generated network needs on a microcontroller: flash, memory and stack.
#pragma once

#include <optional>
#include <string>

#include "emit/code.hpp"
#include "emit/writer.hpp"

namespace constnet::codegen {

/// All in bytes. Where weights do not change, those that are trained and what the optimizer keeps are 0.
struct DeviceNeeds {
  long long frozen = 0;     ///< weights that stay in flash
  long long trained = 0;    ///< weights in memory; in flash besides, where training starts from
  long long optimizer = 0;  ///< what it keeps from step to step
  long long arena = 0;      ///< that of training, if there is one, in which prediction can take its turn
  long long code = 0;       ///< of all steps; an estimate
  int stack = 0;            ///< an allowance

  long long memory() const { return trained + optimizer + arena + stack; }
};

/// Nothing for networks that are not for a microcontroller alone: with bodies for several widths, with vectors other
/// than Helium's, with the desk's training, or with so much straight-line code that the stack is not known.
std::optional<DeviceNeeds> device_needs(const PlannedNetwork& planned);

/// The same as one or two lines of text, each with its end.
std::string device_text(const PlannedNetwork& planned, const DeviceNeeds& needs);

/// What `summary --device` prints: the needs of a network generated for microcontrollers, with one lane and for Helium,
/// for prediction and for training by each optimizer of train_step.
std::string device_table(const NetworkDescription& network);

/// The constants stack_bytes, code_bytes and memory_bytes, for static_assert.
void emit_device_constants(Writer& out, const PlannedNetwork& planned, const DeviceNeeds& needs);

}  // namespace constnet::codegen
