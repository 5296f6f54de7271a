// Small models that together have every layer, padding and stride up to 3, odd sizes and 1 to 70 channels.
//
// A convolution under test stands behind another layer with parameters, so that its input gradient is judged too.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

/// A convolution of one pixel, to give pools something with parameters to pass their gradient to.
constexpr Conv2D pixelwise(int filters, Activation activation) {
  return {.filters = filters, .kernel_size = 1, .activation = activation};
}

constexpr Conv2D conv(int filters, Size2 kernel_size, Size2 strides, Padding padding, Activation activation) {
  return {
      .filters = filters, .kernel_size = kernel_size, .strides = strides, .padding = padding, .activation = activation};
}

/// A convolution that keeps height and width.
constexpr Conv2D keeping(int filters, Size2 kernel_size, Activation activation) {
  return conv(filters, kernel_size, 1, same, activation);
}

constexpr Conv2D frozen(Conv2D layer) {
  layer.trainable = false;
  return layer;
}

constexpr MaxPooling2D pool(Size2 pool_size, Size2 strides, Padding padding) { return {pool_size, strides, padding}; }

constexpr AveragePooling2D mean(Size2 pool_size, Size2 strides, Padding padding) {
  return {pool_size, strides, padding};
}

using SweepConvValid1 = Sequential<Input{9, 7, 1}, conv(2, 3, 1, valid, relu), conv(3, 2, 1, valid, linear)>;
using SweepConvValid2 = Sequential<Input{15, 13, 3}, conv(5, 3, 2, valid, relu), conv(8, 3, 2, valid, linear)>;
using SweepConvValid3 = Sequential<Input{17, 19, 8}, conv(15, 3, 3, valid, linear), conv(16, 2, 3, valid, relu)>;
using SweepConvSame1 = Sequential<Input{7, 5, 16}, conv(17, 3, 1, same, relu), conv(31, 4, 1, same, linear)>;
using SweepConvSame2 = Sequential<Input{9, 7, 31}, conv(32, 3, 2, same, relu), conv(33, 2, 2, same, linear)>;
using SweepConvSame3 = Sequential<Input{13, 7, 33}, conv(64, 3, 3, same, relu), conv(70, 3, 3, same, linear)>;
using SweepConvManyChannels = Sequential<Input{5, 5, 70}, conv(70, 3, 1, same, relu), conv(33, 3, 1, valid, relu)>;
using SweepConvRows =
    Sequential<Input{7, 9, 2}, conv(17, {1, 5}, {1, 2}, same, relu), conv(64, {3, 1}, 1, valid, relu)>;
using SweepConvColumns =
    Sequential<Input{9, 7, 5}, conv(8, {5, 2}, {3, 1}, same, linear), conv(1, {2, 5}, 1, valid, relu)>;
using SweepConvLarge = Sequential<Input{11, 9, 3}, conv(32, 5, 1, same, relu), conv(3, 5, 2, same, linear)>;
using SweepConvPixels =
    Sequential<Input{5, 7, 70}, pixelwise(15, relu), conv(31, 1, 2, valid, relu), pixelwise(2, linear)>;
using SweepConvGaps = Sequential<Input{11, 11, 2}, conv(16, 2, 3, same, relu), conv(5, 1, 3, same, linear)>;
using SweepConvWholeImage = Sequential<Input{3, 5, 1}, pixelwise(8, relu), conv(33, {3, 5}, 1, valid, linear)>;
using SweepConvWinogradFirst =
    Sequential<Input{8, 10, 33}, conv(16, 3, 1, valid, linear), pool(2, 2, same), Flatten{}, Dense{.units = 2}>;
using SweepConvSoftmax = Sequential<Input{5, 3, 2}, conv(3, 2, 1, same, relu), conv(5, 3, 1, same, softmax)>;

using SweepAugmented = Sequential<Input{9, 7, 2}, RandomFlip{}, RandomRotation{.factor = 0.1},
                                  conv(5, 3, 1, valid, relu), conv(3, 2, 1, same, linear)>;

using SweepPoolApart = Sequential<Input{11, 9, 1}, conv(33, 3, 1, same, relu), pool(2, 2, valid),
                                  conv(17, 2, 1, same, relu), pool(1, 2, valid)>;
using SweepPoolGaps = Sequential<Input{13, 11, 2}, conv(3, 3, 1, valid, relu), pool(2, 3, valid), pixelwise(70, linear),
                                 pool(2, 3, same)>;
using SweepPoolOverlapping = Sequential<Input{11, 13, 1}, conv(15, 3, 1, same, relu), pool(3, 2, valid),
                                        conv(31, 3, 1, same, relu), pool(3, 2, same)>;
using SweepPoolEveryPixel = Sequential<Input{7, 9, 3}, conv(8, 2, 1, valid, relu), pool(3, 1, valid),
                                       conv(16, 2, 1, valid, linear), pool(2, 1, same)>;
using SweepPoolSame = Sequential<Input{11, 7, 5}, conv(32, 3, 1, same, linear), pool(2, 2, same),
                                 conv(64, 3, 1, same, relu), pool(3, 3, same)>;
using SweepPoolRectangles = Sequential<Input{9, 11, 1}, conv(5, 3, 1, same, relu), pool({1, 3}, {1, 2}, valid),
                                       pixelwise(17, linear), pool({3, 2}, {2, 3}, same)>;
using SweepPoolThree = Sequential<Input{11, 10, 2}, conv(16, 3, 1, same, relu), pool(3, 3, valid),
                                  conv(2, 2, 1, same, relu), pool(2, 1, valid)>;
// Maps beyond the first-level cache, whose sparse gradients run in strips of their rows.
using SweepPoolTall = Sequential<Input{78, 10, 2}, conv(48, 3, 1, same, relu), conv(17, 3, 1, valid, relu),
                                 pool(2, 2, valid), pixelwise(3, linear)>;
using SweepPoolPool = Sequential<Input{11, 11, 1}, conv(31, 2, 2, same, relu), pool(3, 1, same), pool(2, 2, valid),
                                 Flatten{}, Dense{.units = 5}>;
using SweepPoolFirst = Sequential<Input{9, 9, 3}, pool(3, 2, same), conv(8, 3, 1, valid, relu), Flatten{},
                                  Dense{.units = 3, .activation = softmax}>;
/// One channel in vectors, and nothing that is trained before it.
using SweepPoolOneChannel = Sequential<Input{9, 9, 1}, pool(2, 1, valid), conv(5, 3, 1, valid, relu), pool(2, 2, valid),
                                       Flatten{}, Dense{.units = 2}>;

using SweepDenseOne = Sequential<Input{1, 1, 1}, Flatten{}, Dense{.units = 1}>;
using SweepDenseWide = Sequential<Input{5, 7, 2}, Flatten{}, Dense{.units = 33, .activation = relu},
                                  Dense{.units = 17, .activation = relu}, Dense{.units = 2, .activation = softmax}>;
using SweepDenseLanes = Sequential<Input{3, 3, 15}, Flatten{}, Dense{.units = 64},
                                   Dense{.units = 31, .activation = relu}, Dense{.units = 70, .activation = relu}>;
using SweepDenseRow =
    Sequential<Input{37}, Dense{.units = 18, .activation = relu}, Dense{.units = 3}, Dense{.units = 37}>;
using SweepDigits =
    Sequential<Input{13, 13, 1}, conv(16, 3, 1, valid, relu), pool(2, 2, valid), conv(32, 3, 1, valid, relu), Flatten{},
               Dense{.units = 16, .activation = relu}, Dense{.units = 10, .activation = softmax}>;

// Winograd's tiles: many to an image, of odd and even numbers of pixels, and kernels that are taken in blocks.
using SweepWinogradEven =
    Sequential<Input{10, 12, 2}, conv(17, 3, 1, same, relu), conv(33, 3, 1, valid, relu), conv(16, 3, 1, same, linear)>;
using SweepWinogradOdd =
    Sequential<Input{11, 9, 2}, conv(20, 3, 1, same, relu), conv(33, 3, 1, valid, relu), conv(16, 3, 1, same, relu)>;
using SweepWinogradDeep = Sequential<Input{11, 10, 2}, conv(96, 3, 1, same, relu), conv(192, 3, 1, valid, relu),
                                     pool(2, 2, valid), conv(16, 1, 1, valid, linear)>;
using SweepWinogradManyTiles = Sequential<Input{12, 12, 1}, conv(256, 3, 1, same, relu), conv(64, 3, 1, valid, relu),
                                          pool(2, 2, valid), conv(8, 1, 1, valid, linear)>;
using SweepWinogradDeepOdd =
    Sequential<Input{11, 11, 2}, conv(112, 3, 1, valid, relu), conv(160, 3, 1, valid, relu), pixelwise(4, linear)>;

// Branches.
using SweepBranchesResidual =
    Sequential<Input{7, 5, 3}, keeping(17, 3, relu), Residual<keeping(8, 3, relu), keeping(17, 1, linear)>{},
               Activation{relu}, Flatten{}, Dense{.units = 5, .activation = softmax}>;
using SweepBranchesProjection = Sequential<
    Input{9, 7, 2}, keeping(5, 3, relu),
    Residual<Branch<conv(33, 3, 2, same, relu), keeping(33, 3, linear)>{}, Branch<conv(33, 1, 2, same, linear)>{}>{},
    conv(3, 2, 1, valid, relu)>;
using SweepBranchesConcatenate = Sequential<
    Input{7, 7, 2}, keeping(7, 1, relu),
    Concatenate<Branch<keeping(5, 3, relu)>{}, Branch<>{}, Branch<keeping(16, 5, relu), pool(3, 1, same)>{}>{},
    conv(17, 3, 1, valid, linear)>;
using SweepBranchesOfTheImage = Sequential<
    Input{6, 5, 3},
    Concatenate<Branch<keeping(9, 3, relu)>{}, Branch<pool(3, 1, same), pixelwise(4, linear)>{}, Branch<>{}>{},
    pixelwise(3, relu)>;
using SweepBranchesNested =
    Sequential<Input{6, 6, 1}, keeping(6, 3, linear),
               Residual<keeping(6, 3, relu), Residual<keeping(6, 1, relu)>{}, keeping(6, 3, linear)>{},
               Concatenate<Branch<Residual<keeping(6, 1, linear)>{}>{}, Branch<pixelwise(3, relu)>{}>{},
               pool(2, 2, valid), Flatten{}, Dense{.units = 9}>;
using SweepBranchesFlat = Sequential<Input{4, 3, 5},
                                     Concatenate<Branch<Flatten{}, Dense{.units = 7, .activation = relu}>{},
                                                 Branch<Flatten{}>{}, Branch<keeping(3, 3, relu), Flatten{}>{}>{},
                                     Residual<Dense{.units = 33, .activation = relu}, Dense{.units = 103}>{},
                                     Dense{.units = 3, .activation = softmax}>;
using SweepBranchesDouble = Sequential<Input{5, 5, 2}, keeping(4, 3, linear), Residual<>{}, keeping(3, 2, relu)>;

// Activations, each behind a layer with parameters and before one.
template <auto... Layers>
using Activated = Sequential<Input{5, 4, 3}, pixelwise(9, linear), Layers..., pixelwise(3, linear)>;
using SweepActivationsSigmoid = Activated<Activation{sigmoid}>;
using SweepActivationsTanh = Activated<Activation{Activation::tanh}>;
using SweepActivationsElu = Activated<Activation{elu}, ELU{.alpha = 0.5}>;
using SweepActivationsSelu = Activated<Activation{selu}>;
using SweepActivationsSoftplus = Activated<Activation{softplus}>;
using SweepActivationsSoftsign = Activated<Activation{softsign}>;
using SweepActivationsSilu = Activated<Activation{silu}>;
using SweepActivationsGelu = Activated<Activation{gelu}, Activation{gelu_tanh}>;
using SweepActivationsHardSilu = Activated<Activation{hard_silu}>;
using SweepActivationsHardSigmoid = Activated<Activation{hard_sigmoid}>;
using SweepActivationsExponential = Activated<Activation{exponential}>;
using SweepActivationsRelu6 = Activated<Activation{relu6}>;
using SweepActivationsLeaky = Activated<LeakyReLU{}, Activation{leaky_relu}>;
using SweepActivationsRelu =
    Activated<ReLU{.max_value = 1.5, .negative_slope = 0.25, .threshold = 0.125}, Activation{relu}>;
using SweepActivationsArguments =
    Sequential<Input{6, 6, 2}, keeping(5, 3, silu), pool(2, 2, valid), Flatten{}, Dense{.units = 6, .activation = gelu},
               Dense{.units = 3, .activation = sigmoid}>;

// Without biases, and parts that are not trained.
using SweepFrozenBias =
    Sequential<Input{5, 5, 2}, Conv2D{.filters = 17, .kernel_size = 3, .activation = relu, .use_bias = false},
               pool(3, 3, valid), Flatten{}, Dense{.units = 4, .use_bias = false}>;
/// SweepDigits with its first layer frozen: the same tensors.
using SweepFrozenDigits =
    Sequential<Input{13, 13, 1}, frozen(conv(16, 3, 1, valid, relu)), pool(2, 2, valid), conv(32, 3, 1, valid, relu),
               Flatten{}, Dense{.units = 16, .activation = relu}, Dense{.units = 10, .activation = softmax}>;
using SweepFrozenPrefix =
    Sequential<Input{9, 9, 1}, frozen(keeping(4, 3, relu)), pool(2, 2, valid), frozen(keeping(8, 3, silu)), Flatten{},
               Dense{.units = 6, .activation = relu}, Dense{.units = 3, .activation = softmax}>;
using SweepFrozenMiddle =
    Sequential<Input{7, 7, 2}, keeping(4, 3, relu), frozen(keeping(5, 3, relu)), pool(2, 2, valid),
               keeping(3, 3, linear), Flatten{}, Dense{.units = 5, .trainable = false}>;

// Depthwise convolutions, each behind a layer with parameters.
using SweepDepthwisePlain = Sequential<Input{9, 21, 2}, pixelwise(5, linear),
                                       DepthwiseConv2D{.kernel_size = 3, .padding = same, .activation = relu},
                                       DepthwiseConv2D{.kernel_size = 2}, pixelwise(3, relu)>;
using SweepDepthwiseStrides =
    Sequential<Input{11, 9, 3}, pixelwise(33, relu),
               DepthwiseConv2D{.kernel_size = {3, 2}, .strides = 2, .padding = same},
               DepthwiseConv2D{.kernel_size = 3, .strides = {1, 2}, .activation = relu, .use_bias = false}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;
using SweepDepthwiseDilation =
    Sequential<Input{9, 10, 1}, pixelwise(17, linear),
               DepthwiseConv2D{.kernel_size = 3, .padding = same, .dilation_rate = 2, .activation = silu},
               DepthwiseConv2D{.kernel_size = {2, 3}, .dilation_rate = {3, 1}, .activation = relu}, pool(2, 2, valid)>;
using SweepDepthwiseMultiplier =
    Sequential<Input{6, 7, 3}, DepthwiseConv2D{.kernel_size = 3, .depth_multiplier = 2, .activation = relu6},
               DepthwiseConv2D{.kernel_size = {2, 1}, .padding = same, .depth_multiplier = 3, .activation = relu},
               keeping(4, 3, linear)>;
using SweepDepthwiseFrozen = Sequential<Input{7, 6, 2}, keeping(16, 3, relu),
                                        DepthwiseConv2D{.kernel_size = 3, .activation = relu, .trainable = false},
                                        DepthwiseConv2D{.kernel_size = {1, 4}}, Flatten{}, Dense{.units = 2}>;
using SweepDepthwiseFirst =
    Sequential<Input{8, 8, 3}, DepthwiseConv2D{.kernel_size = 5, .padding = same, .activation = relu},
               pool(2, 2, valid), DepthwiseConv2D{.kernel_size = 4, .activation = softmax}>;

/// Dilated convolutions, for the ways that dilated.hpp does not take.
using SweepDilated =
    Sequential<Input{10, 9, 2},
               Conv2D{.filters = 9, .kernel_size = 3, .padding = same, .dilation_rate = 2, .activation = relu},
               pool(2, 2, valid), Conv2D{.filters = 5, .kernel_size = {3, 2}, .padding = same, .dilation_rate = {1, 2}},
               Flatten{}, Dense{.units = 3, .activation = softmax}>;

/// Convolutions in groups, for the ways that grouped.hpp does not take.
using SweepGrouped =
    Sequential<Input{8, 7, 4}, Conv2D{.filters = 8, .kernel_size = 3, .padding = same, .groups = 2, .activation = relu},
               pool(2, 2, valid), Conv2D{.filters = 8, .kernel_size = {2, 3}, .padding = same, .groups = 4},
               Conv2D{.filters = 24, .kernel_size = 2, .groups = 2, .activation = relu}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;

// Separable convolutions.
using SweepSeparablePlain =
    Sequential<Input{9, 8, 3}, SeparableConv2D{.filters = 17, .kernel_size = 3, .padding = same, .activation = relu},
               SeparableConv2D{.filters = 5, .kernel_size = 2, .strides = 2, .use_bias = false}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;
using SweepSeparableMultiplier =
    Sequential<Input{7, 8, 2}, keeping(3, 1, linear),
               SeparableConv2D{
                   .filters = 9, .kernel_size = {3, 2}, .dilation_rate = 2, .depth_multiplier = 2, .activation = silu},
               keeping(4, 3, relu)>;

// Means, and pooling of whole images. Where relu follows a mean, its windows hold a power of two: means of small whole
// numbers are exact then, and what is 0 in the reference is 0 in floats.
using SweepMeanPlain = Sequential<Input{9, 8, 2}, keeping(33, 3, relu), AveragePooling2D{}, keeping(5, 3, relu),
                                  mean({1, 3}, {2, 1}, valid), pixelwise(3, linear)>;
using SweepMeanSame = Sequential<Input{11, 7, 2}, keeping(17, 3, linear), mean(2, 2, same), keeping(8, 2, relu),
                                 mean(3, {1, 2}, same), Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepMeanGaps =
    Sequential<Input{11, 13, 1}, keeping(4, 3, relu), mean({2, 1}, 3, valid), keeping(16, 3, relu), mean(1, 2, same)>;
using SweepMeanLarge =
    Sequential<Input{9, 8, 3}, keeping(83, 1, relu), mean({5, 4}, {2, 3}, same), mean({3, 2}, 1, valid)>;
using SweepMeanFirst = Sequential<Input{8, 8, 3}, mean(3, 2, same), mean(2, 1, valid), pixelwise(5, linear)>;
using SweepGlobalMean = Sequential<Input{5, 6, 2}, keeping(70, 3, relu), GlobalAveragePooling2D{},
                                   Dense{.units = 5, .activation = softmax}>;
using SweepGlobalMax =
    Sequential<Input{4, 3, 2}, keeping(33, 3, relu), GlobalMaxPooling2D{}, Dense{.units = 5, .activation = softmax}>;
using SweepGlobalKeepdims =
    Sequential<Input{4, 4, 2}, keeping(9, 3, linear),
               Concatenate<Branch<GlobalAveragePooling2D{.keepdims = true}, pixelwise(3, relu)>{},
                           Branch<GlobalMaxPooling2D{.keepdims = true}>{}, Branch<mean(4, 1, valid)>{}>{},
               pixelwise(4, linear)>;
using SweepGlobalEnd = Sequential<Input{3, 1, 4}, pixelwise(19, linear), GlobalMaxPooling2D{}>;

// Other shapes: from a row, between images whose pixels are padded or not, beside a reader of the same map.
using SweepReshapeRow = Sequential<Input{5}, Dense{.units = 60}, Reshape{.target_shape = {4, -1, 3}},
                                   keeping(17, 3, relu), Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepReshapeImages = Sequential<Input{4, 6, 5}, Reshape{.target_shape = {6, 4, 5}}, pixelwise(16, relu),
                                      Reshape{.target_shape = {12, 8, -1}}, keeping(3, 2, linear),
                                      Reshape{.target_shape = {16, 6, 3}}, pool(2, 2, valid)>;
using SweepReshapeBeside =
    Sequential<Input{3, 4, 2}, pixelwise(4, linear),
               Concatenate<Branch<keeping(2, 3, relu), Flatten{}>{}, Branch<Reshape{.target_shape = -1}>{}>{},
               Reshape{.target_shape = 72}, Dense{.units = 4}>;

// Zeros around images: taken along by convolutions of every kind, also more of them than the kernel reaches over, and
// beside other readers; as steps of their own. Images without their sides.
using SweepFramePadding =
    Sequential<Input{9, 8, 2}, ZeroPadding2D{{{0, 1}, {1, 2}}}, conv(17, 3, 2, valid, relu), ZeroPadding2D{},
               DepthwiseConv2D{.kernel_size = 3, .strides = 2, .activation = relu}, ZeroPadding2D{{1, 0}},
               SeparableConv2D{.filters = 5, .kernel_size = 2, .depth_multiplier = 2}, Flatten{},
               Dense{.units = 3, .activation = softmax}>;
using SweepFrameWide =
    Sequential<Input{3, 4, 2}, keeping(3, 1, linear), ZeroPadding2D{{{4, 0}, {1, 3}}}, conv(5, 2, 1, same, relu),
               ZeroPadding2D{{{0, 5}, {3, 0}}}, conv(18, {2, 3}, 1, valid, linear), ZeroPadding2D{2},
               conv(3, 1, {3, 2}, valid, linear)>;
using SweepFramePooled = Sequential<Input{3, 4, 2}, pixelwise(3, linear), ZeroPadding2D{{{2, 1}, {1, 2}}},
                                    conv(4, {2, 3}, 1, valid, relu), pool(2, 2, valid), ZeroPadding2D{},
                                    conv(3, 3, 1, valid, linear), pool(2, 2, valid), Flatten{}, Dense{.units = 2}>;
using SweepFrameWinograd =
    Sequential<Input{7, 8, 2}, pixelwise(16, relu), ZeroPadding2D{{{1, 2}, {3, 1}}}, conv(17, 3, 1, valid, relu),
               ZeroPadding2D{}, conv(16, 3, 1, valid, relu), pool(2, 2, valid), Cropping2D{{{1, 0}, {1, 1}}},
               ZeroPadding2D{1}, conv(16, 3, 1, valid, linear)>;
using SweepFrameSteps =
    Sequential<Input{6, 5, 3}, ZeroPadding2D{{{2, 0}, {0, 1}}}, pool(3, 2, valid), keeping(19, 1, linear),
               ZeroPadding2D{1}, mean(2, 1, valid),
               Concatenate<Branch<ZeroPadding2D{1}, conv(4, 3, 1, valid, relu)>{}, Branch<>{},
                           Branch<ZeroPadding2D{{{2, 0}, {2, 0}}}, Cropping2D{{{1, 1}, {2, 0}}}>{}>{},
               ZeroPadding2D{{0, 1}}>;
using SweepFrameCropping =
    Sequential<Input{9, 10, 2}, Cropping2D{{{1, 0}, {2, 1}}}, keeping(5, 3, relu), Cropping2D{{{0, 2}, {0, 1}}},
               conv(17, 2, 1, valid, linear), Cropping2D{1}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
/// What training draws from larger images.
using SweepFrameDrawn =
    Sequential<Input{8, 9, 2}, RandomFlip{}, RandomCrop{.height = 5, .width = 6}, conv(3, 2, 1, same, relu)>;

// Repeated pixels: of the image, before a convolution that puts zeros around them, in large blocks, at the end.
using SweepUpSamplingPlain = Sequential<Input{5, 4, 3}, UpSampling2D{}, keeping(18, 3, relu), pool(2, 2, valid),
                                        UpSampling2D{{2, 3}}, keeping(3, 3, relu), UpSampling2D{.size = {1, 2}}>;
using SweepUpSamplingLarge =
    Sequential<Input{2, 3, 2}, pixelwise(33, linear), UpSampling2D{{6, 4}}, conv(2, 3, 2, valid, linear),
               UpSampling2D{1}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
/// A convolutional autoencoder.
using SweepUpSamplingAutoencoder =
    Sequential<Input{8, 8, 1}, keeping(8, 3, relu), pool(2, 2, same), keeping(4, 3, relu), pool(2, 2, same),
               keeping(4, 3, relu), UpSampling2D{}, keeping(8, 3, relu), UpSampling2D{},
               Conv2D{.filters = 1, .kernel_size = 3, .padding = same, .activation = sigmoid}>;

// Rescaling of images where they are copied in, and of other maps.
using SweepRescalingImage =
    Sequential<Input{6, 7, 1}, Rescaling{.scale = 1.0 / 127.5, .offset = -1}, conv(5, 3, 1, valid, relu),
               pool(2, 2, valid), Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepRescalingTwice = Sequential<Input{5, 4, 3}, RandomFlip{}, Rescaling{.scale = -0.25}, Rescaling{2, 0.125},
                                       keeping(4, 3, relu), pool(3, 1, same), Rescaling{.scale = 3}>;
using SweepRescalingRow = Sequential<Input{7}, Rescaling{.scale = 0.1}, Dense{.units = 3}, Rescaling{0.5, -2}>;
using SweepRescalingMaps = Sequential<
    Input{5, 5, 2}, Concatenate<Branch<Rescaling{.scale = 2, .offset = 0.5}, keeping(5, 3, relu)>{}, Branch<>{}>{},
    Rescaling{-1.5, 1}, keeping(17, 3, relu), Rescaling{.scale = 0.75, .offset = 0.25}, keeping(2, 2, linear)>;

// Slopes that are learnt: one for each value, for each channel, for each pixel, for each row or column, for all.
using SweepPReLUPlain = Sequential<Input{4, 3, 2}, keeping(18, 3, linear), PReLU{}, keeping(3, 2, linear),
                                   PReLU{.alpha_initializer = Constant{0.25}}, Flatten{}, Dense{.units = 5}, PReLU{}>;
using SweepPReLUChannels =
    Sequential<Input{5, 6, 3}, keeping(33, 3, linear), PReLU{.shared_axes = {1, 2}}, pool(2, 2, valid),
               keeping(4, 3, linear), PReLU{.shared_axes = {2, 1}, .trainable = false}, Flatten{}, Dense{.units = 2}>;
using SweepPReLUShared =
    Sequential<Input{4, 5, 2}, PReLU{.shared_axes = 3}, keeping(19, 1, linear), PReLU{.shared_axes = {1, 3}},
               keeping(5, 1, linear), PReLU{.shared_axes = 2}, keeping(18, 1, linear), PReLU{.shared_axes = {1, 2, 3}},
               keeping(3, 1, linear), PReLU{.shared_axes = {3}}>;
using SweepPReLURow = Sequential<Input{9}, PReLU{}, Dense{.units = 17}, PReLU{.shared_axes = 1}, Dense{.units = 3}>;

// Dropout: of values, of nothing, of channels, in a branch, of the image and at the end.
using SweepDropoutValues = Sequential<Input{7, 6, 2}, Conv2D{.filters = 5, .kernel_size = 3, .activation = relu},
                                      MaxPooling2D{}, Dropout{0.25}, Flatten{}, Dense{.units = 19, .activation = relu},
                                      Dropout{.rate = 0.5}, Dropout{0}, Dense{.units = 3, .activation = softmax}>;
using SweepDropoutChannels =
    Sequential<Input{6, 6, 3}, Conv2D{.filters = 18, .kernel_size = 3, .padding = same, .activation = relu},
               SpatialDropout2D{.rate = 0.3}, Conv2D{.filters = 4, .kernel_size = 3, .padding = same}, Flatten{},
               Dense{.units = 3}>;
using SweepDropoutBranch =
    Sequential<Input{4, 5, 2}, Conv2D{.filters = 3, .kernel_size = 1, .activation = relu},
               Residual<Dropout{0.4}, Conv2D{.filters = 3, .kernel_size = 3, .padding = same}, Dropout{0.2}>{},
               Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepDropoutFirst = Sequential<Input{5, 4, 1}, Dropout{0.5}, Conv2D{.filters = 3, .kernel_size = 2},
                                     Conv2D{.filters = 2, .kernel_size = 2}, Dropout{0.125}>;

// Normalization: folded into convolutions with what follows; steps of its own; without gamma or beta; not trained.
using SweepNormalizationFolded =
    Sequential<Input{8, 7, 2}, Conv2D{.filters = 19, .kernel_size = 3, .use_bias = false}, BatchNormalization{},
               Activation{relu}, MaxPooling2D{}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepNormalizationSteps = Sequential<
    Input{5, 6, 3}, BatchNormalization{.scale = false},
    Conv2D{.filters = 5, .kernel_size = 3, .padding = same, .activation = relu}, BatchNormalization{.epsilon = 0.01},
    Conv2D{.filters = 17, .kernel_size = 3, .padding = same, .use_bias = false}, MaxPooling2D{},
    BatchNormalization{.center = false}, ReLU{.max_value = 6}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepNormalizationDepthwise =
    Sequential<Input{6, 5, 3}, DepthwiseConv2D{.kernel_size = 3, .depth_multiplier = 2, .use_bias = false},
               BatchNormalization{}, ReLU{}, SeparableConv2D{.filters = 9, .kernel_size = 2, .use_bias = false},
               BatchNormalization{}, Activation{silu}, Flatten{}, Dense{.units = 2}>;
using SweepNormalizationDense =
    Sequential<Input{3, 4, 2}, Flatten{}, Dense{.units = 21, .use_bias = false}, BatchNormalization{}, Activation{relu},
               Dropout{0.25}, Dense{.units = 3, .use_bias = false}, BatchNormalization{.center = false, .scale = false},
               Activation{softmax}>;
using SweepNormalizationFrozen =
    Sequential<Input{6, 6, 2}, Conv2D{.filters = 6, .kernel_size = 3, .trainable = false},
               BatchNormalization{.trainable = false}, Activation{relu}, Conv2D{.filters = 5, .kernel_size = 3},
               BatchNormalization{.trainable = false}, Flatten{}, Dense{.units = 3}>;
using SweepNormalizationBranch = Sequential<
    Input{5, 4, 2}, Conv2D{.filters = 4, .kernel_size = 1, .activation = relu},
    Residual<Conv2D{.filters = 4, .kernel_size = 3, .padding = same, .use_bias = false}, BatchNormalization{},
             Activation{relu}, Conv2D{.filters = 4, .kernel_size = 3, .padding = same, .use_bias = false},
             BatchNormalization{}>{},
    Activation{relu}, Flatten{}, Dense{.units = 3, .activation = softmax}>;
using SweepNormalizationWinograd =
    Sequential<Input{8, 8, 16}, Conv2D{.filters = 16, .kernel_size = 3, .use_bias = false}, BatchNormalization{},
               Activation{relu}, MaxPooling2D{}, Conv2D{.filters = 16, .kernel_size = 3, .use_bias = false},
               BatchNormalization{}, Flatten{}, Dense{.units = 2}>;

}  // namespace models
