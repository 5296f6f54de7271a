// Options as CLI11 has them, with errors that say what was found and what was expected.
#include "option_maker.hpp"

#include <utility>

#include "constnet/desk/base/error.hpp"
#include "numbers.hpp"

namespace constnet::runtime {

std::string join(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

CLI::Option* OptionMaker::text(CLI::App* command, const std::string& name, const char* type, const char* help,
                               std::function<void(const std::string&)> set) {
  return command->add_option_function<std::string>(name, std::move(set), help)
      ->type_name(type)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

CLI::Option* OptionMaker::file(CLI::App* command, const std::string& name, const char* help, const char* expected,
                               std::function<void(const std::string&)> set) {
  return text(command, name, "FILE", help, [=](const std::string& found) {
    if (found.empty()) throw CLI::ValidationError(name, std::string("found an empty text, expected ") + expected);
    set(found);
  });
}

CLI::Option* OptionMaker::whole(CLI::App* command, const std::string& name, const char* help, std::uint64_t smallest,
                                std::uint64_t largest, std::function<void(std::uint64_t)> set) {
  return text(command, name, "N", help, [=](const std::string& found) {
    const auto number = whole_number(found, largest);
    if (!number || *number < smallest) {
      throw CLI::ValidationError(name, "found " + quoted(found) + ", expected a whole number from " +
                                           std::to_string(smallest) + " to " + std::to_string(largest));
    }
    set(*number);
  });
}

CLI::Option* OptionMaker::positive(CLI::App* command, const std::string& name, const char* help,
                                   std::function<void(double)> set) {
  return text(command, name, "X", help, [=](const std::string& found) {
    const auto number = decimal_number(found);
    if (!number || *number <= 0) {
      throw CLI::ValidationError(name, "found " + quoted(found) + ", expected a number above 0");
    }
    set(*number);
  });
}

}  // namespace constnet::runtime
