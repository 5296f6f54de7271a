// Numbers as Python writes them, for texts that should be the same as Keras'.
#pragma once

#include <string>

namespace constnet::runtime {

/// The shortest text that reads back as the same double, in Python's form: "0.001", "1e-05", "2.0", "nan".
std::string python_text(double value);

}  // namespace constnet::runtime
