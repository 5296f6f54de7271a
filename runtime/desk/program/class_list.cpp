// class_list: cuts at commas, then at the hyphen.
#include "class_list.hpp"

#include <algorithm>
#include <set>

#include "numbers.hpp"

namespace constnet::runtime {

std::optional<std::vector<int>> class_list(const std::string& text) {
  constexpr int largest = 9999;
  std::set<int> classes;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const std::size_t hyphen = part.find('-');
    const auto first = whole_number(part.substr(0, hyphen), largest);
    const auto last = hyphen == std::string::npos ? first : whole_number(part.substr(hyphen + 1), largest);
    if (!first || !last || *first > *last) return std::nullopt;
    for (auto one = *first; one <= *last; ++one) classes.insert(static_cast<int>(one));
    begin = end + 1;
  }
  return std::vector<int>(classes.begin(), classes.end());
}

}  // namespace constnet::runtime
