// File names with an epoch's figures in them, in Python's format language.
#pragma once

#include <optional>
#include <string>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// What a file name is made from. Keras counts from 1 here.
struct PathValues {
  int epoch;
  std::optional<int> batch;
  const Logs& logs;
};

/// `pattern` with its fields filled in: {epoch}, {batch}, and any figure, {val_loss}; a format may follow, as Python
/// has it: [0][WIDTH]d for whole numbers, [0][WIDTH][.PRECISION]f, e or g: {epoch:02d}, {val_loss:.2f}. {{ and }} stand
/// for braces. Throws Error for a field that cannot be read or that there is no value for.
std::string format_path(const std::string& pattern, const PathValues& values);

/// Throws Error if a field of `pattern` cannot be read, whatever its value.
void check_path(const std::string& pattern);

}  // namespace constnet::runtime
