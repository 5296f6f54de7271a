// Adds options to commands; each reads its text itself, to say what is wrong with it.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace constnet::runtime {

/// "one, two, three"
std::string join(const std::vector<std::string>& words);

/// Options of the last value given. `set` gets what was read; it throws CLI::ValidationError(name, sentence) for what
/// it does not take. Where an option is on the command line twice, the second counts.
class OptionMaker {
 public:
  CLI::Option* text(CLI::App* command, const std::string& name, const char* type, const char* help,
                    std::function<void(const std::string&)> set);
  /// A text that must not be empty; `expected` is what the error says ("a file to write").
  CLI::Option* file(CLI::App* command, const std::string& name, const char* help, const char* expected,
                    std::function<void(const std::string&)> set);
  CLI::Option* whole(CLI::App* command, const std::string& name, const char* help, std::uint64_t smallest,
                     std::uint64_t largest, std::function<void(std::uint64_t)> set);
  CLI::Option* positive(CLI::App* command, const std::string& name, const char* help, std::function<void(double)> set);
};

}  // namespace constnet::runtime
