// Index expressions of generated code: sums without zero terms, loops without the ones that run once.
#pragma once

#include <string>
#include <vector>

#include "emit/writer.hpp"

namespace constnet::codegen {

/// `variable * factor`; an empty variable stands for a loop that runs once and counts as zero.
struct Term {
  std::string variable;
  long long factor;
};

/// "base + y * 832 + 64": what is zero is left out.
std::string sum(const std::string& base, const std::vector<Term>& terms, long long constant = 0);

/// "0.5f": the shortest text of the nearest float.
std::string literal(double x);

/// A run of equal pieces along one dimension.
struct Segment {
  int start;  ///< first element
  int count;  ///< pieces
  int size;   ///< elements per piece
};

/// Cuts `n` elements into pieces of `size` and, where that leaves some over, one smaller piece.
std::vector<Segment> cut(int n, int size);

/// Opens `for (int variable = 0; ...)` where `count` is above one; returns the variable, or "" where there is no loop.
std::string open_loop(Writer& out, const std::string& variable, int count);
/// Closes what open_loop opened.
void close_loop(Writer& out, const std::string& variable);

}  // namespace constnet::codegen
