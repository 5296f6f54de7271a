// Emits the copying of kernels into the order in which tiles read them.
#pragma once

#include <functional>
#include <string>

#include "emit/product.hpp"

namespace constnet::codegen {

/// Where a tap's weights lie before they are packed: the expression of the first, for given row, column and channel
/// variables (each may be "").
using WeightSource =
    std::function<std::string(const std::string& row, const std::string& column, const std::string& channel)>;

/// Distances between packed weights of neighbouring rows, columns and channels of taps, where `width` outputs lie
/// together.
struct PackedSteps {
  long long row;
  long long column;
  long long channel;
};
PackedSteps packed_steps(const Product& product, TapOrder order, int width);

/// Emits loops that copy a kernel into packed weights: for each tap and channel, `outputs` consecutive values, each
/// times its own of the array `factors` where that is not empty.
void emit_pack(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source, int outputs,
               const std::string& factors = "");

/// Emits loops that copy packed weights to where emit_pack took them from.
void emit_unpack(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                 int outputs);

/// The same as emit_pack for weights whose channels are consecutive and whose outputs lie `output_step` apart.
void emit_pack_transposed(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                          int outputs, int output_step);

}  // namespace constnet::codegen
