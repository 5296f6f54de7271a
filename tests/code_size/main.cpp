// Prints how many bytes of machine code each step of the mnist network takes on each instruction set, and fails where
// that is above its ceiling.
//
//   code_size_of_steps NM LIBRARY CEILINGS [--update]
//
// With --update, the ceilings become 2 % above what is found.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "firmware/measured.hpp"
#include "mnist.gen.hpp"

namespace {

/// By (instruction set, step).
using Sizes = std::map<std::pair<std::string, std::string>, long long>;

constexpr const char* kRest = "rest";  ///< what belongs to no step

/// The step whose name `function` begins with: the longest, as one step's name may begin with another's.
std::string step_of(const std::string& function) {
  const constnet::runtime::StepTable table = mnist::steps();
  std::string owner;
  for (int i = 0; i < table.count; ++i) {
    const std::string name = table.steps[i].name;
    if (function.starts_with(name + "_") && name.size() > owner.size()) owner = name;
  }
  return owner.empty() ? kRest : owner;
}

/// Adds what a line such as "0000000000000040 00000000000000c3 T mnist::N_AVX2::conv2d_1_forward(...)" says, if it is
/// one of a function of the network.
void add(const std::string& line, Sizes& sizes) {
  char kind = 0;
  unsigned long long address = 0;
  unsigned long long bytes = 0;
  if (std::sscanf(line.c_str(), "%llx %llx %c", &address, &bytes, &kind) != 3) return;
  if (std::strchr("tTwWi", kind) == nullptr) return;
  const std::string scope = "mnist::N_";
  const std::size_t at = line.find(scope);
  if (at == std::string::npos) return;
  const std::size_t target = at + scope.size();
  const std::size_t colons = line.find("::", target);
  if (colons == std::string::npos) return;
  const std::size_t name = colons + 2;
  const std::string function = line.substr(name, line.find_first_of("(<[", name) - name);
  sizes[{line.substr(target, colons - target), step_of(function)}] += static_cast<long long>(bytes);
}

std::optional<Sizes> sizes_in(const std::string& nm, const std::string& library) {
  const std::string command = "'" + nm + "' --print-size --demangle --defined-only '" + library + "'";
  const auto close = [](std::FILE* pipe) { return pclose(pipe); };
  std::unique_ptr<std::FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  Sizes sizes;
  char buffer[4096];
  while (pipe && std::fgets(buffer, sizeof buffer, pipe.get()) != nullptr) add(buffer, sizes);
  if (!pipe || pclose(pipe.release()) != 0 || sizes.empty()) {
    std::fprintf(stderr, "code_size_of_steps: %s says nothing of the network's functions in %s\n", nm.c_str(),
                 library.c_str());
    return std::nullopt;
  }
  return sizes;
}

void print(const Sizes& sizes) {
  std::map<std::string, long long> sums;
  std::printf("%-8s %-10s %8s\n", "target", "step", "bytes");
  for (const auto& [place, bytes] : sizes) {
    std::printf("%-8s %-10s %8lld\n", place.first.c_str(), place.second.c_str(), bytes);
    sums[place.first] += bytes;
  }
  for (const auto& [target, bytes] : sums) std::printf("%-8s %-10s %8lld\n", target.c_str(), "all", bytes);
}

int update(const std::string& path, const Sizes& sizes) {
  std::ofstream file(path);
  file << "# Bytes of machine code that each step of the mnist network, forward and backward, takes at most, on each\n"
          "# instruction set, compiled by g++ 12 with -O2; rest: what belongs to no step. The test code_size_of_steps\n"
          "# fails above. The target update_code_size writes this file: 2 % above what is found.\n"
          "#\n# target  step        at most\n";
  for (const auto& [place, bytes] : sizes) {
    char line[128];
    std::snprintf(line, sizeof line, "%-9s %-11s %lld\n", place.first.c_str(), place.second.c_str(),
                  (bytes * 102 + 99) / 100);
    file << line;
  }
  file.close();
  if (file) return 0;
  std::fprintf(stderr, "code_size_of_steps: %s cannot be written\n", path.c_str());
  return 1;
}

/// Whether each size has a ceiling that it keeps, and each ceiling a size.
bool check(const std::string& path, Sizes sizes) {
  bool right = true;
  for (const auto& ceiling : constnet::firmware_test::read_ceilings(path)) {
    const auto found = sizes.find({ceiling.target, ceiling.quantity});
    const std::string place = ceiling.target + " " + ceiling.quantity;
    if (found == sizes.end()) {
      std::printf("%s: there is a ceiling, but no such code\n", place.c_str());
      right = false;
      continue;
    }
    if (found->second > ceiling.at_most) {
      std::printf("%s: %lld bytes, at most %lld are allowed\n", place.c_str(), found->second, ceiling.at_most);
      right = false;
    } else if (found->second * 103 < ceiling.at_most * 100) {
      std::printf("%s: %lld bytes; the ceiling of %lld can be lowered\n", place.c_str(), found->second,
                  ceiling.at_most);
    }
    sizes.erase(found);
  }
  for (const auto& [place, bytes] : sizes) {
    std::printf("%s %s: %lld bytes, without a ceiling\n", place.first.c_str(), place.second.c_str(), bytes);
    right = false;
  }
  if (!right) std::printf("If that is meant, build the target update_code_size and look at its difference.\n");
  return right;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && !(argc == 5 && std::strcmp(argv[4], "--update") == 0)) {
    std::fprintf(stderr, "usage: %s NM LIBRARY CEILINGS [--update]\n", argv[0]);
    return 2;
  }
  const std::optional<Sizes> sizes = sizes_in(argv[1], argv[2]);
  if (!sizes) return 1;
  print(*sizes);
  if (argc == 5) return update(argv[3], *sizes);
  return check(argv[3], *sizes) ? 0 : 1;
}
