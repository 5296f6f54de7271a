// What a run of one of the firmware example's programs reported, and what it may take.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

namespace constnet::firmware_test {

/// One target's log: the program's lines, the counting plugin's, and those that run_targets.sh puts before them.
struct Measured {
  std::string target;
  std::map<std::string, long long> quantities;  ///< code, weights, state, arena, stack, ram, instructions, cycles
  std::array<std::array<float, 10>, 10> outputs{};
  int digits = 0;  ///< lines of outputs found
  int right = -1;  ///< digits that were recognized; -1: the program did not come to its end
  // Of training:
  std::map<std::string, float> losses;  ///< before, after
  std::vector<float> parameters;
  bool ended = false;  ///< the program came to its end
};

/// Reads a log; of what was measured for each image the largest counts.
Measured read_log(const std::string& path);

struct Ceiling {
  std::string target;
  std::string quantity;
  long long at_most;
};
std::vector<Ceiling> read_ceilings(const std::string& path);

/// Prints a quantity in a column, or "-" where it was not measured.
void print(const Measured& measured, const char* quantity, int width);

void print(const std::vector<Ceiling>& ceilings);

/// Says what is above its ceiling, of which ceiling's target there is no run, and where the stack is above what the
/// generated header allows for it; returns whether there is any.
bool complain(const std::vector<Measured>& all, const std::vector<Ceiling>& ceilings);

}  // namespace constnet::firmware_test
