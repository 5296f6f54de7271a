// Small pieces of text for people.
#pragma once

#include <cstdio>
#include <string>

namespace constnet::runtime {

/// printf into a string; at most 255 characters.
template <typename... Values>
std::string print(const char* format, Values... values) {
  char text[256];
  std::snprintf(text, sizeof text, format, values...);
  return text;
}

/// 93322 as "93,322".
inline std::string with_separators(unsigned long long number) {
  std::string text = std::to_string(number);
  for (std::size_t place = text.size(); place > 3; place -= 3) text.insert(place - 3, ",");
  return text;
}

}  // namespace constnet::runtime
