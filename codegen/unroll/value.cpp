// Expressions of generated code with all numbers computed that are known.
#include "unroll/value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <vector>

namespace constnet::codegen {
namespace {

using Kind = Expression::Kind;

long long apply(const std::string& op, long long a, long long b) {
  if (op == "+") return a + b;
  if (op == "-") return a - b;
  if (op == "*") return a * b;
  if (op == "/") return a / b;
  if (op == "%") return a % b;
  if (op == "<<") return a << b;
  if (op == ">>") return a >> b;
  if (op == "<") return a < b;
  if (op == ">") return a > b;
  if (op == "<=") return a <= b;
  if (op == ">=") return a >= b;
  if (op == "==") return a == b;
  if (op == "!=") return a != b;
  if (op == "&") return a & b;
  if (op == "|") return a | b;
  if (op == "^") return a ^ b;
  if (op == "&&") return static_cast<long long>(a != 0 && b != 0);
  if (op == "||") return static_cast<long long>(a != 0 || b != 0);
  throw std::logic_error("unroll: unknown operator " + op);
}

int level_of(const std::string& op) {
  static const std::map<std::string, int> levels{{"||", 1}, {"&&", 2}, {"|", 3}, {"^", 4},  {"&", 5},  {"==", 6},
                                                 {"!=", 6}, {"<", 7},  {">", 7}, {"<=", 7}, {">=", 7}, {"<<", 8},
                                                 {">>", 8}, {"+", 9},  {"-", 9}, {"*", 10}, {"/", 10}, {"%", 10}};
  return levels.at(op);
}

void advance(const Expression& place, Frame& frame, long long by) {
  Variable* variable = place.kind == Kind::name ? find(frame, place.text) : nullptr;
  if (variable == nullptr || !variable->folded) throw std::logic_error("unroll: a count is not known");
  variable->value.number += by;
}

Value prefix(const Expression& e, Frame& frame) {
  if (e.text == "++" || e.text == "--") {
    advance(e.operands[0], frame, e.text == "++" ? 1 : -1);
    return evaluate(e.operands[0], frame);
  }
  const Value value = evaluate(e.operands[0], frame);
  if (e.text == "*") return element(value, number(0));
  if (value.known() && e.text == "-") return number(-value.number);
  if (value.known() && e.text == "!") return number(static_cast<long long>(value.number == 0));
  return {e.text + print(value, kPrefix), 0, kPrefix};
}

Value call(const Expression& e, Frame& frame) {
  const std::string name = e.operands[0].kind == Kind::name ? e.operands[0].text : "";
  if (name == "sizeof") return number(4);  // of float and of 32-bit words, which are all that emitters ask for
  std::vector<Value> arguments;
  for (std::size_t i = 1; i < e.operands.size(); ++i) arguments.push_back(evaluate(e.operands[i], frame));
  const bool extreme = name == "std::min" || name == "std::max";
  if (extreme && arguments[0].known() && arguments[1].known()) {
    return number(name == "std::min" ? std::min(arguments[0].number, arguments[1].number)
                                     : std::max(arguments[0].number, arguments[1].number));
  }
  std::string text = (name.empty() ? print(evaluate(e.operands[0], frame), kAtom) : name) + "(";
  for (std::size_t i = 0; i < arguments.size(); ++i) text += (i == 0 ? "" : ", ") + print(arguments[i]);
  return atom(text + ")");
}

}  // namespace

std::string print(const Value& value, int precedence) {
  if (value.known()) {
    return value.number < 0 && precedence > kSum ? fmt::format("({})", value.number) : std::to_string(value.number);
  }
  std::string text = value.text;
  int own = value.precedence;
  if (value.number != 0) {
    if (own < kSum) text = "(" + text + ")";
    text += fmt::format(" {} {}", value.number < 0 ? '-' : '+', std::abs(value.number));
    own = kSum;
  }
  return own < precedence ? "(" + text + ")" : text;
}

Variable* find(Frame& frame, const std::string& name) {
  for (auto scope = frame.rbegin(); scope != frame.rend(); ++scope) {
    if (const auto found = scope->find(name); found != scope->end()) return &found->second;
  }
  return nullptr;
}

Value element(const Value& array, const Value& index) {
  const std::string at = print({index.text, array.number + index.number, index.precedence});
  return atom(print({array.text, 0, array.precedence}, kAtom) + "[" + at + "]");
}

Value binary(const std::string& op, const Value& a, const Value& b) {
  if (a.known() && b.known()) return number(apply(op, a.number, b.number));
  const int level = level_of(op);
  if (op == "+") {
    if (a.known()) return {b.text, a.number + b.number, b.precedence};
    if (b.known()) return {a.text, a.number + b.number, a.precedence};
    return {print({a.text, 0, a.precedence}, kSum) + " + " + print({b.text, 0, b.precedence}, kSum),
            a.number + b.number, kSum};
  }
  if (op == "-" && b.known()) return {a.text, a.number - b.number, a.precedence};
  if (op == "*" && (a.known() || b.known())) {
    const long long factor = a.known() ? a.number : b.number;
    if (factor == 0) return number(0);
    if (factor == 1) return a.known() ? b : a;
  }
  return {fmt::format("{} {} {}", print(a, level), op, print(b, level + 1)), 0, level};
}

Value evaluate(const Expression& e, Frame& frame) {
  switch (e.kind) {
    case Kind::integer:
      return number(e.number);
    case Kind::literal:
      return atom(e.text);
    case Kind::name: {
      const Variable* variable = find(frame, e.text);
      return variable != nullptr ? variable->value : atom(e.text);
    }
    case Kind::call:
      return call(e, frame);
    case Kind::cast: {
      const Value value = evaluate(e.operands[0], frame);
      if (value.known() && e.text.starts_with("static_cast")) return value;
      return atom(e.text + "(" + print(value) + ")");
    }
    case Kind::index:
      return element(evaluate(e.operands[0], frame), evaluate(e.operands[1], frame));
    case Kind::prefix:
      return prefix(e, frame);
    case Kind::postfix: {
      const Value before = evaluate(e.operands[0], frame);
      advance(e.operands[0], frame, e.text == "++" ? 1 : -1);
      return before;
    }
    case Kind::binary:
      return binary(e.text, evaluate(e.operands[0], frame), evaluate(e.operands[1], frame));
    case Kind::conditional: {
      const Value test = evaluate(e.operands[0], frame);
      if (test.known()) return evaluate(e.operands[test.number != 0 ? 1 : 2], frame);
      return {fmt::format("{} ? {} : {}", print(test, 1), print(evaluate(e.operands[1], frame)),
                          print(evaluate(e.operands[2], frame))),
              0, 0};
    }
    case Kind::braces:
      break;
  }
  std::vector<std::string> values;
  for (const Expression& operand : e.operands) values.push_back(print(evaluate(operand, frame)));
  return atom(fmt::format("{}{{{}}}", e.text, fmt::join(values, ", ")));
}

}  // namespace constnet::codegen
