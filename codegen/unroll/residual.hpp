// What is left of a generated function once all that is known while generating has been computed.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "unroll/syntax.hpp"

namespace constnet::codegen {

struct CodeBlock;

/// A line of code, or a block in braces.
struct Item {
  std::string text;  ///< without its semicolon
  std::string type;  ///< of the variable that the line declares, or ""
  std::string name;  ///< of that variable
  std::unique_ptr<CodeBlock> block;
};

struct CodeBlock {
  std::string comment;  ///< which iteration and which function this was: "y 2, conv2d_1_tile_1x5"
  std::vector<Item> items;

  int lines() const;
  bool declares() const;
};

/// A pointer that the lines are written in terms of: a parameter of the function, or one that is computed at its top.
struct Base {
  std::string type;  ///< "const float*"
  std::string name;
  std::string value;  ///< "" for a parameter
};

struct Residual {
  std::vector<Base> bases;
  CodeBlock body;
};

/// What is given beforehand.
struct Bounds {
  bool one_image = true;                                    ///< a parameter `count` is 1
  long long lines = std::numeric_limits<long long>::max();  ///< that may be left
};

/// Runs `entry` with all numbers that are known: loops run, calls of other `functions` but those in `kept` are entered,
/// addresses become a base and a number. What has to be computed when the
/// program runs is left as it stands. Throws std::logic_error where control depends on a value that is not
/// known, and where more lines would be left than `bounds` has.
Residual evaluate(const Function& entry, const std::vector<Function>& functions, const std::vector<std::string>& kept,
                  int lanes, const Bounds& bounds);

}  // namespace constnet::codegen
