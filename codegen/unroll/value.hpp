// What a variable or an expression of generated code is worth before the program runs.
#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "unroll/syntax.hpp"

namespace constnet::codegen {

/// Precedence of texts: of a sum, of what begins with an operator, of what needs no brackets anywhere.
constexpr int kSum = 9;
constexpr int kPrefix = 11;
constexpr int kAtom = 12;

/// A number, or a text plus a number. `precedence` is the text's.
struct Value {
  std::string text;
  long long number = 0;
  int precedence = kAtom;

  bool known() const { return text.empty(); }
};

inline Value number(long long n) { return {"", n, kAtom}; }
inline Value atom(std::string text) { return {std::move(text), 0, kAtom}; }

/// The value as an operand of an operator of `precedence`.
std::string print(const Value& value, int precedence = 0);

/// A variable of the function that is run: known or a pointer (`folded`), or one that stays in the code.
struct Variable {
  Value value;
  bool folded;
};

using Scope = std::unordered_map<std::string, Variable>;
using Frame = std::vector<Scope>;

/// The variable of that name in the innermost scope that has one; null where there is none.
Variable* find(Frame& frame, const std::string& name);

/// array[index].
Value element(const Value& array, const Value& index);

/// `a op b`.
Value binary(const std::string& op, const Value& a, const Value& b);

/// The value of `e`; ++ and -- change variables of `frame`.
Value evaluate(const Expression& e, Frame& frame);

}  // namespace constnet::codegen
