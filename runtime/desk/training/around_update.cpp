// Regularizers, clipping, weight decay and constraints. Norms are summed in double, in the order of the parameters.
#include "around_update.hpp"

#include <algorithm>
#include <cmath>

namespace constnet::runtime {
namespace {

double squares(const float* values, std::size_t size) {
  double sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += static_cast<double>(values[i]) * values[i];
  return sum;
}

void scale(float* values, std::size_t size, double factor) {
  for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<float>(values[i] * factor);
}

void clip(std::span<const Tensor> tensors, const UpdateArguments& arguments, float* gradients) {
  double all = 0;
  for (const Tensor& tensor : tensors) {
    if (!tensor.trainable) continue;
    float* const own = gradients + tensor.offset;
    if (arguments.clipnorm) {
      const double norm = std::sqrt(squares(own, tensor.size));
      if (!(norm <= *arguments.clipnorm)) scale(own, tensor.size, *arguments.clipnorm / norm);
    } else if (arguments.clipvalue) {
      const auto limit = static_cast<float>(*arguments.clipvalue);
      for (std::size_t i = 0; i < tensor.size; ++i) own[i] = std::clamp(own[i], -limit, limit);
    } else if (arguments.global_clipnorm) {
      all += squares(own, tensor.size);
    }
  }
  // A norm that is no number makes all gradients no numbers, as in Keras.
  if (!arguments.global_clipnorm || std::sqrt(all) <= *arguments.global_clipnorm) return;
  const double factor = *arguments.global_clipnorm / std::sqrt(all);
  for (const Tensor& tensor : tensors) {
    if (tensor.trainable) scale(gradients + tensor.offset, tensor.size, std::isfinite(all) ? factor : std::nan(""));
  }
}

// Norms run over the first axis: one for each of the `columns` places in the others.
void apply(const Tensor& tensor, float* values) {
  const Constraint& constraint = tensor.constraint;
  if (constraint.kind == Constraint::Kind::none) return;
  if (constraint.kind == Constraint::Kind::non_neg) {
    for (std::size_t i = 0; i < tensor.size; ++i) values[i] = values[i] < 0 ? 0 : values[i];
    return;
  }
  constexpr double epsilon = 1e-7;
  const std::size_t columns = tensor.size / static_cast<std::size_t>(tensor.shape[0]);
  for (std::size_t column = 0; column < columns; ++column) {
    double sum = 0;
    for (std::size_t i = column; i < tensor.size; i += columns) sum += static_cast<double>(values[i]) * values[i];
    const double norm = std::sqrt(sum);
    const bool unit = constraint.kind == Constraint::Kind::unit_norm;
    const double wanted = unit ? 1 : std::min(norm, static_cast<double>(constraint.max_value));
    for (std::size_t i = column; i < tensor.size; i += columns) {
      values[i] = static_cast<float>(values[i] * (wanted / (epsilon + norm)));
    }
  }
}

}  // namespace

double regularization_loss(std::span<const Tensor> tensors, const float* parameters) {
  double sum = 0;
  for (const Tensor& tensor : tensors) {
    if (tensor.regularizer == Regularizer{}) continue;
    double magnitudes = 0;
    for (std::size_t i = 0; i < tensor.size; ++i) magnitudes += std::abs(parameters[tensor.offset + i]);
    sum +=
        tensor.regularizer.l1 * magnitudes + tensor.regularizer.l2 * squares(parameters + tensor.offset, tensor.size);
  }
  return sum;
}

AroundUpdate::AroundUpdate(std::span<const Tensor> tensors) : tensors_(tensors) {
  std::size_t frozen = 0;
  for (const Tensor& tensor : tensors) {
    if (!tensor.trainable) frozen += tensor.size;
    if (!tensor.trainable || tensor.regularizer != Regularizer{}) changes_gradients_ = true;
  }
  frozen_.resize(frozen);
}

void AroundUpdate::before(const Optimizer& optimizer, float* parameters, std::span<float* const> gradients,
                          std::size_t size) {
  const UpdateArguments& arguments = optimizer.arguments();
  const bool clips = arguments.clipnorm || arguments.global_clipnorm || arguments.clipvalue;
  if (!clips && !changes_gradients_ && arguments.weight_decay == 0) return;
  float* const sum = gradients[0];
  for (float* const block : gradients.subspan(1)) {
    for (std::size_t i = 0; i < size; ++i) sum[i] += block[i];
    std::fill_n(block, size, 0.0f);
  }
  float* kept = frozen_.data();
  for (const Tensor& tensor : tensors_) {
    float* const w = parameters + tensor.offset;
    float* const g = sum + tensor.offset;
    if (!tensor.trainable) {
      kept = std::copy_n(w, tensor.size, kept);
      std::fill_n(g, tensor.size, 0.0f);
    } else if (tensor.regularizer != Regularizer{}) {
      const auto [l1, l2] = tensor.regularizer;
      for (std::size_t i = 0; i < tensor.size; ++i) {
        const auto sign = static_cast<float>((w[i] > 0) - (w[i] < 0));
        g[i] += l1 * sign + 2 * l2 * w[i];
      }
    }
  }
  if (clips) clip(tensors_, arguments, sum);
  const auto decay = static_cast<float>(arguments.weight_decay * optimizer.learning_rate());
  for (const Tensor& tensor : tensors_) {
    if (decay == 0 || !tensor.trainable) continue;
    float* const w = parameters + tensor.offset;
    for (std::size_t i = 0; i < tensor.size; ++i) w[i] -= w[i] * decay;
  }
}

void AroundUpdate::after(float* parameters) {
  const float* kept = frozen_.data();
  for (const Tensor& tensor : tensors_) {
    if (tensor.trainable) {
      apply(tensor, parameters + tensor.offset);
    } else {
      std::copy_n(kept, tensor.size, parameters + tensor.offset);
      kept += tensor.size;
    }
  }
}

}  // namespace constnet::runtime
