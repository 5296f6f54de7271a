// dlib's deep-learning module with the same network; its matrix products come from the BLAS that it was linked with.
#include <dlib/dnn.h>
#include <dlib/revision.h>

#include <algorithm>
#include <stdexcept>

#include "../participant.hpp"

namespace bench {
namespace {

template <int filters, typename Below>
using Conv = dlib::relu<dlib::add_layer<dlib::con_<filters, 3, 3, 1, 1, 0, 0>, Below>>;
template <typename Below>
using Pool = dlib::max_pool<2, 2, 2, 2, Below>;
using Network = dlib::loss_multiclass_log<
    dlib::fc<10, dlib::relu<dlib::fc<64, Conv<64, Pool<Conv<64, Pool<Conv<32, dlib::input<dlib::matrix<float>>>>>>>>>>>;

// Positions of the layers with parameters, counted from the loss.
constexpr std::size_t dense2 = 1, dense1 = 3, conv3 = 5, conv2 = 8, conv1 = 11;

// Calls visit(position in dlib's block, position in Keras' block) for each parameter of a layer. dlib's filters are
// (filter, channel, row, column), Keras' (row, column, channel, filter); the bias follows in both.
template <typename Visit>
void visit_convolution(int channels, int filters, Visit visit) {
  std::size_t i = 0;
  for (int f = 0; f < filters; ++f) {
    for (int c = 0; c < channels; ++c) {
      for (int tap = 0; tap < 9; ++tap) visit(i++, static_cast<std::size_t>((tap * channels + c) * filters + f));
    }
  }
  for (int f = 0; f < filters; ++f, ++i) visit(i, i);
}

// dlib flattens to (channel, row, column), Keras to (row, column, channel).
template <typename Visit>
void visit_dense(int pixels, int channels, int units, Visit visit) {
  std::size_t i = 0;
  for (int c = 0; c < channels; ++c) {
    for (int p = 0; p < pixels; ++p) {
      for (int u = 0; u < units; ++u) visit(i++, static_cast<std::size_t>((p * channels + c) * units + u));
    }
  }
  for (int u = 0; u < units; ++u, ++i) visit(i, i);
}

// Calls copy(layer's position, first parameter in Keras' block, visitor of the layer's parameters) for each layer.
template <typename Copy>
void for_each_layer(Network& network, Copy copy) {
  copy(dlib::layer<conv1>(network), Offsets::conv1, [](auto visit) { visit_convolution(1, 32, visit); });
  copy(dlib::layer<conv2>(network), Offsets::conv2, [](auto visit) { visit_convolution(32, 64, visit); });
  copy(dlib::layer<conv3>(network), Offsets::conv3, [](auto visit) { visit_convolution(64, 64, visit); });
  copy(dlib::layer<dense1>(network), Offsets::dense1, [](auto visit) { visit_dense(9, 64, 64, visit); });
  copy(dlib::layer<dense2>(network), Offsets::dense2, [](auto visit) { visit_dense(1, 64, 10, visit); });
}

class Dlib : public Participant {
 public:
  explicit Dlib(const Settings& settings) : solvers_(network_.num_computational_layers, dlib::sgd(0.0f)) {
    dlib::matrix<float> image(28, 28);
    image = 0;
    network_.to_tensor(&image, &image + 1, one_);
    network_.subnet().forward(one_);  // the layers allocate their parameters
    batch_.set_size(batch, 1, 28, 28);
    for_each_layer(network_, [&](auto& layer, std::size_t offset, auto visit_parameters) {
      float* own = layer.layer_details().get_layer_params().host();
      visit_parameters([&](std::size_t i, std::size_t keras) { own[i] = settings.parameters[offset + keras]; });
    });
  }

  std::string description() const override {
    return "dlib " + std::to_string(DLIB_MAJOR_VERSION) + "." + std::to_string(DLIB_MINOR_VERSION) +
           ", training with its SGD";
  }

  void predict_one(const float* image, float* outputs) override { predict(image, one_, outputs); }
  void predict_batch(const float* images, float* outputs) override { predict(images, batch_, outputs); }

  void train(const float* images, const int* labels, int first) override {
    compute_gradients(images + first * image_size, labels + first);
    network_.update_parameters(solvers_, 0);
  }

  void gradients(const float* images, const int* labels, float* d_parameters) override {
    compute_gradients(images, labels);
    for_each_layer(network_, [&](auto& layer, std::size_t offset, auto visit_parameters) {
      const float* own = layer.get_parameter_gradient().host();
      visit_parameters([&](std::size_t i, std::size_t keras) { d_parameters[offset + keras] = own[i]; });
    });
  }

 private:
  void predict(const float* images, dlib::resizable_tensor& input, float* outputs) {
    std::copy_n(images, input.size(), input.host());
    const dlib::tensor& logits = network_.subnet().forward(input);
    probabilities_.copy_size(logits);
    dlib::tt::softmax(probabilities_, logits);
    std::copy_n(probabilities_.host(), probabilities_.size(), outputs);
  }

  void compute_gradients(const float* images, const int* labels) {
    std::copy_n(images, batch_.size(), batch_.host());
    std::copy_n(labels, batch, labels_.begin());
    network_.compute_parameter_gradients(batch_, labels_.begin());
  }

  Network network_;
  std::vector<dlib::sgd> solvers_;
  dlib::resizable_tensor one_, batch_, probabilities_;
  std::vector<unsigned long> labels_ = std::vector<unsigned long>(batch);
};

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  const auto limit_to_avx2 = [] { throw std::runtime_error("dlib has no limit of its own"); };
  return bench::run_participant(argc, argv, limit_to_avx2, [](const bench::Settings& settings) {
    return std::make_unique<bench::Dlib>(settings);
  });
}
