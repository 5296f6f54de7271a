// What is left of a generated function once all that is known while generating has been computed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "unroll/syntax.hpp"

namespace constnet::codegen {

struct Block;

/// A line of code, or a block in braces.
struct Item {
  std::string text;  ///< without its semicolon
  std::string type;  ///< of the variable that the line declares, or ""
  std::string name;  ///< of that variable
  std::unique_ptr<Block> block;
};

struct Block {
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
  Block body;
};

/// Runs `entry` with all numbers that are known: loops run, calls of other `functions` but those in `kept` are entered,
/// addresses become a base and a number. A parameter `count` is taken to be 1. What has to be computed when the
/// program runs is left as it stands. Throws std::logic_error where control depends on a value that is not known.
Residual evaluate(const Function& entry, const std::vector<Function>& functions, const std::vector<std::string>& kept,
                  int lanes);

}  // namespace constnet::codegen
