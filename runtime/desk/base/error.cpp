// Makes foreign text fit to stand in an error sentence.
#include "constnet/desk/base/error.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>

namespace constnet::runtime {

std::string quoted(const std::string& text) {
  constexpr std::size_t longest = 200;
  const std::string shown = text.size() <= longest ? text : text.substr(0, longest) + "...";
  return nlohmann::json(shown).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace constnet::runtime
