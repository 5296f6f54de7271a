// Reads a list of classes: "0,3,5-9".
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace constnet::runtime {

/// The classes of numbers and ranges between commas, in rising order, each once: "7,1-3" is {1, 2, 3, 7}. None if the
/// text is anything else, a range falls, or a class is above 9999.
std::optional<std::vector<int>> class_list(const std::string& text);

}  // namespace constnet::runtime
