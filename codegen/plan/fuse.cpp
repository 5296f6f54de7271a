// Fusion: layers are taken in order; a step may take the layers that follow when nobody else reads what lies between.
#include "plan/fuse.hpp"

#include <optional>
#include <utility>

#include "plan/fused_layers.hpp"
#include "plan/rewrite.hpp"
#include "steps/activation.hpp"
#include "steps/activity_regularization.hpp"
#include "steps/average_pooling.hpp"
#include "steps/batch_normalization.hpp"
#include "steps/convolution/step.hpp"
#include "steps/dense.hpp"
#include "steps/depthwise_conv2d.hpp"
#include "steps/dropout.hpp"
#include "steps/frame.hpp"
#include "steps/joined.hpp"
#include "steps/max_pooling.hpp"
#include "steps/normalization.hpp"
#include "steps/pointwise.hpp"
#include "steps/prelu.hpp"
#include "steps/repeat_channels.hpp"
#include "steps/reshape.hpp"
#include "steps/sum.hpp"
#include "steps/up_sampling2d.hpp"

namespace constnet::codegen {
namespace {

class Fusion {
 public:
  Fusion(const NetworkDescription& network, const Surroundings& around)
      : layers_(network.layers),
        around_(around),
        readers_(layers_.size()),
        step_of_(layers_.size(), PlannedStep::image) {
    for (std::size_t i = 1; i < layers_.size(); ++i) {
      for (const int input : layers_[i].inputs) readers_[static_cast<std::size_t>(input)].push_back(i);
    }
  }

  std::vector<PlannedStep> steps() && {
    for (at_ = 1; at_ < layers_.size(); ++at_) std::visit([this](const auto& layer) { add(layer); }, layer().arguments);
    return std::move(steps_);
  }

 private:
  const Layer& layer() const { return layers_[at_]; }

  /// The layer that alone reads the present one and stands right behind it; null where there is none.
  const Layer* only_reader() const { return only_reader_of(at_); }
  const Layer* only_reader_of(std::size_t at) const {
    const bool next = readers_[at].size() == 1 && readers_[at].front() == at + 1;
    return next && layers_[at + 1].inputs.size() == 1 ? &layers_[at + 1] : nullptr;
  }

  /// The function of an activation that alone reads the present layer, which computes it in the same pass.
  std::optional<ActivationFunction> activation_behind() const {
    return only_reader() == nullptr ? std::nullopt : function_of_layer(*only_reader());
  }

  /// The pooling that alone reads the present layer, with `activation` behind it if there is any, and can be computed
  /// in the same pass: the activation has to keep the order of values.
  std::optional<MaxPooling2D> pooling_behind(const std::optional<ActivationFunction>& activation) const {
    const Layer* next = only_reader_of(activation ? at_ + 1 : at_);
    const auto* pool = next == nullptr ? nullptr : std::get_if<MaxPooling2D>(&next->arguments);
    if (pool == nullptr || (activation && !is_plain_relu(*activation))) return std::nullopt;
    return can_pool_normalized(*pool, layer().output) ? std::optional(*pool) : std::nullopt;
  }

  /// The last step computes the next layer as well.
  void take_next() { step_of_[++at_] = static_cast<int>(steps_.size()) - 1; }

  template <typename S, typename... Arguments>
  void push(const std::string& name, const std::vector<int>& inputs, const Arguments&... arguments) {
    Surroundings around = around_;
    around.trainable = layer().trainable;
    around.input_gradient = false;
    if (!around_.groups.empty()) {
      around.arena_images = around_.micro_batch;
      around.micro_batch = around_.groups[static_cast<std::size_t>(normalized_layers_)];
    }
    const bool half =
        std::is_same_v<S, DepthwiseConv2DStep> && std::holds_alternative<SeparableConv2D>(layer().arguments);
    if (!half) around.normalization = layer().normalization;
    if (std::is_same_v<S, ConvolutionStep> || std::is_same_v<S, DepthwiseConv2DStep>) {
      around.zeros = std::exchange(zeros_, {});
    }
    if (std::is_same_v<S, ConvolutionStep> && around.tuning != nullptr) {
      around.winograd = around.tuning->winograd(around.target, name, around.winograd);
    }
    for (const int input : inputs) {
      if (input != PlannedStep::image && learned_[static_cast<std::size_t>(input)]) around.input_gradient = true;
    }
    steps_.push_back({std::make_unique<S>(name, around, arguments...), inputs});
    learned_.push_back(steps_.back().step->in_backward());
    step_of_[at_] = static_cast<int>(steps_.size()) - 1;
  }

  template <typename S, typename... Arguments>
  void push(const Arguments&... arguments) {
    std::vector<int> inputs;
    for (const int input : layer().inputs) inputs.push_back(step_of_[static_cast<std::size_t>(input)]);
    push<S>(layer().name, inputs, arguments...);
  }

  void push_activation(Activation activation) {
    if (is_fused(activation)) return;
    push<ActivationStep>(layer().name + "_activation", {static_cast<int>(steps_.size()) - 1}, function_of(activation),
                         layer().output);
  }

  void add(const Input&) {}

  void add(const Augmentation& augmentation) {
    if (const auto* crop = std::get_if<RandomCrop>(&augmentation)) {
      add(Cropping2D{sides_of_the_middle(*crop, layer().input)});
      return;
    }
    step_of_[at_] = step_of_[static_cast<std::size_t>(layer().inputs.front())];
  }

  void add(Conv2D convolution) {
    const Activation activation = convolution.activation;
    if (!is_fused(activation)) convolution.activation = Activation::linear;
    if (convolution.groups > 1 && convolution.groups == layer().input.channels) {
      push_depthwise(layer().name, depthwise_form(convolution));
      push_activation(activation);
      return;
    }
    std::optional<MaxPooling2D> pool;
    if (const Layer* next = only_reader(); next != nullptr && is_fused(activation)) {
      const auto* pooling = std::get_if<MaxPooling2D>(&next->arguments);
      if (pooling != nullptr && can_fuse(convolution, *pooling, layer().output, around_.target)) pool = *pooling;
    }
    push<ConvolutionStep>(convolution, layer().input, pool);
    push_activation(activation);
    if (pool) take_next();
  }

  /// A depth multiplier is a depthwise convolution of a map that has each channel as many times: the kernel lies alike.
  void push_depthwise(const std::string& name, DepthwiseConv2D depthwise) {
    Shape input = layer().input;
    int source = step_of_[static_cast<std::size_t>(layer().inputs.front())];
    if (depthwise.depth_multiplier > 1) {
      push<RepeatChannelsStep>(layer().name + "_repeat", {source}, without_sides(input, zeros_),
                               depthwise.depth_multiplier);
      input.channels *= std::exchange(depthwise.depth_multiplier, 1);
      source = static_cast<int>(steps_.size()) - 1;
    }
    push<DepthwiseConv2DStep>(name, {source}, depthwise, input);
  }

  void add(DepthwiseConv2D depthwise) {
    const Activation activation = depthwise.activation;
    if (!is_fused(activation)) depthwise.activation = Activation::linear;
    push_depthwise(layer().name, depthwise);
    push_activation(activation);
  }

  void add(SeparableConv2D separable) {
    const Activation activation = separable.activation;
    if (!is_fused(activation)) separable.activation = Activation::linear;
    const DepthwiseConv2D depthwise = depthwise_part(separable);
    push_depthwise(layer().name + "_depthwise", depthwise);
    push<PointwiseStep>(layer().name, {static_cast<int>(steps_.size()) - 1}, pointwise_part(separable),
                        constnet::output_shape(depthwise, layer().input), std::optional<MaxPooling2D>{});
    push_activation(activation);
  }

  void add(const MaxPooling2D& pool) { push<MaxPoolingStep>(pooling_window(pool, layer().input)); }
  void add(const GlobalMaxPooling2D& pool) { push<MaxPoolingStep>(pooling_window(pool, layer().input)); }
  void add(const AveragePooling2D& pool) { push<AveragePoolingStep>(pooling_window(pool, layer().input)); }
  void add(const GlobalAveragePooling2D& pool) { push<AveragePoolingStep>(pooling_window(pool, layer().input)); }

  /// Dense reads a map as it lies, and so does whoever gets the outputs; for others the values are put side by side,
  /// and where others read the map, who may want zeros around it.
  void add(const Flatten&) { reshape(); }
  void add(const Reshape&) { reshape(); }

  void reshape() {
    if (layer().output.rank == 3 && layer().output == layer().input) {
      step_of_[at_] = step_of_[static_cast<std::size_t>(layer().inputs.front())];
      return;
    }
    bool as_it_lies =
        layer().output.rank == 1 && readers_[static_cast<std::size_t>(layer().inputs.front())].size() == 1;
    for (const std::size_t reader : readers_[at_]) {
      const Arguments& arguments = layers_[reader].arguments;
      as_it_lies =
          as_it_lies && (std::holds_alternative<Dense>(arguments) || std::holds_alternative<Flatten>(arguments));
    }
    if (as_it_lies) {
      step_of_[at_] = step_of_[static_cast<std::size_t>(layer().inputs.front())];
    } else {
      push<ReshapeStep>(layer().input, layer().output);
    }
  }

  void add(Dense dense) {
    const Activation activation = dense.activation;
    if (!is_fused(activation)) dense.activation = Activation::linear;
    push<DenseStep>(dense, layer().input);
    push_activation(activation);
  }

  void add(Activation activation) {
    if (activation == Activation::softmax || activation == Activation::linear) {
      step_of_[at_] = step_of_[static_cast<std::size_t>(layer().inputs.front())];
    } else {
      push<ActivationStep>(function_of(activation), layer().output);
    }
  }

  void add(const ReLU& relu) { push<ActivationStep>(function_of(relu), layer().output); }
  void add(const LeakyReLU& relu) { push<ActivationStep>(function_of(relu), layer().output); }
  void add(const ELU& elu) { push<ActivationStep>(function_of(elu), layer().output); }
  void add(const Rescaling& rescaling) { push<ActivationStep>(function_of(rescaling), layer().output); }
  void add(const PReLU& relu) { push<PReLUStep>(relu, layer().output); }

  void add(const Dropout& dropout) { push<DropoutStep>(Number(dropout.rate), false, ++dropouts_, layer().output); }
  void add(const SpatialDropout2D& dropout) {
    push<DropoutStep>(Number(dropout.rate), true, ++dropouts_, layer().output);
  }

  void add(const ActivityRegularization& penalty) { push<ActivityRegularizationStep>(penalty, layer().output); }

  void add(const BatchNormalization& layer_arguments) {
    const Normalization normalization = normalization_of(layer().name, layer_arguments);
    if (around_.training && layer().trainable) {
      const std::optional<ActivationFunction> activation = activation_behind();
      const std::optional<MaxPooling2D> pool = pooling_behind(activation);
      push<BatchNormalizationStep>(normalization, normalized_channels_, layer().output, activation, pool);
      normalized_channels_ += round_up(layer().output.channels, kStatisticsAlignment);
      ++normalized_layers_;
      if (activation) take_next();
      if (pool) take_next();
    } else {
      push<FixedNormalizationStep>(normalization, layer().output);
    }
  }

  /// A convolution that alone reads the map takes the zeros along, as it takes those of its own padding.
  void add(const ZeroPadding2D& padding) {
    const Layer* next = only_reader();
    if (next != nullptr &&
        (std::holds_alternative<Conv2D>(next->arguments) || std::holds_alternative<DepthwiseConv2D>(next->arguments) ||
         std::holds_alternative<SeparableConv2D>(next->arguments))) {
      step_of_[at_] = step_of_[static_cast<std::size_t>(layer().inputs.front())];
      zeros_ = padding.padding;
    } else {
      push_frame(padding.padding, -padding.padding.top, -padding.padding.left);
    }
  }

  void add(const Cropping2D& crop) { push_frame(crop.cropping, crop.cropping.top, crop.cropping.left); }

  void add(const UpSampling2D& sampling) { push<UpSampling2DStep>(sampling.size, layer().input); }

  void push_frame(const Sides& sides, int top, int left) {
    push<FrameStep>(layer().class_name + " " + text_of(sides), layer().input, layer().output, top, left);
  }

  void add(const Sum&) {
    const Layer* next = only_reader();
    const auto* activation = next == nullptr ? nullptr : std::get_if<Activation>(&next->arguments);
    const bool relu = activation != nullptr && *activation == Activation::relu;
    push<SumStep>(layer().output, relu);
    if (relu) take_next();
  }

  void add(const Joined&) {
    std::vector<int> channels;
    for (const int input : layer().inputs) {
      channels.push_back(layers_[static_cast<std::size_t>(input)].output.channels);
    }
    push<JoinedStep>(channels, layer().output);
  }

  const std::vector<Layer>& layers_;
  Surroundings around_;
  std::vector<std::vector<std::size_t>> readers_;  // of each layer's output
  std::vector<int> step_of_;                       // the step that writes each layer's output
  std::vector<bool> learned_;                      // of each step: whether its output depends on what is trained
  std::vector<PlannedStep> steps_;
  std::size_t at_ = 0;
  int normalized_channels_ = 0;  // of the steps so far that normalize with the batch's statistics
  int normalized_layers_ = 0;    // the number of these steps
  Sides zeros_;                  // of a ZeroPadding2D that the next convolution takes along
  int dropouts_ = 0;             // steps so far that draw random numbers
};

}  // namespace

std::vector<PlannedStep> fuse(const NetworkDescription& network, const Surroundings& around) {
  return Fusion(network, around).steps();
}

}  // namespace constnet::codegen
