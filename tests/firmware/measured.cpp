// Reads logs and ceilings.
#include "measured.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace constnet::firmware_test {
namespace {

std::ifstream open(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    std::fprintf(stderr, "table: %s cannot be read\n", path.c_str());
    std::exit(1);
  }
  return file;
}

/// "digit 3 is a 3; outputs 3f800000 ..."
void read_outputs(std::istringstream& words, Measured& measured) {
  int digit = 0;
  std::string word;
  words >> digit >> word >> word >> word >> word;
  if (digit < 0 || digit > 9) return;
  ++measured.digits;
  for (float& output : measured.outputs[static_cast<std::size_t>(digit)]) {
    words >> word;
    output = std::bit_cast<float>(static_cast<std::uint32_t>(std::strtoul(word.c_str(), nullptr, 16)));
  }
}

}  // namespace

Measured read_log(const std::string& path) {
  std::ifstream file = open(path);
  Measured measured;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string first;
    std::string quantity;
    long long value = 0;
    words >> first;
    if (first == "target") {
      words >> measured.target;
    } else if (first == "digit") {
      read_outputs(words, measured);
    } else if (first == "right") {
      words >> measured.right;
    } else if (first == "measured:") {
      while (words >> quantity >> value) {
        long long& largest = measured.quantities[quantity];
        largest = std::max(largest, value);
      }
    } else if (words >> quantity >> value && quantity == "bytes" && value > 0) {
      measured.quantities[first] = value;
    }
  }
  if (measured.quantities.count("stack") != 0) {
    measured.quantities["ram"] = measured.quantities["arena"] + measured.quantities["stack"];
  }
  return measured;
}

std::vector<Ceiling> read_ceilings(const std::string& path) {
  std::ifstream file = open(path);
  std::vector<Ceiling> ceilings;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream words(line);
    Ceiling ceiling{};
    if (!(words >> ceiling.target >> ceiling.quantity >> ceiling.at_most)) {
      std::fprintf(stderr, "table: %s: \"%s\" is not a target, a quantity and a number\n", path.c_str(), line.c_str());
      std::exit(1);
    }
    ceilings.push_back(ceiling);
  }
  return ceilings;
}

}  // namespace constnet::firmware_test
