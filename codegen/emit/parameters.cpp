// The parameter tensors of a network.
#include "emit/parameters.hpp"

#include <fmt/format.h>

namespace constnet::codegen {
namespace {

/// What training has to know of a tensor, as the user said it in the layer.
struct Care {
  Initializer initializer;
  Regularizer regularizer;
  Constraint constraint;
  bool trainable;
};

std::string decimal(Number number) { return fmt::format("{}", static_cast<float>(number.value())); }

std::string text_of(Initializer initializer) {
  const std::string first = decimal(first_argument(initializer));
  const std::string second = decimal(second_argument(initializer));
  switch (kind_of(initializer)) {
    case Initializer::zeros:
      return "zeros";
    case Initializer::ones:
      return "ones";
    case Initializer::glorot_uniform:
      return "glorot_uniform";
    case Initializer::glorot_normal:
      return "glorot_normal";
    case Initializer::he_uniform:
      return "he_uniform";
    case Initializer::he_normal:
      return "he_normal";
    case Initializer::lecun_uniform:
      return "lecun_uniform";
    case Initializer::lecun_normal:
      return "lecun_normal";
    case Initializer::constant:
      return fmt::format("constant({})", first);
    case Initializer::random_normal:
      return fmt::format("random_normal({}, {})", first, second);
    case Initializer::random_uniform:
      return fmt::format("random_uniform({}, {})", first, second);
    case Initializer::truncated_normal:
      return fmt::format("truncated_normal({}, {})", first, second);
    case Initializer::orthogonal:
      return fmt::format("orthogonal({})", first);
  }
  return "zeros";
}

std::string text_of(Regularizer regularizer) {
  return regularizer == Regularizer::none
             ? "{}"
             : fmt::format("{{{}, {}}}", decimal(l1_of(regularizer)), decimal(l2_of(regularizer)));
}

std::string text_of(Constraint constraint) {
  const std::string scope = "constnet::runtime::Constraint::";
  switch (kind_of(constraint)) {
    case Constraint::none:
      break;
    case Constraint::non_neg:
      return scope + "non_neg";
    case Constraint::unit_norm:
      return scope + "unit_norm";
    case Constraint::max_norm:
      return scope + fmt::format("max_norm({})", decimal(max_value_of(constraint)));
  }
  return "{}";
}

std::vector<std::string> extras_of(const Care& care) {
  std::vector<std::string> extras{text_of(care.regularizer), text_of(care.constraint)};
  extras.push_back(care.trainable ? "true" : "false");
  if (!care.trainable) return extras;
  extras.pop_back();
  while (!extras.empty() && extras.back() == "{}") extras.pop_back();
  return extras;
}

class Tensors {
 public:
  std::vector<ParameterTensor> tensors;

  void add(const Layer& layer, std::string role, std::vector<int> shape, long long fan_in, long long fan_out,
           const Care& care) {
    long long size = 1;
    for (const int n : shape) size *= n;
    tensors.push_back({layer.name, std::move(role), std::move(shape), offset_, size, fan_in, fan_out,
                       text_of(care.initializer), extras_of(care)});
    offset_ += size;
  }

  /// Kernel and bias of a layer that names its care as Keras does.
  template <typename L>
  void add_kernel_and_bias(const Layer& layer, const L& arguments, std::vector<int> kernel, long long fan_in,
                           long long fan_out) {
    const int outputs = kernel.back();
    add(layer, "kernel", std::move(kernel), fan_in, fan_out,
        {arguments.kernel_initializer, arguments.kernel_regularizer, arguments.kernel_constraint, layer.trainable});
    if (!arguments.use_bias) return;
    add(layer, "bias", {outputs}, outputs, outputs,
        {arguments.bias_initializer, arguments.bias_regularizer, arguments.bias_constraint, layer.trainable});
  }

 private:
  long long offset_ = 0;
};

}  // namespace

std::vector<ParameterTensor> parameters_of(const NetworkDescription& network) {
  Tensors tensors;
  for (const Layer& layer : network.layers) {
    if (const auto* convolution = std::get_if<Conv2D>(&layer.arguments)) {
      const Size2 kernel = convolution->kernel_size;
      const long long taps = static_cast<long long>(kernel.height) * kernel.width;
      const int channels = layer.input.channels / convolution->groups;
      tensors.add_kernel_and_bias(layer, *convolution, {kernel.height, kernel.width, channels, convolution->filters},
                                  taps * channels, taps * convolution->filters);
    } else if (const auto* depthwise = std::get_if<DepthwiseConv2D>(&layer.arguments)) {
      const Size2 kernel = depthwise->kernel_size;
      const long long taps = static_cast<long long>(kernel.height) * kernel.width;
      const int outputs = layer.output.channels;
      tensors.add(layer, "kernel", {kernel.height, kernel.width, layer.input.channels, depthwise->depth_multiplier},
                  taps * layer.input.channels, taps * depthwise->depth_multiplier,
                  {depthwise->depthwise_initializer, depthwise->depthwise_regularizer, depthwise->depthwise_constraint,
                   layer.trainable});
      if (!depthwise->use_bias) continue;
      tensors.add(
          layer, "bias", {outputs}, outputs, outputs,
          {depthwise->bias_initializer, depthwise->bias_regularizer, depthwise->bias_constraint, layer.trainable});
    } else if (const auto* separable = std::get_if<SeparableConv2D>(&layer.arguments)) {
      const Size2 kernel = separable->kernel_size;
      const long long taps = static_cast<long long>(kernel.height) * kernel.width;
      const int channels = layer.input.channels * separable->depth_multiplier;
      const int filters = separable->filters;
      tensors.add(layer, "depthwise_kernel",
                  {kernel.height, kernel.width, layer.input.channels, separable->depth_multiplier},
                  taps * layer.input.channels, taps * separable->depth_multiplier,
                  {separable->depthwise_initializer, separable->depthwise_regularizer, separable->depthwise_constraint,
                   layer.trainable});
      tensors.add(layer, "pointwise_kernel", {1, 1, channels, filters}, channels, filters,
                  {separable->pointwise_initializer, separable->pointwise_regularizer, separable->pointwise_constraint,
                   layer.trainable});
      if (!separable->use_bias) continue;
      tensors.add(
          layer, "bias", {filters}, filters, filters,
          {separable->bias_initializer, separable->bias_regularizer, separable->bias_constraint, layer.trainable});
    } else if (const auto* normalization = std::get_if<BatchNormalization>(&layer.arguments)) {
      const int channels = layer.output.channels;
      const auto add = [&](const char* role, const Care& care) {
        tensors.add(layer, role, {channels}, channels, channels, care);
      };
      const BatchNormalization& n = *normalization;
      if (n.scale) add("gamma", {n.gamma_initializer, n.gamma_regularizer, n.gamma_constraint, layer.trainable});
      if (n.center) add("beta", {n.beta_initializer, n.beta_regularizer, n.beta_constraint, layer.trainable});
      add("moving_mean", {n.moving_mean_initializer, Regularizer::none, Constraint::none, false});
      add("moving_variance", {n.moving_variance_initializer, Regularizer::none, Constraint::none, false});
    } else if (const auto* prelu = std::get_if<PReLU>(&layer.arguments)) {
      const Shape alpha = alpha_shape(*prelu, layer.input);
      const Care care{prelu->alpha_initializer, prelu->alpha_regularizer, prelu->alpha_constraint, layer.trainable};
      // As Keras counts: rows of a tensor of three axes are its receptive field.
      const int fan_in = alpha.rank == 1 ? alpha.channels : alpha.height * alpha.width;
      const int fan_out = alpha.rank == 1 ? alpha.channels : alpha.height * alpha.channels;
      if (alpha.rank == 1) {
        tensors.add(layer, "alpha", {alpha.channels}, fan_in, fan_out, care);
      } else {
        tensors.add(layer, "alpha", {alpha.height, alpha.width, alpha.channels}, fan_in, fan_out, care);
      }
    } else if (const auto* dense = std::get_if<Dense>(&layer.arguments)) {
      const int inputs = static_cast<int>(layer.input.size());
      tensors.add_kernel_and_bias(layer, *dense, {inputs, dense->units}, inputs, dense->units);
    }
  }
  return tensors.tensors;
}

void emit_tensors(Writer& out, const std::vector<ParameterTensor>& tensors) {
  out.comment("Every parameter tensor: name, rank, shape, first float, floats, fan-in, fan-out, initializer.");
  out.open("inline constexpr constnet::runtime::Tensor tensors[] =");
  for (const ParameterTensor& tensor : tensors) {
    std::vector<int> shape = tensor.shape;
    const std::size_t rank = shape.size();
    shape.resize(4, 1);
    std::vector<std::string> members{fmt::format("\"{}/{}\"", tensor.layer, tensor.role), std::to_string(rank),
                                     fmt::format("{{{}}}", fmt::join(shape, ", "))};
    for (const long long n : {tensor.offset, tensor.size, tensor.fan_in, tensor.fan_out}) {
      members.push_back(std::to_string(n));
    }
    members.push_back("constnet::runtime::Initializer::" + tensor.initializer);
    members.insert(members.end(), tensor.extras.begin(), tensor.extras.end());
    out.braces("  ", members, ",");
  }
  out.close("};");
}

}  // namespace constnet::codegen
