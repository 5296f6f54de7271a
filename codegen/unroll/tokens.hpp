// Text of generated code as tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace constnet::codegen {

bool starts_name(char c);

/// Names, numbers and operators, without spaces and comments. a::b and a.b are one name.
std::vector<std::string> tokens_of(std::string_view text);

/// The identifiers in `text`, each as often as it stands there; those with :: or . in one piece.
std::vector<std::string_view> identifiers_in(std::string_view text);

}  // namespace constnet::codegen
