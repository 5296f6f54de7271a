// The prediction of code size.
#include "unroll/code_size.hpp"

#include <algorithm>
#include <array>

#include "unroll/tokens.hpp"

namespace constnet::codegen {
namespace {

/// Bytes for one of each. Loads and broadcasts are often operands of other instructions.
struct Costs {
  double load;
  double set;
  double multiply_add;
  double store;
  double other;   ///< operations of vectors
  double loop;    ///< with the addresses that it advances
  double number;  ///< assignments to one element
  double helper;  ///< functions of the support part, which are inlined
  double call;
};

Costs costs_of(const Target& target) {
  if (target.lanes == 16) return {3.9, 3.8, 8.1, 7.9, 6.8, 60, 4.3, 17, 23};
  if (target.lanes == 8) return {3.7, 6.7, 7.7, 7, 5.6, 55, 4.8, 18, 20};
  if (target.lanes == 4) return {1.6, 0, 25, 3, 7.3, 53, 6, 18, 15};  // without fused multiply-adds
  return {5, 9, 9, 5, 9, 45, 7, 30, 12};
}

}  // namespace

long long predicted_code_bytes(std::string_view text, const Target& target) {
  static constexpr std::array<std::string_view, 7> types{"hn::Vec",    "hn::Mask", "hn::MaxLanes",  "hn::FixedTag",
                                                         "hn::Rebind", "hn::Zero", "hn::RebindMask"};
  static constexpr std::array<std::string_view, 8> helpers{"compete",  "store_winners", "load_winners", "only_if",
                                                           "add_bits", "copy",          "exponential",  "clear"};
  const Costs costs = costs_of(target);
  double bytes = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.starts_with("//") || !line.starts_with(" ")) continue;
    const std::string_view code = line.substr(0, line.find("// "));
    bool first = true;
    for (const std::string_view name : identifiers_in(code)) {
      const auto among = [&](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
      if (name == "hn::Load" || name == "hn::LoadU") {
        bytes += costs.load;
      } else if (name == "hn::Set") {
        bytes += costs.set;
      } else if (name == "hn::MulAdd") {
        bytes += costs.multiply_add;
      } else if (name == "hn::Store" || name == "hn::StoreU") {
        bytes += costs.store;
      } else if (name.starts_with("hn::") && !among(types)) {
        bytes += costs.other;
      } else if (name == "for") {
        bytes += costs.loop;
      } else if (among(helpers)) {
        bytes += costs.helper;
      } else if (first && code[static_cast<std::size_t>(name.data() - code.data()) + name.size()] == '(') {
        bytes += costs.call;
      }
      first = false;
    }
    if (code.find("] = ") != std::string_view::npos || code.find("] += ") != std::string_view::npos) {
      bytes += costs.number;
    }
  }
  return static_cast<long long>(bytes);
}

}  // namespace constnet::codegen
