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

/// A place in loops over packed weights: the vectors of outputs that lie together, the tap and the channel. Variables
/// of loops that run once, or are not there, are "".
struct PackedPlace {
  Segment vectors;
  int width;  ///< outputs that lie together
  int start;  ///< the first of them, without `group`
  PackedSteps steps;
  std::string group, row, column, channel;
  std::string in_order;  ///< where the weights lie in the packed ones
};

/// Emits the loops over `packed`, without those over channels where not `with_channels`, and `body` in a scope.
void emit_packed_loops(Writer& out, const ProductCode& code, const std::string& packed, bool with_channels,
                       const std::function<void(const PackedPlace&)>& body);

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
