// Emits the copying of kernels that see a part of the channels only into the order in which tiles read them.
#pragma once

#include "emit/pack.hpp"

namespace constnet::codegen {

/// Groups of a convolution that a product takes together. In the product each filter sees the channels of all of them;
/// its weights for channels of other groups than its own are 0.
struct KernelParts {
  int count;
  int channels;  ///< of each part
  int filters;
};

/// As emit_pack, with zeros between the parts. `source` is where the weights of a tap and a channel of its part lie,
/// for the filters of all parts.
void emit_pack_parts(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                     const KernelParts& parts, const std::string& factors = "");

/// As emit_unpack, without the zeros.
void emit_unpack_parts(Writer& out, const ProductCode& code, const std::string& packed, const WeightSource& source,
                       const KernelParts& parts);

/// As emit_pack_transposed: the product's outputs are the channels of all parts, its channels the filters.
void emit_pack_parts_transposed(Writer& out, const ProductCode& code, const std::string& packed,
                                const WeightSource& source, const KernelParts& parts, int output_step);

}  // namespace constnet::codegen
