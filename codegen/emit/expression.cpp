// Index expressions and loops of generated code.
#include "emit/expression.hpp"

#include <cstdlib>

namespace constnet::codegen {

std::string sum(const std::string& base, const std::vector<Term>& terms, long long constant) {
  std::string text = base;
  const auto add = [&](bool negative, const std::string& term) {
    text += text.empty() ? (negative ? "-" : "") : (negative ? " - " : " + ");
    text += term;
  };
  for (const Term& term : terms) {
    if (term.variable.empty() || term.factor == 0) continue;
    const long long factor = std::abs(term.factor);
    add(term.factor < 0, factor == 1 ? term.variable : fmt::format("{} * {}", term.variable, factor));
  }
  if (constant != 0 || text.empty()) add(constant < 0, std::to_string(std::abs(constant)));
  return text;
}

std::string literal(double x) {
  std::string text = fmt::format("{}", static_cast<float>(x));
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text + "f";
}

std::vector<Segment> cut(int n, int size) {
  std::vector<Segment> segments;
  if (n >= size) segments.push_back({0, n / size, size});
  if (n % size != 0) segments.push_back({n / size * size, 1, n % size});
  return segments;
}

std::string open_loop(Writer& out, const std::string& variable, int count) {
  if (count <= 1) return "";
  out.open("for (int {0} = 0; {0} < {1}; ++{0})", variable, count);
  return variable;
}

void close_loop(Writer& out, const std::string& variable) {
  if (!variable.empty()) out.close();
}

}  // namespace constnet::codegen
