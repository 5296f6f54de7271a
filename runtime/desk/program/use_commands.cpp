// `summary`, and the commands that use saved weights: `evaluate` and `predict`.
#include <ostream>

#include "commands.hpp"
#include "constnet/desk/data/png.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/metrics/accuracy.hpp"
#include "constnet/desk/training/predictor.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "data_for_network.hpp"
#include "text.hpp"
#include "weight_files.hpp"

namespace constnet::runtime {
namespace {

// What a picture's outputs say: "picture.png: class 7, probability 0.9981".
std::string answer(const NetworkView& network, const std::string& file, std::span<const float> outputs) {
  const int best = index_of_largest(outputs.data(), network.output_size);
  return file + print(": class %d, %s %.4f\n", best, network.ends_in_softmax ? "probability" : "output",
                      static_cast<double>(outputs[static_cast<std::size_t>(best)]));
}

}  // namespace

int run_summary(const Session& session) {
  session.out << session.network.summary;
  return 0;
}

int run_evaluate(const Session& session) {
  const std::string file = weight_file(session);
  const std::vector<float> weights = load_weights(file, session.network.tensors);
  const DataSplits data = data_for_network(session);
  ThreadPool pool(session.arguments.threads);
  Predictor predictor(session.network, pool);
  predictor.set_parameters(weights);
  const Evaluation result = predictor.evaluate(data.test, CategoricalCrossentropy());
  session.out << "weights: " << file << '\n'
              << print("test loss: %.4f\n", result.loss) << print("test accuracy: %.4f\n", result.accuracy());
  return 0;
}

int run_predict(const Session& session) {
  const NetworkView& network = session.network;
  const std::vector<float> weights = load_weights(weight_file(session), network.tensors);
  // All pictures are read before the first answer, so that a bad one stops the command before it says anything.
  std::vector<float> images;
  for (const std::string& file : session.arguments.files) {
    for (const std::uint8_t byte : read_png(file, network.input_height, network.input_width, network.input_channels)) {
      images.push_back(static_cast<float>(byte) / 255.0f);
    }
  }
  ThreadPool pool(1);
  Predictor predictor(network, pool);
  predictor.set_parameters(weights);
  const auto output_size = static_cast<std::size_t>(network.output_size);
  std::vector<float> outputs(session.arguments.files.size() * output_size);
  predictor.predict(images.data(), static_cast<int>(session.arguments.files.size()), outputs.data());
  for (std::size_t i = 0; i < session.arguments.files.size(); ++i) {
    session.out << answer(network, session.arguments.files[i],
                          std::span(outputs).subspan(i * output_size, output_size));
  }
  return 0;
}

}  // namespace constnet::runtime
