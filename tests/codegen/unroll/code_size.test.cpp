// Predicted bytes of code against those that the compiler has made.
#include "unroll/code_size.hpp"

#include <array>
#include <cstdio>
#include <map>
#include <memory>

#include "catch.hpp"
#include "desk/program/program_run.hpp"

using namespace constnet::codegen;

namespace {

struct Sizes {
  long long predicted = 0;
  long long real = 0;
};

/// The bytes of each function in `library`: "N_AVX3::conv2d_1_forward" to bytes.
std::map<std::string, long long> symbols_of(const std::string& library) {
  std::map<std::string, long long> bytes;
  const std::unique_ptr<FILE, int (*)(FILE*)> names(popen(("nm -S -C " + library).c_str(), "r"), pclose);
  REQUIRE(names != nullptr);
  for (std::array<char, 4096> line{}; std::fgets(line.data(), line.size(), names.get()) != nullptr;) {
    unsigned long long size = 0;
    std::array<char, 400> name{};
    if (std::sscanf(line.data(), "%*x %llx %*c %*[^:]::%399[^( ]", &size, name.data()) == 2) {
      bytes[name.data()] += static_cast<long long>(size);
    }
  }
  return bytes;
}

/// Sums over the steps' functions of one width of the generated `source`.
Sizes sizes_of(const std::string& source, const std::map<std::string, long long>& symbols, const Target& target,
               const std::string& target_name) {
  const std::size_t start = source.find(std::string(target.condition) + "\n");
  REQUIRE(start != std::string::npos);
  const std::string body = source.substr(start, std::min(source.find("\n#e", start), source.size()) - start);
  Sizes sizes;
  for (std::size_t at = body.find("void "); at != std::string::npos; at = body.find("void ", at + 1)) {
    const bool starts = body[at - 1] == '\n' || body.substr(at - 14, 14) == "\nHWY_NOINLINE ";
    if (!starts) continue;
    const std::string name = body.substr(at + 5, body.find('(', at) - at - 5);
    const bool step = name.find("_1_") != std::string::npos || name.find("_2_") != std::string::npos ||
                      name.find("_3_") != std::string::npos;
    const auto symbol = symbols.find("N_" + target_name + "::" + name);
    if (!step || name.find("prepare") != std::string::npos || name.find("add_gradients") != std::string::npos ||
        symbol == symbols.end()) {
      continue;
    }
    const std::size_t end = body.find("\n}\n", at);
    sizes.predicted += predicted_code_bytes(std::string_view(body).substr(at, end - at), target);
    sizes.real += symbol->second;
  }
  return sizes;
}

}  // namespace

TEST_CASE("Bytes of code are predicted within a factor of two") {
  struct Generated {
    const char* source;
    const char* library;
  };
  const std::array<std::string, 4> names{"AVX3", "AVX2", "SSE4", "SCALAR"};
  for (const Generated& network : {Generated{LOOPS_SOURCE, LOOPS_LIBRARY}, Generated{LINES_SOURCE, LINES_LIBRARY}}) {
    const auto bytes = get_file(network.source);
    const auto symbols = symbols_of(network.library);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const Sizes sizes = sizes_of(std::string(bytes.begin(), bytes.end()), symbols, all_targets[i], names[i]);
      INFO(network.source << " " << names[i] << ": predicted " << sizes.predicted << ", real " << sizes.real);
      CHECK(sizes.real > 1000);
      CHECK(sizes.predicted < 2 * sizes.real);
      CHECK(sizes.real < 2 * sizes.predicted);
    }
  }
}
