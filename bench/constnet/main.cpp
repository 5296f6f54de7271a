// The generated network, driven by the desk runtime as any program would.
#include <hwy/targets.h>

#include <algorithm>
#include <cmath>
#include <constnet/desk/losses/categorical_crossentropy.hpp>
#include <constnet/desk/optimizers/rmsprop.hpp>
#include <constnet/desk/training/predictor.hpp>
#include <constnet/desk/training/training_step.hpp>
#include <numeric>
#include <vector>

#include "../participant.hpp"
#include "mnist.gen.hpp"

namespace bench {
namespace {

using namespace constnet::runtime;

class Constnet : public Participant {
 public:
  explicit Constnet(const Settings& settings)
      : pool_(settings.threads), predictor_(network_, pool_), step_(network_, optimizer_, loss_, pool_) {
    const std::span<const float> parameters(settings.parameters, parameter_count);
    std::copy(parameters.begin(), parameters.end(), parameters_->values);
    mnist::prepare(*parameters_, *prepared_);
    predictor_.set_parameters(parameters);
    step_.set_parameters(parameters);
  }

  std::string description() const override { return std::string("constnet, Highway target ") + mnist::simd_target(); }

  void predict_one(const float* image, float* outputs) override { mnist::predict(*prepared_, *arena_, image, outputs); }

  void predict_batch(const float* images, float* outputs) override { predictor_.predict(images, batch, outputs); }

  void train(const float* images, const int* labels, int first) override {
    if (data_.labels.empty()) copy_data(images, labels);
    std::iota(indices_.begin(), indices_.end(), static_cast<std::uint32_t>(first));
    step_.run(data_, indices_);
  }

  void gradients(const float* images, const int* labels, float* d_parameters) override {
    constexpr int count = mnist::micro_batch;
    static_assert(batch % count == 0);
    const auto prepared = std::make_unique<mnist::TrainingPrepared>();
    const auto arena = std::make_unique<mnist::TrainingArena>();
    const auto sums = std::make_unique<mnist::Parameters>();
    std::vector<float> outputs(count * classes);
    std::vector<float> d_outputs(count * classes);
    mnist::prepare(*parameters_, *prepared);
    mnist::clear_gradients(*arena);
    for (int image = 0; image < batch; image += count) {
      mnist::forward(*prepared, *arena, images + image * image_size, count, outputs.data());
      loss_.evaluate({outputs.data(), count, classes, true}, {.classes = labels + image}, 1.0f / batch,
                     d_outputs.data());
      mnist::backward(*prepared, *arena, d_outputs.data(), count);
    }
    mnist::add_gradients(*arena, *sums);
    std::copy_n(sums->values, parameter_count, d_parameters);
  }

 private:
  // TrainingStep takes bytes, as data sets have them; turning them into floats is part of its time.
  void copy_data(const float* images, const int* labels) {
    data_ = {.height = 28, .width = 28, .channels = 1, .classes = classes, .pixels = {}, .labels = {}};
    data_.labels.assign(labels, labels + image_count);
    data_.pixels.resize(image_count * std::size_t{image_size});
    std::transform(images, images + data_.pixels.size(), data_.pixels.begin(),
                   [](float value) { return static_cast<std::uint8_t>(std::lround(value * 255.0f)); });
  }

  NetworkView network_ = view_of<mnist::Network>();
  Rmsprop optimizer_{{.learning_rate = 0}};
  CategoricalCrossentropy loss_;
  ThreadPool pool_;
  Predictor predictor_;
  TrainingStep step_;
  std::unique_ptr<mnist::Parameters> parameters_ = std::make_unique<mnist::Parameters>();
  std::unique_ptr<mnist::Prepared> prepared_ = std::make_unique<mnist::Prepared>();
  std::unique_ptr<mnist::InferenceArena> arena_ = std::make_unique<mnist::InferenceArena>();
  Dataset data_;
  std::vector<std::uint32_t> indices_ = std::vector<std::uint32_t>(batch);
};

}  // namespace
}  // namespace bench

int main(int argc, char** argv) {
  // A better instruction set is a lower bit.
  const auto limit_to_avx2 = [] { hwy::DisableTargets(HWY_AVX2 - 1); };
  return bench::run_participant(argc, argv, limit_to_avx2, [](const bench::Settings& settings) {
    return std::make_unique<bench::Constnet>(settings);
  });
}
