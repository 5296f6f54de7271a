// The commands about parameters: `save` and `load`, and `gradcheck` about their gradients.
#include <algorithm>
#include <ostream>

#include "commands.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/training/gradient_check.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "text.hpp"
#include "weight_files.hpp"

namespace constnet::runtime {
namespace {

// "(3, 3, 1, 32)"
std::string shape_text(const Tensor& tensor) {
  std::string text;
  for (int i = 0; i < tensor.rank; ++i) text += (text.empty() ? "" : ", ") + std::to_string(tensor.shape[i]);
  return "(" + text + ")";
}

}  // namespace

int run_save(const Session& session) {
  check_writable(session.arguments.out);
  std::vector<float> values(session.network.parameter_count);
  if (session.arguments.weights) {
    values = load_weights(*session.arguments.weights, session.network.tensors);
  } else {
    initialize(session.network.tensors, session.arguments.seed, values);
  }
  save_parameters(session, values, session.arguments.out);
  return 0;
}

int run_load(const Session& session) {
  const std::string& file = session.arguments.files[0];
  const std::vector<float> values = load_weights(file, session.network.tensors);
  for (const Tensor& tensor : session.network.tensors) {
    const auto own = std::span(values).subspan(tensor.offset, tensor.size);
    const auto [smallest, largest] = std::minmax_element(own.begin(), own.end());
    session.out << tensor.name << ' ' << shape_text(tensor) << ": " << with_separators(tensor.size)
                << print(" values from %.6g to %.6g\n", static_cast<double>(*smallest), static_cast<double>(*largest));
  }
  session.out << file << " fits " << session.network.name << ": " << with_separators(values.size()) << " parameters\n";
  return 0;
}

int run_gradcheck(const Session& session) {
  const auto comparisons =
      check_gradients(session.network, CategoricalCrossentropy(),
                      {.entries_per_tensor = session.arguments.entries, .seed = session.arguments.seed});
  std::string wrong;
  for (const TensorComparison& one : comparisons) {
    session.out << one.tensor
                << print(": max difference %.2e, average %.2e, largest gradient %.2e, relative error %.5f, ",
                         one.largest_difference, one.average_difference, one.largest_gradient, one.relative_error)
                << with_separators(one.checked) << " of " << with_separators(one.size)
                << " entries: " << (one.agrees ? "agrees" : "WRONG") << '\n';
    if (!one.agrees) wrong += (wrong.empty() ? "" : ", ") + one.tensor;
  }
  if (wrong.empty()) return 0;
  session.err << session.network.name << " gradcheck: generated and numerical gradients differ for " << wrong << '\n';
  return 1;
}

}  // namespace constnet::runtime
