// A model as plain values: what the type says, without templates, for everything behind `describe`.
#pragma once

#include <constnet/dsl.hpp>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace constnet::codegen {

/// The arguments of one layer, as the user wrote them.
using Arguments = std::variant<Input, Conv2D, MaxPooling2D, Flatten, Dense>;

/// One layer of a described network, with the shapes that the compiler checked.
struct Layer {
  std::string name;  ///< Keras' name: "conv2d_1"; numbered per class from 1
  std::string class_name;
  Arguments arguments;
  Shape input;
  Shape output;
  std::int64_t parameter_count = 0;
};

/// A whole model. `layers` starts with the Input.
struct NetworkDescription {
  std::string name;    ///< the namespace of the generated code
  std::string header;  ///< the file that declares the model, for the banner
  std::vector<Layer> layers;
};

}  // namespace constnet::codegen
