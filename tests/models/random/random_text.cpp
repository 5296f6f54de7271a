// Prints models as a user writes them.
#include <sstream>
#include <utility>

#include "models/random/random_model.hpp"

namespace constnet::comparison {
namespace {

std::string word(int number) { return std::to_string(number); }
std::string word(bool yes) { return yes ? "true" : "false"; }
std::string word(Padding padding) { return padding == same ? "same" : "valid"; }
std::string word(Activation activation) {
  return activation == relu ? "relu" : activation == softmax ? "softmax" : "linear";
}
std::string word(Size2 size) {
  if (size.height == size.width) return word(size.height);
  return "{" + word(size.height) + ", " + word(size.width) + "}";
}
std::string word(Number number) {
  std::ostringstream out;
  out << number.value();
  return out.str();
}
std::string word(const Sides& sides) {
  return "{{" + word(sides.top) + ", " + word(sides.bottom) + "}, {" + word(sides.left) + ", " + word(sides.right) +
         "}}";
}

/// "Name{.argument = value, ...}".
class Words {
 public:
  explicit Words(std::string name) : name_(std::move(name)) {}

  template <typename T>
  Words& add(const char* argument, const T& value) {
    arguments_ += (arguments_.empty() ? "." : ", .") + std::string(argument) + " = " + word(value);
    return *this;
  }
  template <typename T>
  Words& add_unless(const T& usual, const char* argument, const T& value) {
    return value == usual ? *this : add(argument, value);
  }
  std::string text() const { return name_ + "{" + arguments_ + "}"; }

 private:
  std::string name_;
  std::string arguments_;
};

/// The arguments of a layer with a kernel, those behind `padding` that are usual left out.
template <typename L>
std::string words_with_kernel(Words words, const L& layer) {
  words.add("kernel_size", layer.kernel_size).add("strides", layer.strides).add("padding", layer.padding);
  words.add_unless(Size2(1), "dilation_rate", layer.dilation_rate);
  if constexpr (requires { layer.depth_multiplier; }) words.add_unless(1, "depth_multiplier", layer.depth_multiplier);
  if constexpr (requires { layer.groups; }) words.add_unless(1, "groups", layer.groups);
  return words.add("activation", layer.activation).add_unless(true, "use_bias", layer.use_bias).text();
}

std::string words(const Conv2D& layer) {
  return words_with_kernel(Words("Conv2D").add("filters", layer.filters), layer);
}

std::string words(const DepthwiseConv2D& layer) { return words_with_kernel(Words("DepthwiseConv2D"), layer); }

std::string words(const SeparableConv2D& layer) {
  return words_with_kernel(Words("SeparableConv2D").add("filters", layer.filters), layer);
}

template <Pooling L>
std::string words(const L& layer) {
  Words result(L::class_name);
  result.add("pool_size", layer.pool_size);
  if (layer.strides.is_given) result.add("strides", Size2(layer.strides));
  return result.add("padding", layer.padding).text();
}

template <typename L>
  requires(std::is_empty_v<L> || requires(const L& layer) { layer.keepdims; })
std::string words(const L&) {
  return Words(L::class_name).text();
}

std::string words(const ZeroPadding2D& layer) { return Words("ZeroPadding2D").add("padding", layer.padding).text(); }

std::string words(const Cropping2D& layer) { return Words("Cropping2D").add("cropping", layer.cropping).text(); }

std::string words(const UpSampling2D& layer) { return Words("UpSampling2D").add("size", layer.size).text(); }

std::string words(const Reshape& layer) {
  const TargetShape& shape = layer.target_shape;
  return "Reshape{.target_shape = {" + word(shape.first) + ", " + word(shape.second) + ", " + word(shape.third) + "}}";
}

std::string words(const Rescaling& layer) {
  return Words("Rescaling").add("scale", layer.scale).add("offset", layer.offset).text();
}

std::string words(const ReLU& layer) { return Words("ReLU").add("max_value", layer.max_value).text(); }

std::string words(const LeakyReLU& layer) {
  return Words("LeakyReLU").add("negative_slope", layer.negative_slope).text();
}

std::string words(const PReLU& layer) {
  const SharedAxes& axes = layer.shared_axes;
  if (axes.first == 0) return "PReLU{}";
  if (axes.second == 0) return "PReLU{.shared_axes = " + word(axes.first) + "}";
  return "PReLU{.shared_axes = {" + word(axes.first) + ", " + word(axes.second) + "}}";
}

std::string words(const Dropout& layer) { return Words("Dropout").add("rate", layer.rate).text(); }
std::string words(const SpatialDropout2D& layer) { return Words("SpatialDropout2D").add("rate", layer.rate).text(); }

std::string words(const BatchNormalization& layer) {
  return Words("BatchNormalization")
      .add_unless(true, "center", layer.center)
      .add_unless(true, "scale", layer.scale)
      .text();
}

std::string words(const Dense& layer) {
  return Words("Dense").add("units", layer.units).add("activation", layer.activation).text();
}

}  // namespace

std::string text(const RandomModel& model) {
  std::ostringstream out;
  out << "Sequential<\n    Input{" << model.input.height << ", " << model.input.width << ", " << model.input.channels
      << "}";
  for (const AnyLayer& layer : model.layers) {
    out << ",\n    " << std::visit([](const auto& known) { return words(known); }, layer);
  }
  out << ">";
  return out.str();
}

}  // namespace constnet::comparison
