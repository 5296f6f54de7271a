// Straight-line code: the same functions with every loop run and every call entered.
#pragma once

#include <string>

#include "emit/writer.hpp"
#include "plan/target.hpp"

namespace constnet::codegen {

/// Lines of one function of straight-line code. Compilers' time for a function grows faster than its length; a call
/// costs little beside this many lines.
constexpr int kLongestFunction = 400;

/// Writes those of `functions` (text as emitters write it) that `callers` (text as well) call, as straight-line code:
/// no loops, all indices literal. A function of more than kLongestFunction lines becomes several, NAME_part1 and so on,
/// which hand sums that are not finished yet on through memory. Functions that return a value stay as they are.
/// Throws std::logic_error where a loop depends on what is not known before the program runs.
void emit_unrolled(Writer& out, const std::string& functions, const std::string& callers, int lanes);

/// Writes `functions`, but as straight-line code those that `callers` call, that handle one image and whose straight
/// line is at most `budget` bytes of code, as predicted; and without those that are not called any more.
void emit_within_budget(Writer& out, const std::string& functions, const std::string& callers, const Target& target,
                        long long budget);

}  // namespace constnet::codegen
