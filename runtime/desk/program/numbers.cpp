// Numbers from text, whatever the user's language settings.
#include "numbers.hpp"

#include <charconv>
#include <cmath>

namespace constnet::runtime {

std::optional<std::uint64_t> whole_number(const std::string& text, std::uint64_t largest) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || value > largest) return std::nullopt;
  return value;
}

std::optional<double> decimal_number(const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace constnet::runtime
