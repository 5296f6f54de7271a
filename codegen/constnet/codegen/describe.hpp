// Turns a model type into a NetworkDescription: the last template of the code generator.
#pragma once

#include <boost/hana/for_each.hpp>
#include <constnet/codegen/network.hpp>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace constnet::codegen {

/// Writes layers down one after the other, those inside of branches before the layer that holds them.
class Describer {
 public:
  Describer(std::string name, std::string header) : network_{std::move(name), std::move(header), {}} {}

  /// Adds a list of layers that reads layer number `input`; returns the number of the one that ends it.
  template <typename Layers>
  int add_list(const Layers& layers, int input) {
    boost::hana::for_each(layers, [&](const auto& layer) { input = add(layer, input); });
    return input;
  }

  NetworkDescription network() && { return std::move(network_); }

 private:
  template <typename L>
  int add(const L& layer, int input) {
    if constexpr (HasBranches<L>) {
      std::vector<int> ends;
      boost::hana::for_each(L::branches, [&](const auto& branch) { ends.push_back(add_list(branch.layers, input)); });
      return push(layer, std::conditional_t<requires { L::has_projection; }, Sum, Joined>{}, ends, 0);
    } else {
      const std::vector<int> inputs = std::is_same_v<L, Input> ? std::vector<int>{} : std::vector<int>{input};
      return push(layer, layer, inputs, parameter_count(layer, shape_of(inputs)));
    }
  }

  template <typename L>
  int push(const L& layer, const Arguments& arguments, const std::vector<int>& inputs, std::int64_t parameters) {
    const std::string stem = snake_name_of(layer);
    // What holds branches has the shape of all of it, counted from the map that the branches read.
    const Shape input = shape_of(inputs);
    Shape output = input;
    if constexpr (!HasBranches<L>) {
      output = output_shape(layer, input);
    } else if (std::holds_alternative<Joined>(arguments)) {
      output.channels = 0;
      for (const int end : inputs) output.channels += shape_of({end}).channels;
    }
    bool trainable = true;
    if constexpr (requires { layer.trainable; }) trainable = layer.trainable;
    network_.layers.push_back({stem + "_" + std::to_string(++used_[stem]), class_name_of(layer), arguments, inputs,
                               input, output, parameters, trainable});
    return static_cast<int>(network_.layers.size()) - 1;
  }

  Shape shape_of(const std::vector<int>& inputs) const {
    return inputs.empty() ? Shape{} : network_.layers[static_cast<std::size_t>(inputs.front())].output;
  }

  NetworkDescription network_;
  std::map<std::string, int> used_;
};

/// Describes `Model`, a checked Sequential, under the name `name`; `header` is the file named in the banner.
template <typename Model>
NetworkDescription describe(std::string name, std::string header) {
  Describer describer(std::move(name), std::move(header));
  describer.add_list(Model::layers, 0);
  return std::move(describer).network();
}

}  // namespace constnet::codegen
