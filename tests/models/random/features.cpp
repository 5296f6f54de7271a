// What the random models must cover, as questions to one model.
#include <algorithm>

#include "models/random/random_model.hpp"

namespace constnet::comparison {
namespace {

using Question = std::function<bool(const RandomModel&)>;

/// Whether there is a layer of kind L about which question(layer, the shape that reaches it) holds.
template <typename L, typename Ask>
Question any(Ask question) {
  return [question](const RandomModel& model) {
    for (std::size_t i = 0; i < model.layers.size(); ++i) {
      if (const auto* layer = std::get_if<L>(&model.layers[i]); layer && question(*layer, model.shapes[i])) return true;
    }
    return false;
  };
}

template <typename Ask>
Question conv(Ask question) {
  return any<Conv2D>([question](const Conv2D& layer, Shape in) { return question(layer, in); });
}

template <typename Ask>
Question pool(Ask question) {
  return any<MaxPooling2D>([question](const MaxPooling2D& layer, Shape) { return question(layer); });
}

template <typename Ask>
Question mean(Ask question) {
  return any<AveragePooling2D>([question](const AveragePooling2D& layer, Shape) { return question(layer); });
}

template <typename First, typename Second>
bool in_a_row(const RandomModel& model) {
  for (std::size_t i = 0; i + 1 < model.layers.size(); ++i) {
    if (std::holds_alternative<First>(model.layers[i]) && std::holds_alternative<Second>(model.layers[i + 1]))
      return true;
  }
  return false;
}

template <typename L>
bool has(const RandomModel& model) {
  return any<L>([](const L&, Shape) { return true; })(model);
}

template <typename L>
std::ptrdiff_t count_of(const RandomModel& model) {
  return std::count_if(model.layers.begin(), model.layers.end(),
                       [](const AnyLayer& layer) { return std::holds_alternative<L>(layer); });
}

Question last_dense(Activation activation) {
  return [activation](const RandomModel& model) {
    const auto* dense = std::get_if<Dense>(&model.layers.back());
    return dense && dense->activation == activation;
  };
}

Question strided(Padding padding, int stride) {
  return conv([=](const Conv2D& layer, Shape in) {
    return layer.padding == padding && layer.strides == Size2(stride) && in.height > stride && in.width > stride;
  });
}

Question pooled(Padding padding, int size, int stride) {
  return pool([=](const MaxPooling2D& layer) {
    return layer.padding == padding && layer.pool_size == Size2(size) && step(layer) == Size2(stride);
  });
}

bool is_larger(const Conv2D& layer) { return layer.kernel_size.height > 1 && layer.kernel_size.width > 1; }

bool linear_conv_before_pool(const RandomModel& model) {
  for (std::size_t i = 0; i + 1 < model.layers.size(); ++i) {
    const auto* layer = std::get_if<Conv2D>(&model.layers[i]);
    if (layer && layer->activation == linear && std::holds_alternative<MaxPooling2D>(model.layers[i + 1])) return true;
  }
  return false;
}

}  // namespace

const std::vector<Feature>& features() {
  static const std::vector<Feature> all{
      {"valid, stride 1", strided(valid, 1)},
      {"valid, stride 2", strided(valid, 2)},
      {"valid, stride 3", strided(valid, 3)},
      {"same, stride 1", strided(same, 1)},
      {"same, stride 2", strided(same, 2)},
      {"same, stride 3", strided(same, 3)},
      {"a kernel that is not square",
       conv([](const Conv2D& layer, Shape) { return layer.kernel_size.height != layer.kernel_size.width; })},
      {"strides that differ",
       conv([](const Conv2D& layer, Shape) { return layer.strides.height != layer.strides.width; })},
      {"a kernel of one pixel", conv([](const Conv2D& layer, Shape) { return layer.kernel_size == Size2(1); })},
      {"a 5x5 kernel", conv([](const Conv2D& layer, Shape) { return layer.kernel_size == Size2(5); })},
      {"one channel", conv([](const Conv2D&, Shape in) { return in.channels == 1; })},
      {"more than 64 channels", conv([](const Conv2D&, Shape in) { return in.channels > 64; })},
      {"more than 64 filters", conv([](const Conv2D& layer, Shape) { return layer.filters > 64; })},
      {"a pool that overlaps", pooled(valid, 3, 2)},
      {"a pool that overlaps, same", pooled(same, 2, 1)},
      {"a pool with gaps", pooled(valid, 2, 3)},
      {"a pool with gaps, same", pooled(same, 1, 2)},
      {"a pool that touches, same", pooled(same, 3, 3)},
      {"a pool that is not square",
       pool([](const MaxPooling2D& layer) { return layer.pool_size.height != layer.pool_size.width; })},
      {"a mean of four values", mean([](const AveragePooling2D& layer) { return layer.pool_size == Size2(2); })},
      {"a mean, same",
       mean([](const AveragePooling2D& layer) { return layer.padding == same && step(layer) == Size2(2); })},
      {"a convolution after a convolution", in_a_row<Conv2D, Conv2D>},
      {"a pool after a pool", in_a_row<MaxPooling2D, MaxPooling2D>},
      {"a pool after a linear convolution", linear_conv_before_pool},
      {"a pool first", [](const RandomModel& model) { return std::holds_alternative<MaxPooling2D>(model.layers[0]); }},
      {"dense layers only", [](const RandomModel& model) { return std::holds_alternative<Flatten>(model.layers[0]); }},
      {"three dense layers", [](const RandomModel& model) { return count_of<Dense>(model) == 3; }},
      {"no dense layer", [](const RandomModel& model) { return count_of<Dense>(model) == 0; }},
      {"softmax", last_dense(softmax)},
      {"relu at the end", last_dense(relu)},
      {"linear at the end", last_dense(linear)},
      {"a dilated kernel",
       conv([](const Conv2D& layer, Shape) { return !(layer.dilation_rate == Size2(1)) && is_larger(layer); }),
       Variety::convolutions},
      {"groups", conv([](const Conv2D& layer, Shape in) { return layer.groups > 1 && layer.groups < in.channels; }),
       Variety::convolutions},
      {"groups of one channel",
       conv([](const Conv2D& layer, Shape in) { return layer.groups > 1 && layer.groups == in.channels; }),
       Variety::convolutions},
      {"a depthwise convolution", has<DepthwiseConv2D>, Variety::layers},
      {"several filters a channel",
       any<DepthwiseConv2D>([](const DepthwiseConv2D& layer, Shape) { return layer.depth_multiplier > 1; }),
       Variety::layers},
      {"a separable convolution", has<SeparableConv2D>, Variety::layers},
      {"the maximum of a whole image", has<GlobalMaxPooling2D>, Variety::layers},
      {"the mean of a whole image", has<GlobalAveragePooling2D>, Variety::layers},
      {"zeros before a convolution", in_a_row<ZeroPadding2D, Conv2D>, Variety::layers},
      {"zeros before a pool", in_a_row<ZeroPadding2D, MaxPooling2D>, Variety::layers},
      {"a convolution cropped", in_a_row<Conv2D, Cropping2D>, Variety::layers},
      {"a convolution of repeated pixels", in_a_row<UpSampling2D, Conv2D>, Variety::layers},
      {"another shape before a convolution", in_a_row<Reshape, Conv2D>, Variety::layers},
      {"rescaling within a model", in_a_row<Conv2D, Rescaling>, Variety::layers},
      {"a slope that is learnt", has<PReLU>, Variety::layers},
      {"a convolution, normalized", in_a_row<Conv2D, BatchNormalization>, Variety::layers},
      {"a depthwise convolution, normalized", in_a_row<DepthwiseConv2D, BatchNormalization>, Variety::layers},
      {"a pool, normalized", in_a_row<MaxPooling2D, BatchNormalization>, Variety::layers},
      {"dropout before dense layers", in_a_row<Dropout, Flatten>, Variety::layers},
      {"dropout of channels before a convolution", in_a_row<SpatialDropout2D, Conv2D>, Variety::layers},
      {"a relu with an upper end behind a convolution", in_a_row<Conv2D, ReLU>, Variety::layers},
      {"a leaky relu before a convolution", in_a_row<LeakyReLU, Conv2D>, Variety::layers},
  };
  return all;
}

}  // namespace constnet::comparison
