// The table that Keras' model.summary() prints.
#include "summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "steps/step.hpp"

namespace constnet::codegen {
namespace {

/// Columns of Keras 2's table: of a plain list of layers, and of a network whose layers read others than the one before
/// (keras/utils/layer_utils.py, print_summary: line_length and positions).
const std::vector<std::size_t> kListEnds{29, 55, 65};
const std::vector<std::size_t> kGraphEnds{32, 53, 65, 98};

std::string row(const std::vector<std::string>& fields, const std::vector<std::size_t>& ends) {
  std::string line;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (i > 0) line.back() = ' ';
    line += i < fields.size() ? fields[i] : "";
    line.resize(ends[i], ' ');
  }
  return line + "\n";
}

std::string shape_with_batch(const Shape& shape) {
  return shape.rank == 1 ? fmt::format("(None, {})", shape.channels)
                         : fmt::format("(None, {}, {}, {})", shape.height, shape.width, shape.channels);
}

bool is_list(const NetworkDescription& network) {
  for (std::size_t i = 1; i < network.layers.size(); ++i) {
    if (network.layers[i].inputs != std::vector<int>{static_cast<int>(i) - 1}) return false;
  }
  return true;
}

}  // namespace

std::string summary(const NetworkDescription& network) {
  const bool list = is_list(network);
  const std::vector<std::size_t>& ends = list ? kListEnds : kGraphEnds;
  const std::string thin = std::string(ends.back(), '_') + "\n";
  const std::string thick = std::string(ends.back(), '=') + "\n";
  std::vector<std::string> titles{"Layer (type)", "Output Shape", "Param #"};
  if (!list) titles.push_back("Connected to");
  std::string text = fmt::format("Model: \"{}\"\n", network.name) + thin + row(titles, ends) + thick;
  long long total = 0;
  long long frozen = 0;
  // As in Keras, the input has a row only where others can refer to it.
  for (std::size_t i = list ? 1 : 0; i < network.layers.size(); ++i) {
    const Layer& layer = network.layers[i];
    total += layer.parameter_count;
    // Moving statistics are parameters that training does not train.
    const bool moving = std::holds_alternative<BatchNormalization>(layer.arguments);
    frozen += !layer.trainable ? layer.parameter_count : moving ? 2LL * layer.output.channels : 0;
    std::vector<std::string> fields{fmt::format("{} ({})", layer.name, layer.class_name),
                                    shape_with_batch(layer.output), std::to_string(layer.parameter_count)};
    const auto input_of = [&](std::size_t n) {
      return fmt::format("{}[0][0]", network.layers[static_cast<std::size_t>(layer.inputs[n])].name);
    };
    if (!list && !layer.inputs.empty()) fields.push_back(input_of(0));
    text += row(fields, ends);
    for (std::size_t n = 1; !list && n < layer.inputs.size(); ++n) text += row({"", "", "", input_of(n)}, ends);
    text += i + 1 == network.layers.size() ? thick : thin;
  }
  return text +
         fmt::format("Total params: {}\nTrainable params: {}\nNon-trainable params: {}\n", with_separators(total),
                     with_separators(total - frozen), with_separators(frozen)) +
         thin;
}

}  // namespace constnet::codegen
