// Numbers on the command line, checked as text so that the error can say what was found.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

namespace constnet::runtime {

/// The whole number that `text` is, all of it, if it is one and at most `largest`.
std::optional<std::uint64_t> whole_number(const std::string& text,
                                          std::uint64_t largest = std::numeric_limits<std::uint64_t>::max());

/// The finite decimal number that `text` is, all of it, if it is one.
std::optional<double> decimal_number(const std::string& text);

}  // namespace constnet::runtime
