// The gradients of the reference against central differences: every layer, padding and stride, odd sizes, 1 to 7
// channels.
#include <numeric>
#include <string>
#include <variant>

#include "catch.hpp"
#include "reference/central_differences.hpp"
#include "reference/cross_entropy.hpp"
#include "reference/draw.hpp"

namespace constnet::reference {
namespace {

using AnyLayer =
    std::variant<constnet::Conv2D, constnet::MaxPooling2D, constnet::AveragePooling2D, constnet::GlobalMaxPooling2D,
                 constnet::GlobalAveragePooling2D, constnet::Flatten, constnet::Reshape, constnet::Dense,
                 constnet::ActivityRegularization, constnet::ZeroPadding2D, constnet::Cropping2D,
                 constnet::UpSampling2D, constnet::Rescaling, constnet::PReLU>;

constexpr int image_count = 2;
/// Far more than `difference_step` moves any value that is compared with another or with 0.
constexpr double margin = 5e-3;

/// The same for every standard library (FNV-1a).
std::uint64_t seed_of(const std::string& title) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const unsigned char letter : title) hash = (hash ^ letter) * 0x100000001b3u;
  return hash;
}

/// Compares the gradients of the parameters and of the images of one network. The loss is a random weight for each
/// output, or cross-entropy where the network ends in softmax over a row, and penalties on outputs.
void check(const std::string& title, constnet::Input input, const std::vector<AnyLayer>& layers) {
  INFO(title);
  ReferenceNetwork network;
  network.add(input);
  for (const AnyLayer& any : layers) std::visit([&](const auto& layer) { network.add(layer); }, any);
  Random random(seed_of(title));
  std::vector<double> parameters = draw_parameters(network, random);
  network.set_parameters(parameters);
  Batch images = draw_images(network, image_count, margin, random).value();
  const Batch weights = draw_d_outputs(network, image_count, random);
  const std::vector<int> labels{0, network.output_shape().channels - 1};
  const bool with_cross_entropy = network.ends_in_softmax() && network.output_shape().rank == 1;

  const auto loss = [&] {
    network.set_parameters(parameters);
    const Batch& outputs = network.forward(images);
    if (with_cross_entropy) return cross_entropy(outputs, labels) + network.penalty();
    return std::inner_product(outputs.values.begin(), outputs.values.end(), weights.values.begin(), network.penalty());
  };
  loss();
  const Batch outputs = network.forward(images);
  const Gradients found =
      with_cross_entropy ? network.backward(d_logits(outputs, labels)) : network.backward_from_outputs(weights);
  CHECK(relative_error(found.parameters, central_differences(parameters, loss)) < difference_tolerance);
  CHECK(relative_error(found.images.values, central_differences(images.values, loss)) < difference_tolerance);
}

/// A convolution of one pixel, so that what follows passes its gradient on to parameters.
constexpr constnet::Conv2D point(int filters, Activation activation) {
  return {.filters = filters, .kernel_size = 1, .activation = activation};
}

const char* name(Padding padding) { return padding == same ? "same" : "valid"; }

}  // namespace

TEST_CASE("gradients of convolutions") {
  for (const Padding padding : {valid, same}) {
    for (int stride = 1; stride <= 3; ++stride) {
      for (int channels = 1; channels <= 7; ++channels) {
        const auto title = "conv " + std::string(name(padding)) + " stride " + std::to_string(stride) + " channels " +
                           std::to_string(channels);
        const constnet::Conv2D layer{.filters = 8 - channels,
                                     .kernel_size = {1 + channels % 3, 1 + (channels + stride) % 4},
                                     .strides = {stride, 1 + channels % 3},
                                     .padding = padding,
                                     .activation = channels % 2 == 0 ? linear : relu};
        check(title, {5, 7, channels}, {layer});
      }
    }
  }
}

TEST_CASE("gradients of dilated convolutions") {
  for (const Padding padding : {valid, same}) {
    for (int dilation = 1; dilation <= 3; ++dilation) {
      const auto title = "conv " + std::string(name(padding)) + " dilation " + std::to_string(dilation);
      check(title, {7, 8, dilation},
            {constnet::Conv2D{.filters = 3,
                              .kernel_size = {3, 2},
                              .padding = padding,
                              .dilation_rate = {dilation, 1 + dilation % 3},
                              .activation = relu}});
    }
  }
}

TEST_CASE("gradients of convolutions in groups") {
  for (const Padding padding : {valid, same}) {
    for (int groups = 2; groups <= 3; ++groups) {
      const auto title = "conv " + std::string(name(padding)) + " groups " + std::to_string(groups);
      const constnet::Conv2D layer{.filters = 2 * groups,
                                   .kernel_size = {3, 2},
                                   .padding = padding,
                                   .dilation_rate = {1, groups - 1},
                                   .groups = groups,
                                   .activation = relu};
      check(title, {5, 6, 6}, {layer});
      check(title + " of one channel", {5, 6, groups}, {layer});
    }
  }
}

TEST_CASE("gradients of max pooling, apart, touching and overlapping") {
  for (const Padding padding : {valid, same}) {
    for (int pool = 1; pool <= 3; ++pool) {
      for (int stride = 1; stride <= 3; ++stride) {
        const auto title = "pool " + std::to_string(pool) + " stride " + std::to_string(stride) + " " + name(padding);
        const constnet::MaxPooling2D layer{
            .pool_size = {pool, 1 + (pool + stride) % 3}, .strides = stride, .padding = padding};
        check(title, {7, 5, 2}, {point(pool + stride, relu), layer});
        check(title + " linear", {5, 5, 1}, {point(2, linear), layer});
      }
    }
  }
  check("pool with default strides", {6, 7, 1}, {point(3, linear), constnet::MaxPooling2D{.pool_size = {2, 3}}});
}

TEST_CASE("gradients of average pooling, apart, touching and overlapping") {
  for (const Padding padding : {valid, same}) {
    for (int pool = 1; pool <= 3; ++pool) {
      for (int stride = 1; stride <= 3; ++stride) {
        const auto title = "average " + std::to_string(pool) + " stride " + std::to_string(stride) + name(padding);
        const constnet::AveragePooling2D layer{
            .pool_size = {pool, 1 + (pool + stride) % 3}, .strides = stride, .padding = padding};
        check(title, {7, 5, 2}, {point(pool + stride, relu), layer});
      }
    }
  }
}

TEST_CASE("gradients of global pooling") {
  for (const bool keepdims : {false, true}) {
    check("mean", {4, 3, 2}, {point(3, linear), constnet::GlobalAveragePooling2D{.keepdims = keepdims}});
    check("max", {4, 3, 2}, {point(3, linear), constnet::GlobalMaxPooling2D{.keepdims = keepdims}});
  }
  check("mean and dense", {3, 3, 1},
        {point(2, relu), constnet::GlobalAveragePooling2D{}, constnet::Dense{.units = 3, .activation = softmax}});
}

TEST_CASE("gradients of penalties on outputs") {
  constexpr constnet::L1L2 both{0.25, 0.5};
  check("convolution", {4, 5, 2},
        {constnet::Conv2D{.filters = 3, .kernel_size = 2, .activation = relu, .activity_regularizer = both},
         point(2, linear)});
  check("layer", {4, 3, 2}, {point(3, linear), constnet::ActivityRegularization{.l1 = 0.5}, point(2, relu)});
  check("dense, at the end", {1, 2, 3},
        {constnet::Flatten{}, constnet::Dense{.units = 4, .activity_regularizer = constnet::L2{0.125}}});
}

TEST_CASE("gradients of padding, cropping and repeated pixels") {
  const constnet::Conv2D conv{.filters = 3, .kernel_size = {2, 3}};
  check("zeros", {4, 3, 2}, {point(3, linear), constnet::ZeroPadding2D{{{1, 0}, {2, 3}}}, conv});
  check("crop", {6, 7, 1}, {point(3, relu), constnet::Cropping2D{{{1, 2}, {0, 3}}}, conv});
  check("repeat", {3, 2, 2}, {point(3, linear), constnet::UpSampling2D{{2, 3}}, conv});
}

TEST_CASE("gradients of rescaling and of slopes that are learnt") {
  check("rescaling", {3, 4, 2}, {point(3, linear), constnet::Rescaling{.scale = -0.5, .offset = 2}, point(2, relu)});
  for (const SharedAxes axes : {SharedAxes{}, SharedAxes{1, 2}, SharedAxes{3}, SharedAxes{2}, SharedAxes{1, 2, 3}}) {
    check("slopes", {3, 4, 2}, {point(3, linear), constnet::PReLU{.shared_axes = axes}, point(2, linear)});
  }
  check("slopes of a row", {2, 2, 2}, {constnet::Flatten{}, constnet::Dense{.units = 5}, constnet::PReLU{}});
}

TEST_CASE("gradients of reshaping, to images and to rows") {
  check("reshape to an image", {4, 3, 2},
        {point(4, linear), constnet::Reshape{.target_shape = {2, 8, 3}},
         constnet::Conv2D{.filters = 2, .kernel_size = 2}});
  check("reshape to a row and back", {2, 3, 2},
        {point(5, relu), constnet::Reshape{.target_shape = -1}, constnet::Dense{.units = 12},
         constnet::Reshape{.target_shape = {3, -1, 2}}, constnet::Conv2D{.filters = 2, .kernel_size = 2}});
}

TEST_CASE("gradients of dense layers and softmax") {
  for (int units = 1; units <= 7; ++units) {
    for (const Activation activation : {linear, relu, softmax}) {
      const std::string title = "dense " + std::to_string(units) + " " + std::to_string(static_cast<int>(activation));
      check(title, {3, 1, units}, {constnet::Flatten{}, constnet::Dense{.units = units, .activation = activation}});
    }
  }
  check("softmax over channels", {3, 3, 2}, {point(3, softmax)});
}

TEST_CASE("gradients of whole networks") {
  const constnet::Conv2D conv{.filters = 3, .kernel_size = 3, .padding = same, .activation = relu};
  const constnet::Conv2D strided{.filters = 2, .kernel_size = {2, 3}, .strides = {2, 1}};
  const constnet::MaxPooling2D overlapping{.pool_size = 3, .strides = 2, .padding = same};
  const constnet::Dense dense{.units = 4, .activation = relu};
  const constnet::Dense classes{.units = 3, .activation = softmax};
  check("conv pool dense", {7, 7, 1}, {conv, constnet::MaxPooling2D{}, constnet::Flatten{}, dense, classes});
  check("conv conv", {7, 5, 2}, {conv, strided, constnet::Flatten{}, classes});
  check("pool first", {7, 5, 2}, {overlapping, conv, constnet::Flatten{}, dense});
  check("pool pool", {7, 7, 1},
        {conv, overlapping, constnet::MaxPooling2D{.strides = 1}, constnet::Flatten{}, classes});
}

}  // namespace constnet::reference
