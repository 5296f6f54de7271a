// Text of generated code as tokens.
#include "unroll/tokens.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace constnet::codegen {
namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Length of the name at the start of `text`: a::b and a.b are one name.
std::size_t name_length(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (in_name(text[i])) {
      ++i;
    } else if (text[i] == '.' && i + 1 < text.size() && starts_name(text[i + 1])) {
      ++i;
    } else if (text.substr(i, 2) == "::" && i + 2 < text.size() && starts_name(text[i + 2])) {
      i += 2;
    } else {
      break;
    }
  }
  return i;
}

}  // namespace

bool starts_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::vector<std::string> tokens_of(std::string_view text) {
  static constexpr std::array<std::string_view, 22> long_operators{"<<=", ">>=", "++", "--", "+=", "-=", "*=", "/=",
                                                                   "|=",  "&=",  "^=", "==", "!=", "<=", ">=", "&&",
                                                                   "||",  "<<",  ">>", "->", "%=", "::"};
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++i;
    } else if (text.substr(i, 2) == "//") {
      i = std::min(text.find('\n', i), text.size());
    } else if (starts_name(c)) {
      const std::size_t n = name_length(text.substr(i));
      tokens.emplace_back(text.substr(i, n));
      i += n;
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      std::size_t n = i;
      while (n < text.size() && (in_name(text[n]) || text[n] == '.' ||
                                 ((text[n] == '-' || text[n] == '+') && (text[n - 1] == 'e' || text[n - 1] == 'E')))) {
        ++n;
      }
      tokens.emplace_back(text.substr(i, n - i));
      i = n;
    } else {
      std::size_t n = 1;
      for (const std::string_view op : long_operators) {
        if (text.substr(i, op.size()) == op) {
          n = op.size();
          break;
        }
      }
      tokens.emplace_back(text.substr(i, n));
      i += n;
    }
  }
  return tokens;
}

std::vector<std::string_view> identifiers_in(std::string_view text) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < text.size();) {
    if (starts_name(text[i]) && (i == 0 || !in_name(text[i - 1]))) {
      const std::size_t n = name_length(text.substr(i));
      names.push_back(text.substr(i, n));
      i += n;
    } else {
      ++i;
    }
  }
  return names;
}

}  // namespace constnet::codegen
