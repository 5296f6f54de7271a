// Backward primitives: gradients of dense layers, convolutions, relu and pooling.
#include "network.hpp"

namespace bench {

using dnnl::memory;
using tag = memory::format_tag;
constexpr auto f32 = memory::data_type::f32;

memory OneDnnNetwork::d_relu(const memory& dst, const memory& d_dst_any) {
  constexpr auto algorithm = dnnl::algorithm::eltwise_relu_use_dst_for_bwd;
  const memory d_dst = backward_.in_layout(d_dst_any, dst.get_desc());
  const dnnl::eltwise_forward::primitive_desc hint({kind_, algorithm, dst.get_desc(), 0.0f, 0.0f}, backward_.engine());
  const dnnl::eltwise_backward::primitive_desc pd({algorithm, d_dst.get_desc(), dst.get_desc(), 0.0f, 0.0f},
                                                  backward_.engine(), hint);
  backward_.add(dnnl::eltwise_backward(pd),
                {{DNNL_ARG_DST, dst}, {DNNL_ARG_DIFF_DST, d_dst}, {DNNL_ARG_DIFF_SRC, d_dst}});
  return d_dst;
}

memory OneDnnNetwork::d_pooling(const Pool& pool, const memory& d_dst_any) {
  const memory d_dst = backward_.in_layout(d_dst_any, pool.dst.get_desc());
  const dnnl::pooling_backward::primitive_desc pd(
      {dnnl::algorithm::pooling_max, pool.src.get_desc(), pool.dst.get_desc(), {2, 2}, {2, 2}, {0, 0}, {0, 0}},
      backward_.engine(), pool.descriptor);
  const memory d_src = backward_.allocate(pd.diff_src_desc());
  backward_.add(dnnl::pooling_backward(pd),
                {{DNNL_ARG_DIFF_DST, d_dst}, {DNNL_ARG_WORKSPACE, pool.workspace}, {DNNL_ARG_DIFF_SRC, d_src}});
  return d_src;
}

memory OneDnnNetwork::d_convolution(Layer& layer, const memory& d_dst, bool d_src_needed) {
  const auto& engine = backward_.engine();
  const memory::desc d_dst_desc(d_dst.get_desc().dims(), f32, tag::any);
  const memory::desc d_src_desc(layer.src.get_desc().dims(), f32, tag::any);
  const memory::desc bias({layer.kernel[0]}, f32, tag::x);
  // The weight gradient of the first layer reads the images as they are.
  const memory::desc src = d_src_needed ? d_src_desc : layer.src.get_desc();
  const dnnl::convolution_backward_weights::primitive_desc weights(
      {d_src_needed ? algorithm_ : dnnl::algorithm::convolution_direct,
       src,
       {layer.kernel, f32, tag::any},
       bias,
       d_dst_desc,
       {1, 1},
       {0, 0},
       {0, 0}},
      engine, layer.convolution);
  layer.d_weights = backward_.allocate(weights.diff_weights_desc());
  layer.d_bias = backward_.allocate(weights.diff_bias_desc());
  backward_.add(dnnl::convolution_backward_weights(weights),
                {{DNNL_ARG_SRC, backward_.in_layout(layer.src, weights.src_desc())},
                 {DNNL_ARG_DIFF_DST, backward_.in_layout(d_dst, weights.diff_dst_desc())},
                 {DNNL_ARG_DIFF_WEIGHTS, layer.d_weights},
                 {DNNL_ARG_DIFF_BIAS, layer.d_bias}});
  if (!d_src_needed) return {};

  const dnnl::convolution_backward_data::primitive_desc data(
      {algorithm_, d_src_desc, {layer.kernel, f32, tag::any}, d_dst_desc, {1, 1}, {0, 0}, {0, 0}}, engine,
      layer.convolution);
  const memory d_src = backward_.allocate(data.diff_src_desc());
  backward_.add(dnnl::convolution_backward_data(data),
                {{DNNL_ARG_DIFF_DST, backward_.in_layout(d_dst, data.diff_dst_desc())},
                 {DNNL_ARG_WEIGHTS, backward_.load(parameters_ + layer.offset, tag::hwio, data.weights_desc())},
                 {DNNL_ARG_DIFF_SRC, d_src}});
  return d_src;
}

memory OneDnnNetwork::d_dense(Layer& layer, const memory& d_dst) {
  const auto& engine = backward_.engine();
  const memory::desc kernel(layer.kernel, f32, tag::any);
  const dnnl::inner_product_backward_weights::primitive_desc weights(
      {layer.src.get_desc(), kernel, {{layer.kernel[0]}, f32, tag::x}, d_dst.get_desc()}, engine, layer.dense);
  layer.d_weights = backward_.allocate(weights.diff_weights_desc());
  layer.d_bias = backward_.allocate(weights.diff_bias_desc());
  backward_.add(dnnl::inner_product_backward_weights(weights), {{DNNL_ARG_SRC, layer.src},
                                                                {DNNL_ARG_DIFF_DST, d_dst},
                                                                {DNNL_ARG_DIFF_WEIGHTS, layer.d_weights},
                                                                {DNNL_ARG_DIFF_BIAS, layer.d_bias}});

  const dnnl::inner_product_backward_data::primitive_desc data({layer.src.get_desc(), kernel, d_dst.get_desc()}, engine,
                                                               layer.dense);
  const tag order = layer.kernel.size() == 4 ? tag::hwio : tag::io;
  const memory d_src = backward_.allocate(data.diff_src_desc());
  backward_.add(dnnl::inner_product_backward_data(data),
                {{DNNL_ARG_DIFF_DST, d_dst},
                 {DNNL_ARG_WEIGHTS, backward_.load(parameters_ + layer.offset, order, data.weights_desc())},
                 {DNNL_ARG_DIFF_SRC, d_src}});
  return d_src;
}

void OneDnnNetwork::backward(const float* outputs, const int* labels) {
  auto* d_logits = static_cast<float*>(d_logits_.get_data_handle());
  for (int image = 0; image < count_; ++image) {
    for (int c = 0; c < classes; ++c) {
      const int i = image * classes + c;
      d_logits[i] = (outputs[i] - (labels[image] == c ? 1.0f : 0.0f)) / static_cast<float>(count_);
    }
  }
  backward_.run();
}

void OneDnnNetwork::store_gradients(float* d_parameters) {
  for (Layer& layer : layers_) {
    const tag order = layer.kernel.size() == 4 ? tag::hwio : tag::io;
    backward_.store(layer.d_weights, order, d_parameters + layer.offset);
    std::size_t size = 1;
    for (const auto n : layer.kernel) size *= static_cast<std::size_t>(n);
    backward_.store(layer.d_bias, tag::x, d_parameters + layer.offset + size);
  }
}

}  // namespace bench
