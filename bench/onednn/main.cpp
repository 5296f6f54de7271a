// oneDNN: chains for one image, for a batch, and for a step of training without its update.
//
// Variants: "auto", the algorithm that oneDNN chooses, and "winograd" for the layers with 32 and 64 input channels.
#include <dnnl.h>

#include <cstdlib>
#include <stdexcept>

#include "../participant.hpp"
#include "network.hpp"

namespace bench {
namespace {

const char* instruction_set() {
  switch (dnnl_get_effective_cpu_isa()) {
    case dnnl_cpu_isa_sse41:
      return "SSE4.1";
    case dnnl_cpu_isa_avx:
      return "AVX";
    case dnnl_cpu_isa_avx2:
    case dnnl_cpu_isa_avx2_vnni:
      return "AVX2";
    default:
      return "AVX-512";
  }
}

class OneDnn : public Participant {
 public:
  OneDnn(const Settings& settings, dnnl::algorithm algorithm)
      : variant_(settings.variant),
        one_(settings.parameters, 1, algorithm, false),
        batch_(settings.parameters, batch, algorithm, false),
        training_(settings.parameters, batch, algorithm, true) {}

  std::string description() const override {
    const dnnl_version_t& version = *dnnl_version();
    return "oneDNN " + std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
           std::to_string(version.patch) + ", " + instruction_set() + ", convolutions " + variant_;
  }

  void predict_one(const float* image, float* outputs) override { one_.forward(image, outputs); }
  void predict_batch(const float* images, float* outputs) override { batch_.forward(images, outputs); }

  void train(const float* images, const int* labels, int first) override {
    training_.forward(images + first * image_size, outputs_.data());
    training_.backward(outputs_.data(), labels + first);
  }

  void gradients(const float* images, const int* labels, float* d_parameters) override {
    train(images, labels, 0);
    training_.store_gradients(d_parameters);
  }

 private:
  std::string variant_;
  OneDnnNetwork one_, batch_, training_;
  std::vector<float> outputs_ = std::vector<float>(batch * classes);
};

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  const auto limit_to_avx2 = [] { dnnl_set_max_cpu_isa(dnnl_cpu_isa_avx2); };
  return bench::run_participant(argc, argv, limit_to_avx2, [](const bench::Settings& settings) {
    if (settings.variant != "auto" && settings.variant != "winograd") throw std::runtime_error("unknown variant");
    const bool winograd = settings.variant == "winograd";
    return std::make_unique<bench::OneDnn>(
        settings, winograd ? dnnl::algorithm::convolution_winograd : dnnl::algorithm::convolution_auto);
  });
}
