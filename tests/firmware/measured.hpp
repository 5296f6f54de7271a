// What a run of the firmware example reported, and what it may take.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

namespace constnet::firmware_test {

/// One target's log: the program's lines, the counting plugin's, and those that run_targets.sh puts before them.
struct Measured {
  std::string target;
  std::map<std::string, long long> quantities;  ///< code, weights, arena, stack, ram, instructions, cycles
  std::array<std::array<float, 10>, 10> outputs{};
  int digits = 0;  ///< lines of outputs found
  int right = -1;  ///< digits that were recognized; -1: the program did not come to its end
};

/// Reads a log; of what was measured for each image the largest counts.
Measured read_log(const std::string& path);

struct Ceiling {
  std::string target;
  std::string quantity;
  long long at_most;
};
std::vector<Ceiling> read_ceilings(const std::string& path);

}  // namespace constnet::firmware_test
