// The network as a chain of oneDNN primitives, for inference and with the backward pass.
#pragma once

#include <vector>

#include "../participant.hpp"
#include "chain.hpp"

namespace bench {

/// A chain for a fixed number of images, in the layouts that oneDNN prefers. `algorithm` is that of the convolutions
/// with 32 and 64 input channels.
class OneDnnNetwork {
 public:
  OneDnnNetwork(const float* parameters, int count, dnnl::algorithm algorithm, bool training);

  /// Softmax outputs for `count` images; in training, what backward needs stays.
  void forward(const float* images, float* outputs);

  /// Gradients of the mean cross-entropy for the images of the last forward.
  void backward(const float* outputs, const int* labels);

  /// Those gradients in Keras' layout.
  void store_gradients(float* d_parameters);

 private:
  struct Layer {
    std::size_t offset;
    dnnl::memory src, weights, dst;
    dnnl::convolution_forward::primitive_desc convolution;
    dnnl::inner_product_forward::primitive_desc dense;
    dnnl::memory::dims kernel;
    dnnl::memory d_weights, d_bias;
  };
  struct Pool {
    dnnl::memory src, dst, workspace;
    dnnl::pooling_forward::primitive_desc descriptor;
  };

  dnnl::memory convolution(const dnnl::memory& src, int filters, std::size_t offset);
  dnnl::memory pooling(const dnnl::memory& src);
  dnnl::memory dense(const dnnl::memory& src, dnnl::memory::dims kernel, bool relu, std::size_t offset);
  dnnl::memory softmax(const dnnl::memory& src);

  dnnl::memory d_relu(const dnnl::memory& dst, const dnnl::memory& d_dst);
  dnnl::memory d_convolution(Layer& layer, const dnnl::memory& d_dst, bool d_src_needed);
  dnnl::memory d_pooling(const Pool& pool, const dnnl::memory& d_dst);
  dnnl::memory d_dense(Layer& layer, const dnnl::memory& d_dst);

  const float* parameters_;
  int count_;
  dnnl::algorithm algorithm_;
  dnnl::prop_kind kind_;
  Chain forward_, backward_;
  dnnl::memory images_, outputs_, d_logits_;
  std::vector<Layer> layers_;
  std::vector<Pool> pools_;
};

}  // namespace bench
