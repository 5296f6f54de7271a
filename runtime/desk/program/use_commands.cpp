// `summary`, and the commands that use saved weights: `evaluate` and `predict`.
#include <ostream>

#include "commands.hpp"
#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/png.hpp"
#include "constnet/desk/losses/losses.hpp"
#include "constnet/desk/metrics/confusion_matrix.hpp"
#include "constnet/desk/training/predictor.hpp"
#include "data_for_network.hpp"
#include "objective_options.hpp"
#include "text.hpp"
#include "weight_files.hpp"

namespace constnet::runtime {
namespace {

// What a picture's outputs say: "picture.png: class 7, probability 0.9981".
std::string answer(const NetworkView& network, const std::string& file, std::span<const float> outputs) {
  if (network.output_size == 1) {
    return file + print(": class %d, output %.4f\n", outputs[0] > 0.5f ? 1 : 0, static_cast<double>(outputs[0]));
  }
  const int best = index_of_largest(outputs.data(), network.output_size);
  return file + print(": class %d, %s %.4f\n", best, network.ends_in_softmax ? "probability" : "output",
                      static_cast<double>(outputs[static_cast<std::size_t>(best)]));
}

// Rows are right classes, columns what the network says.
std::string matrix_text(std::span<const double> matrix, int classes) {
  std::string text = "confusion matrix (rows: right classes, columns: what the network says)\n      ";
  for (int column = 0; column < classes; ++column) text += print(" %6d", column);
  for (int row = 0; row < classes; ++row) {
    text += print("\n%6d", row);
    for (int column = 0; column < classes; ++column) {
      text += print(" %6.0f", matrix[static_cast<std::size_t>(row * classes + column)]);
    }
  }
  return text + "\n";
}

}  // namespace

int run_summary(const Session& session) {
  session.out << session.network.summary;
  if (session.arguments.device) session.out << "\n" << session.network.device;
  return 0;
}

int run_evaluate(const Session& session) {
  const std::string file = weight_file(session);
  const SavedNetwork saved = load_network(session, file);
  DataSplits data = data_for_network(session);
  data.test.normalization = saved.normalization;
  ThreadPool pool(session.arguments.threads);
  Predictor predictor(session.network, pool);
  predictor.set_parameters(saved.parameters);
  const ObjectiveOptions& objective = session.arguments.objective;
  Metrics metrics = metrics_for(objective);
  const auto matrix = std::make_shared<ConfusionMatrix>();
  if (objective.confusion_matrix) {
    if (objective.images_as_targets) throw Error("--confusion-matrix: found images as targets, expected classes");
    metrics.metrics.push_back(matrix);
  }
  Evaluation result = predictor.evaluate(data.test, *loss_from(objective.loss), metrics);
  session.out << "weights: " << file << '\n';
  if (objective.confusion_matrix) {
    session.out << matrix_text(result.sums.back(), ConfusionMatrix::classes(session.network.output_size));
    result.figures.pop_back();
  }
  if (!objective.images_as_targets) session.out << print("test loss: %.4f\n", result.loss);
  session.out << test_lines(objective, result);
  return 0;
}

int run_predict(const Session& session) {
  const NetworkView& network = session.network;
  const SavedNetwork saved = load_network(session, weight_file(session));
  // All pictures are read before the first answer, so that a bad one stops the command before it says anything.
  std::vector<float> images;
  for (const std::string& file : session.arguments.files) {
    for (const std::uint8_t byte : read_png(file, network.input_height, network.input_width, network.input_channels)) {
      images.push_back(static_cast<float>(byte) / 255.0f);
    }
  }
  ThreadPool pool(1);
  Predictor predictor(network, pool);
  predictor.set_parameters(saved.parameters);
  saved.normalization.apply(images.data(), images.size());
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
