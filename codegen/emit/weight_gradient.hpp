// Emits dense weight gradients: products of inputs and output gradients, summed over pixels and images in registers.
#pragma once

#include <string>

#include "emit/expression.hpp"
#include "emit/writer.hpp"
#include "plan/target.hpp"

namespace constnet::codegen {

/// The sums d_kernel[entry][output] += input[pixel + entry] * d_output[pixel][output]. Entries are `run_length` inputs
/// that follow each other, in `run_rows` x `run_columns` runs; pixels are `rows` x `columns` of each image.
struct WeightGradient {
  std::string name;  ///< functions are called NAME_6x2 and so on
  Target target;
  int run_rows = 1;
  int run_columns = 1;
  int run_row_step = 0;
  int run_column_step = 0;
  int run_length = 1;
  int output_vectors = 1;
  int rows = 1;
  int columns = 1;
  int input_row_step = 0;  ///< floats in the input between neighbouring pixels of the output
  int input_column_step = 0;
  int input_image_step = 0;
  int d_row_step = 0;
  int d_column_step = 0;
  int d_image_step = 0;
  int d_kernel_row_step = 0;   ///< floats in d_kernel between the rows of runs; 0: no gaps
  int d_run_row_step = 0;      ///< floats in d_output between the rows of runs: 0 where all share it
  bool entries_first = false;  ///< whether all outputs of an entry are summed before those of the next one
  std::string cleared;  ///< under this condition sums start from zero, and what d_kernel holds is cleared; "": never
};

/// Emits one function per tile of entries x vectors.
void emit_weight_gradient_tiles(Writer& out, const WeightGradient& gradient);

/// Emits the loops that call them; all three are expressions of pointers, `count` that of the number of images.
void emit_weight_gradient_loops(Writer& out, const WeightGradient& gradient, const std::string& input,
                                const std::string& d_output, const std::string& d_kernel);

}  // namespace constnet::codegen
