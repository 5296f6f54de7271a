// How many bytes of machine code generated text becomes.
#pragma once

#include <string_view>

#include "plan/target.hpp"

namespace constnet::codegen {

/// Bytes of code that compilers make of `text` at -O2 on x86: what an operation, a loop and a call cost on average,
/// fitted to functions of 20 networks. Of a network's steps together it is within a factor of 1.5, of one step of 2.
long long predicted_code_bytes(std::string_view text, const Target& target);

}  // namespace constnet::codegen
