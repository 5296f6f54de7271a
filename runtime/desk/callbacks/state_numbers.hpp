// Numbers out of a saved callback's state, which comes from a file.
#pragma once

#include <cmath>
#include <optional>
#include <string>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// The number of that name, if there is one.
inline std::optional<double> number_in(const CallbackState& saved, const std::string& name) {
  const auto found = saved.numbers.find(name);
  if (found == saved.numbers.end()) return std::nullopt;
  return found->second;
}

/// The whole number of that name, 0 to 2^31 - 1. Throws Error if it is missing or anything else.
inline int whole_number_in(const CallbackState& saved, const std::string& name) {
  const double value = number_in(saved, name).value_or(-1);
  if (!(value >= 0 && value <= 2147483647) || value != std::floor(value)) {
    throw Error("the checkpoint has no usable " + quoted(name) + " of a callback");
  }
  return static_cast<int>(value);
}

}  // namespace constnet::runtime
