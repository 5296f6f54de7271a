// Forward primitives: convolutions and dense layers with relu fused, pooling, softmax.
#include "network.hpp"

#include <algorithm>

namespace bench {

using dnnl::memory;
using tag = memory::format_tag;
constexpr auto f32 = memory::data_type::f32;

namespace {

dnnl::primitive_attr relu_fused(bool relu) {
  dnnl::primitive_attr attributes;
  if (relu) {
    dnnl::post_ops operations;
    operations.append_eltwise(1.0f, dnnl::algorithm::eltwise_relu, 0.0f, 0.0f);
    attributes.set_post_ops(operations);
  }
  return attributes;
}

}  // namespace

OneDnnNetwork::OneDnnNetwork(const float* parameters, int count, dnnl::algorithm algorithm, bool training)
    : parameters_(parameters),
      count_(count),
      algorithm_(algorithm),
      kind_(training ? dnnl::prop_kind::forward_training : dnnl::prop_kind::forward_inference) {
  images_ = forward_.allocate({{count, 1, 28, 28}, f32, tag::nchw});
  memory x = convolution(images_, 32, Offsets::conv1);
  x = pooling(x);
  x = convolution(x, 64, Offsets::conv2);
  x = pooling(x);
  x = convolution(x, 64, Offsets::conv3);
  x = dense(x, {64, 64, 3, 3}, true, Offsets::dense1);
  x = dense(x, {10, 64}, false, Offsets::dense2);
  outputs_ = softmax(x);
  if (!training) return;

  d_logits_ = backward_.allocate({{count, 10}, f32, tag::nc});
  x = d_dense(layers_[4], d_logits_);
  x = d_relu(layers_[3].dst, x);
  x = d_dense(layers_[3], x);
  x = d_relu(layers_[2].dst, x);
  x = d_convolution(layers_[2], x, true);
  x = d_pooling(pools_[1], d_relu(pools_[1].dst, x));  // relu at pooled size: the same values, less work
  x = d_convolution(layers_[1], x, true);
  x = d_pooling(pools_[0], d_relu(pools_[0].dst, x));
  d_convolution(layers_[0], x, false);
}

memory OneDnnNetwork::convolution(const memory& src, int filters, std::size_t offset) {
  const memory::dims in = src.get_desc().dims();
  const memory::dims kernel = {filters, in[1], 3, 3};
  const auto algorithm = in[1] == 1 ? dnnl::algorithm::convolution_direct : algorithm_;
  const memory::desc src_desc = in[1] == 1 ? src.get_desc() : memory::desc(in, f32, tag::any);
  const dnnl::convolution_forward::primitive_desc pd({kind_,
                                                      algorithm,
                                                      src_desc,
                                                      {kernel, f32, tag::any},
                                                      {{filters}, f32, tag::x},
                                                      {{in[0], filters, in[2] - 2, in[3] - 2}, f32, tag::any},
                                                      {1, 1},
                                                      {0, 0},
                                                      {0, 0}},
                                                     relu_fused(true), forward_.engine());
  const float* values = parameters_ + offset;
  Layer layer{.offset = offset,
              .src = forward_.in_layout(src, pd.src_desc()),
              .weights = forward_.load(values, tag::hwio, pd.weights_desc()),
              .dst = forward_.allocate(pd.dst_desc()),
              .convolution = pd,
              .dense = {},
              .kernel = kernel,
              .d_weights = {},
              .d_bias = {}};
  const memory bias = forward_.load(values + 9 * in[1] * filters, tag::x, pd.bias_desc());
  forward_.add(
      dnnl::convolution_forward(pd),
      {{DNNL_ARG_SRC, layer.src}, {DNNL_ARG_WEIGHTS, layer.weights}, {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST, layer.dst}});
  layers_.push_back(layer);
  return layer.dst;
}

memory OneDnnNetwork::pooling(const memory& src) {
  const memory::dims in = src.get_desc().dims();
  const dnnl::pooling_forward::primitive_desc pd({kind_,
                                                  dnnl::algorithm::pooling_max,
                                                  src.get_desc(),
                                                  {{in[0], in[1], in[2] / 2, in[3] / 2}, f32, tag::any},
                                                  {2, 2},
                                                  {2, 2},
                                                  {0, 0},
                                                  {0, 0}},
                                                 forward_.engine());
  Pool pool{.src = src, .dst = forward_.allocate(pd.dst_desc()), .workspace = {}, .descriptor = pd};
  std::unordered_map<int, memory> arguments{{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, pool.dst}};
  if (kind_ == dnnl::prop_kind::forward_training) {
    pool.workspace = forward_.allocate(pd.workspace_desc());
    arguments.insert({DNNL_ARG_WORKSPACE, pool.workspace});
  }
  forward_.add(dnnl::pooling_forward(pd), arguments);
  pools_.push_back(pool);
  return pool.dst;
}

memory OneDnnNetwork::dense(const memory& src, memory::dims kernel, bool relu, std::size_t offset) {
  // Keras flattens (row, column, channel): its kernel is that of a convolution over the whole map.
  const tag order = kernel.size() == 4 ? tag::hwio : tag::io;
  const dnnl::inner_product_forward::primitive_desc pd(
      {kind_, src.get_desc(), {kernel, f32, tag::any}, {{kernel[0]}, f32, tag::x}, {{count_, kernel[0]}, f32, tag::nc}},
      relu_fused(relu), forward_.engine());
  const float* values = parameters_ + offset;
  Layer layer{.offset = offset,
              .src = src,
              .weights = forward_.load(values, order, pd.weights_desc()),
              .dst = forward_.allocate(pd.dst_desc()),
              .convolution = {},
              .dense = pd,
              .kernel = kernel,
              .d_weights = {},
              .d_bias = {}};
  std::size_t kernel_size = 1;
  for (const auto n : kernel) kernel_size *= static_cast<std::size_t>(n);
  const memory bias = forward_.load(values + kernel_size, tag::x, pd.bias_desc());
  forward_.add(
      dnnl::inner_product_forward(pd),
      {{DNNL_ARG_SRC, src}, {DNNL_ARG_WEIGHTS, layer.weights}, {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST, layer.dst}});
  layers_.push_back(layer);
  return layer.dst;
}

memory OneDnnNetwork::softmax(const memory& src) {
  const dnnl::softmax_forward::primitive_desc pd({dnnl::prop_kind::forward_inference, src.get_desc(), 1},
                                                 forward_.engine());
  const memory dst = forward_.allocate(pd.dst_desc());
  forward_.add(dnnl::softmax_forward(pd), {{DNNL_ARG_SRC, src}, {DNNL_ARG_DST, dst}});
  return dst;
}

void OneDnnNetwork::forward(const float* images, float* outputs) {
  images_.set_data_handle(const_cast<float*>(images));
  forward_.run();
  std::copy_n(static_cast<const float*>(outputs_.get_data_handle()), classes * count_, outputs);
}

}  // namespace bench
