// The part of C++ that emitters write, as a tree: what the unroller reads.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace constnet::codegen {

/// An expression. `text` is a name, an operator, a literal that is no whole number, or the type of a cast.
struct Expression {
  enum class Kind { integer, literal, name, call, cast, index, prefix, postfix, binary, conditional, braces };
  Kind kind;
  std::string text;
  long long number = 0;
  std::vector<Expression> operands;
};

/// A statement: `type name = value;`, `name op= value;`, an expression, a loop, a condition or a block.
struct Statement {
  enum class Kind { declaration, assignment, expression, loop, condition, block };
  Kind kind;
  std::string type;                   ///< of a declaration
  std::string name;                   ///< of a declaration; the operator of an assignment
  std::vector<Expression> values;     ///< declaration: {value}; assignment: {place, value}; loop and condition: {test}
  std::vector<Statement> start;       ///< of a loop: at most one
  std::vector<Statement> step;        ///< of a loop
  std::vector<Statement> statements;  ///< what is inside
};

struct Parameter {
  std::string type;  ///< "const float*", without HWY_RESTRICT
  std::string name;  ///< "" where the function does not use it
};

/// A function as it was emitted.
struct Function {
  std::string name;
  std::vector<Parameter> parameters;
  std::vector<Statement> statements;
  std::string comment;   ///< the comment lines above it
  std::string text;      ///< all of it, with the comment
  bool returns = false;  ///< a value, and so is not read further
  bool readable = true;  ///< false: written in words that parse does not know
};

/// The functions in `text`, which follow each other, `}` alone closing each: name, comment and text only.
std::vector<Function> split_functions(const std::string& text);

/// Reads what is inside `function`; throws std::logic_error where emitters write something that this does not know.
/// One that returns a value keeps its text only.
void parse(Function& function);

}  // namespace constnet::codegen
