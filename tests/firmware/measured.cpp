// Reads logs and ceilings.
#include "measured.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
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

/// A float's bits in hexadecimal.
float read_float(std::istringstream& words) {
  std::string word;
  words >> word;
  return std::bit_cast<float>(static_cast<std::uint32_t>(std::strtoul(word.c_str(), nullptr, 16)));
}

/// "digit 3 is a 3; outputs 3f800000 ..."
void read_outputs(std::istringstream& words, Measured& measured) {
  int digit = 0;
  std::string word;
  words >> digit >> word >> word >> word >> word;
  if (digit < 0 || digit > 9) return;
  ++measured.digits;
  for (float& output : measured.outputs[static_cast<std::size_t>(digit)]) output = read_float(words);
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
    } else if (first == "loss") {
      words >> quantity;
      measured.losses[quantity] = read_float(words);
    } else if (first == "parameters") {
      while (words >> std::ws && !words.eof()) measured.parameters.push_back(read_float(words));
    } else if (first == "end") {
      measured.ended = true;
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
    const bool trains = !measured.losses.empty();
    for (const char* part : {"arena", "stack"}) measured.quantities["ram"] += measured.quantities[part];
    for (const char* part : {"weights", "state"}) {
      if (trains) measured.quantities["ram"] += measured.quantities[part];
    }
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

void print(const Measured& measured, const char* quantity, int width) {
  const auto found = measured.quantities.find(quantity);
  if (found == measured.quantities.end()) {
    std::printf(" %*s", width, "-");
  } else {
    std::printf(" %*lld", width, found->second);
  }
}

void print(const std::vector<Ceiling>& ceilings) {
  std::printf("\nAt most:\n");
  for (const Ceiling& ceiling : ceilings) {
    std::printf("  %-20s %-12s %9lld\n", ceiling.target.c_str(), ceiling.quantity.c_str(), ceiling.at_most);
  }
}

bool complain(const std::vector<Measured>& all, const std::vector<Ceiling>& ceilings) {
  bool wrong = false;
  for (const Ceiling& ceiling : ceilings) {
    const char* target = ceiling.target.c_str();
    const char* quantity = ceiling.quantity.c_str();
    const auto measured = std::find_if(all.begin(), all.end(), [&](const Measured& m) { return m.target == target; });
    const auto* found = measured == all.end() ? nullptr : &measured->quantities;
    if (found == nullptr) {
      std::printf("%s: there is a ceiling, but it did not run\n", target);
    } else if (found->count(quantity) == 0) {
      std::printf("%s: %s was not measured\n", target, quantity);
    } else if (found->at(quantity) > ceiling.at_most) {
      std::printf("%s: %s is %lld, at most %lld is allowed\n", target, quantity, found->at(quantity), ceiling.at_most);
    } else {
      continue;
    }
    wrong = true;
  }
  for (const Measured& measured : all) {
    if (measured.quantities.count("stack") == 0) continue;
    const auto allowance = measured.quantities.find("stack_allowance");
    if (allowance != measured.quantities.end() && measured.quantities.at("stack") <= allowance->second) continue;
    std::printf("%s: more stack is used than the generated header says\n", measured.target.c_str());
    wrong = true;
  }
  return wrong;
}

}  // namespace constnet::firmware_test
