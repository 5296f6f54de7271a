// Turns a model type into a NetworkDescription: the last template of the code generator.
#pragma once

#include <boost/hana/for_each.hpp>
#include <constnet/codegen/network.hpp>
#include <map>
#include <string>

namespace constnet::codegen {

/// Describes `Model`, a checked Sequential, under the name `name`; `header` is the file named in the banner.
template <typename Model>
NetworkDescription describe(std::string name, std::string header) {
  NetworkDescription network{std::move(name), std::move(header), {}};
  std::map<std::string, int> used;
  Shape shape = Model::input_shape;
  boost::hana::for_each(Model::layers, [&](const auto& layer) {
    const std::string stem = layer.snake_name;
    const Shape output = output_shape(layer, shape);
    network.layers.push_back({stem + "_" + std::to_string(++used[stem]), layer.class_name, layer, shape, output,
                              parameter_count(layer, shape)});
    shape = output;
  });
  return network;
}

}  // namespace constnet::codegen
