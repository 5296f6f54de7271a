// The table that Keras' model.summary() prints.
#include "summary.hpp"

#include <fmt/format.h>

#include <array>

#include "steps/step.hpp"

namespace constnet::codegen {
namespace {

constexpr std::size_t kWidth = 65;
constexpr std::array<std::size_t, 3> kFieldEnds{29, 55, 65};

std::string row(const std::array<std::string, 3>& fields) {
  std::string line;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line.back() = ' ';
    line += fields[i];
    line.resize(kFieldEnds[i], ' ');
  }
  return line + "\n";
}

std::string shape_with_batch(const Shape& shape) {
  return shape.rank == 1 ? fmt::format("(None, {})", shape.channels)
                         : fmt::format("(None, {}, {}, {})", shape.height, shape.width, shape.channels);
}

}  // namespace

std::string summary(const NetworkDescription& network) {
  const std::string thin = std::string(kWidth, '_') + "\n";
  const std::string thick = std::string(kWidth, '=') + "\n";
  std::string text =
      fmt::format("Model: \"{}\"\n", network.name) + thin + row({"Layer (type)", "Output Shape", "Param #"}) + thick;
  long long total = 0;
  for (std::size_t i = 1; i < network.layers.size(); ++i) {
    const Layer& layer = network.layers[i];
    total += layer.parameter_count;
    text += row({fmt::format("{} ({})", layer.name, layer.class_name), shape_with_batch(layer.output),
                 std::to_string(layer.parameter_count)});
    text += i + 1 == network.layers.size() ? thick : thin;
  }
  return text +
         fmt::format("Total params: {0}\nTrainable params: {0}\nNon-trainable params: 0\n", with_separators(total)) +
         thin;
}

}  // namespace constnet::codegen
