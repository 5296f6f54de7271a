// How each digit is written: the strokes of a pen in a unit square.
#pragma once

#include <vector>

namespace constnet::runtime {

/// x to the right, y down.
struct Point {
  float x, y;
};

/// Points on a smooth curve; a corner is where one stroke ends and the next begins.
using Stroke = std::vector<Point>;

/// One way to write a digit.
using Glyph = std::vector<Stroke>;

/// The ways to write each digit.
const std::vector<std::vector<Glyph>>& digit_glyphs();

}  // namespace constnet::runtime
