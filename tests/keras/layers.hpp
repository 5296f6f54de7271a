// The table of layers and activations that are compared with Keras: one row for each case of make_fixtures/layers.py,
// `using NAME = ...;`, where NAME is the case's. tests/keras/CMakeLists.txt generates a network for each row.
#pragma once

#include <constnet/dsl.hpp>

namespace keras {

using namespace constnet;

/// Images in a case.
inline constexpr int batch = 2;

/// What feeds the layer under test: a Dense layer without bias whose input is image number i of the batch as a row that
/// is 1 at place i. The layer's inputs are then rows of a kernel, and their gradients the gradient of that kernel.
constexpr Dense source(int values) { return {.units = values, .use_bias = false}; }

template <int height, int width, int channels, auto... layers>
using OnImage = Sequential<Input{batch}, source(height* width* channels),
                           Reshape{.target_shape = {height, width, channels}}, layers...>;

/// Images themselves, for layers that have to stand behind the Input.
template <int height, int width, int channels, auto... layers>
using OnImages = Sequential<Input{height, width, channels}, layers...>;

template <int values, auto... layers>
using OnRow = Sequential<Input{batch}, source(values), layers...>;

template <Activation activation>
using Activated = OnImage<5, 4, 3, Activation{activation}>;

constexpr Conv2D keeping(int filters) { return {.filters = filters, .kernel_size = 3, .padding = same}; }

using Conv2DPlain = OnImage<5, 6, 3, Conv2D{.filters = 4, .kernel_size = 3}>;
using Conv2DSame = OnImage<5, 6, 3, Conv2D{.filters = 2, .kernel_size = {2, 3}, .padding = same, .activation = relu}>;
using Conv2DStrides = OnImage<5, 6, 3, Conv2D{.filters = 3, .kernel_size = 3, .strides = 2}>;
using Conv2DSameStrides =
    OnImage<7, 6, 2,
            Conv2D{.filters = 3, .kernel_size = 3, .strides = {2, 3}, .padding = same, .activation = Activation::tanh}>;
using Conv2DWithoutBias = OnImage<5, 6, 3, Conv2D{.filters = 5, .kernel_size = 1, .use_bias = false}>;
using Conv2DDilation =
    OnImage<6, 7, 2,
            Conv2D{.filters = 3, .kernel_size = {2, 3}, .padding = same, .dilation_rate = {3, 2}, .activation = relu}>;
using Conv2DDilationValid = OnImage<6, 7, 2, Conv2D{.filters = 3, .kernel_size = 3, .dilation_rate = 2}>;
using Conv2DDilationPooled =
    OnImage<7, 6, 2, Conv2D{.filters = 3, .kernel_size = 3, .padding = same, .dilation_rate = 2, .activation = relu},
            MaxPooling2D{}>;
using Conv2DGroups = OnImage<5, 6, 4, Conv2D{.filters = 6, .kernel_size = 3, .groups = 2}>;
using Conv2DGroupsStrides =
    OnImage<6, 7, 6,
            Conv2D{.filters = 9, .kernel_size = 3, .strides = 2, .padding = same, .groups = 3, .activation = relu}>;
using Conv2DGroupsDilation =
    OnImage<6, 7, 4, Conv2D{.filters = 16, .kernel_size = {2, 3}, .padding = same, .dilation_rate = 2, .groups = 2}>;
using Conv2DGroupsOfChannels = OnImage<4, 5, 3, Conv2D{.filters = 6, .kernel_size = 2, .groups = 3}>;
using Conv2DPooled = OnImage<6, 7, 2, Conv2D{.filters = 3, .kernel_size = 2, .activation = relu}, MaxPooling2D{}>;

using DepthwisePlain = OnImage<5, 6, 3, DepthwiseConv2D{.kernel_size = 3}>;
using DepthwiseSame = OnImage<5, 6, 3, DepthwiseConv2D{.kernel_size = {2, 3}, .padding = same, .activation = relu}>;
using DepthwiseStrides =
    OnImage<6, 7, 2, DepthwiseConv2D{.kernel_size = 3, .strides = 2, .padding = same, .use_bias = false}>;
using DepthwiseMultiplier = OnImage<4, 5, 2, DepthwiseConv2D{.kernel_size = 2, .depth_multiplier = 3}>;
using DepthwiseDilation = OnImage<6, 7, 2, DepthwiseConv2D{.kernel_size = {2, 3}, .dilation_rate = {3, 2}}>;

using SeparablePlain = OnImage<5, 6, 3, SeparableConv2D{.filters = 3, .kernel_size = {2, 3}, .activation = relu}>;
using SeparableSame =
    OnImage<4, 5, 2,
            SeparableConv2D{
                .filters = 3, .kernel_size = {2, 3}, .padding = same, .depth_multiplier = 2, .use_bias = false}>;
using SeparableStrides =
    OnImage<6, 7, 2, SeparableConv2D{.filters = 3, .kernel_size = {2, 3}, .strides = 2, .padding = same}>;
using SeparableDilation = OnImage<6, 7, 2, SeparableConv2D{.filters = 3, .kernel_size = {2, 3}, .dilation_rate = 2}>;

using MaxPoolingPlain = OnImage<4, 6, 3, MaxPooling2D{}>;
using MaxPoolingRest = OnImage<5, 7, 2, MaxPooling2D{.pool_size = {2, 3}}>;
using MaxPoolingOverlapping = OnImage<5, 7, 2, MaxPooling2D{.pool_size = 3, .strides = 2}>;
using MaxPoolingSame = OnImage<5, 6, 2, MaxPooling2D{.pool_size = 2, .strides = {1, 2}, .padding = same}>;

using AveragePoolingPlain = OnImage<4, 6, 3, AveragePooling2D{}>;
using AveragePoolingOverlapping = OnImage<5, 7, 2, AveragePooling2D{.pool_size = {3, 2}, .strides = {2, 1}}>;
using AveragePoolingSame = OnImage<5, 6, 2, AveragePooling2D{.pool_size = 3, .strides = 2, .padding = same}>;
using GlobalAveragePoolingPlain = OnImage<4, 5, 3, GlobalAveragePooling2D{}>;
using GlobalAveragePoolingKept = OnImage<4, 5, 3, GlobalAveragePooling2D{.keepdims = true}>;
using GlobalMaxPoolingPlain = OnImage<4, 5, 3, GlobalMaxPooling2D{}>;
using GlobalMaxPoolingKept = OnImage<4, 5, 3, GlobalMaxPooling2D{.keepdims = true}>;

using DensePlain = OnRow<7, Dense{.units = 5}>;
using DenseWithoutBias = OnRow<7, Dense{.units = 4, .activation = elu, .use_bias = false}>;
using DenseSoftmax = OnRow<6, Dense{.units = 5, .activation = softmax}>;

using FlattenPlain = OnImage<2, 3, 4, Flatten{}>;
using ReshapePlain = OnRow<12, Reshape{.target_shape = {2, -1, 3}}>;
using ReshapeImage = OnImage<4, 3, 2, Reshape{.target_shape = {2, 2, 6}}>;

using ZeroPaddingPlain = OnImage<3, 4, 2, ZeroPadding2D{}>;
using ZeroPaddingSides = OnImage<3, 4, 2, ZeroPadding2D{.padding = {{0, 2}, {3, 1}}}>;
using ZeroPaddingPooled =
    OnImage<4, 5, 2, ZeroPadding2D{.padding = {1, 2}}, MaxPooling2D{.pool_size = 3, .strides = 2}>;
using ZeroPaddingConv2D =
    OnImage<6, 6, 2, ZeroPadding2D{.padding = {{0, 1}, {0, 1}}}, Conv2D{.filters = 3, .kernel_size = 3, .strides = 2}>;
using ZeroPaddingDepthwise =
    OnImage<6, 5, 2, ZeroPadding2D{.padding = {{3, 1}, {0, 2}}}, DepthwiseConv2D{.kernel_size = 2, .padding = same}>;
using ZeroPaddingSeparable =
    OnImage<4, 5, 2, ZeroPadding2D{}, SeparableConv2D{.filters = 3, .kernel_size = {2, 3}, .depth_multiplier = 2}>;
using CroppingPlain = OnImage<4, 6, 3, Cropping2D{.cropping = {1, 2}}>;
using CroppingSides = OnImage<5, 6, 2, Cropping2D{.cropping = {{0, 3}, {1, 0}}}>;

using UpSamplingPlain = OnImage<3, 2, 3, UpSampling2D{}>;
using UpSamplingSizes = OnImage<2, 3, 2, UpSampling2D{.size = {3, 1}}>;
using UpSamplingLarge = OnImage<2, 1, 2, UpSampling2D{.size = {4, 5}}>;
using RescalingPlain = OnImage<3, 4, 2, Rescaling{.scale = 1.0 / 255}>;
using RescalingOffset = OnImage<3, 4, 2, Rescaling{.scale = 1.0 / 127.5, .offset = -1}>;
using RescalingRow = OnRow<7, Rescaling{.scale = -2, .offset = 0.1}>;

using PReluPlain = OnImage<3, 4, 2, PReLU{}>;
using PReluChannels = OnImage<3, 4, 2, PReLU{.shared_axes = {1, 2}}>;
using PReluPixels = OnImage<3, 4, 2, PReLU{.shared_axes = 3}>;
using PReluRow = OnRow<7, PReLU{}>;

using ResidualPlain = OnImage<4, 4, 2, Residual<keeping(2)>{}>;
using ResidualProjection =
    OnImage<4, 5, 2,
            Residual<Branch<Conv2D{.filters = 3, .kernel_size = 3, .strides = 2, .padding = same, .activation = relu},
                            Conv2D{.filters = 3, .kernel_size = 1}>{},
                     Branch<Conv2D{.filters = 3, .kernel_size = 1, .strides = 2, .use_bias = false}>{}>{}>;
using ConcatenatePlain = OnImage<4, 4, 2, Concatenate<Branch<keeping(3)>{}, Branch<>{}>{}>;

using NormalizationPlain = OnImage<4, 5, 3, BatchNormalization{}>;
using NormalizationOfARow = OnRow<6, BatchNormalization{.epsilon = 0.0625}>;
using NormalizationShifting = OnImage<4, 5, 3, BatchNormalization{.scale = false}>;
using NormalizationScaling = OnImage<4, 5, 3, BatchNormalization{.momentum = 0.5, .center = false}>;
using NormalizationFolded = OnImage<5, 6, 3, Conv2D{.filters = 4, .kernel_size = 2, .use_bias = false},
                                    BatchNormalization{}, Activation{relu}, Conv2D{.filters = 2, .kernel_size = 1}>;
using NormalizationOfGroups =
    OnImage<5, 6, 4, Conv2D{.filters = 6, .kernel_size = 2, .groups = 2}, BatchNormalization{.trainable = false}>;
using DropoutOfNothing = OnImage<4, 5, 2, Dropout{0}, Conv2D{.filters = 2, .kernel_size = 2}>;
using DropoutOfNoChannels = OnImage<4, 5, 2, SpatialDropout2D{0}, Conv2D{.filters = 2, .kernel_size = 2}>;
using DropoutPredicting =
    OnImage<4, 5, 2, Dropout{0.5}, Conv2D{.filters = 2, .kernel_size = 2}, SpatialDropout2D{0.25}>;

using PenaltyLayer =
    OnImage<4, 5, 2, ActivityRegularization{.l1 = 0.25, .l2 = 0.5}, Conv2D{.filters = 2, .kernel_size = 2}>;
using PenaltyOfConvolution =
    OnImage<5, 6, 2,
            Conv2D{.filters = 3, .kernel_size = 2, .activation = relu, .activity_regularizer = L1L2{0.5, 0.125}}>;
using PenaltyOfDepthwise =
    OnImage<5, 6, 2, DepthwiseConv2D{.kernel_size = 2, .activation = silu, .activity_regularizer = L2{0.25}},
            MaxPooling2D{}>;
using PenaltyOfSeparable =
    OnImage<5, 6, 3, SeparableConv2D{.filters = 3, .kernel_size = {2, 3}, .activity_regularizer = L1{0.125}}>;
using PenaltyOfDense =
    OnRow<7, Dense{.units = 5, .activation = Activation::tanh, .activity_regularizer = L1L2{0.25, 0.25}}>;

using AugmentedByFlip = OnImages<5, 4, 3, RandomFlip{}, Conv2D{.filters = 2, .kernel_size = 2}>;
using AugmentedByRotation = OnImages<5, 4, 3, RandomRotation{.factor = 0.125}, Conv2D{.filters = 2, .kernel_size = 2}>;
using AugmentedByTranslation = OnImages<5, 4, 3, RandomTranslation{.height_factor = 0.25, .width_factor = 0.25},
                                        Conv2D{.filters = 2, .kernel_size = 2}>;
using AugmentedByZoom = OnImages<5, 4, 3, RandomZoom{.height_factor = 0.25}, Conv2D{.filters = 2, .kernel_size = 2}>;
using AugmentedByContrast = OnImages<5, 4, 3, RandomContrast{.factor = 0.5}, Conv2D{.filters = 2, .kernel_size = 2}>;
using AugmentedByBrightness =
    OnImages<5, 4, 3, RandomBrightness{.factor = 0.25, .value_range = {0, 1}}, Conv2D{.filters = 2, .kernel_size = 2}>;

using ReluMaximum = OnImage<4, 5, 2, ReLU{.max_value = 1.5, .negative_slope = 0.25, .threshold = 0.125}>;
using ReluThreshold = OnImage<4, 5, 2, ReLU{.threshold = 0.75}>;
using LeakyReluPlain = OnImage<4, 5, 2, LeakyReLU{}>;
using LeakyReluSlope = OnImage<4, 5, 2, LeakyReLU{.negative_slope = 0.1}>;
using EluAlpha = OnImage<4, 5, 2, ELU{.alpha = 0.5}>;

using ActivationLinear = Activated<linear>;
using ActivationRelu = Activated<relu>;
using ActivationRelu6 = Activated<relu6>;
using ActivationLeakyRelu = Activated<leaky_relu>;
using ActivationSigmoid = Activated<sigmoid>;
using ActivationTanh = Activated<Activation::tanh>;
using ActivationElu = Activated<elu>;
using ActivationSelu = Activated<selu>;
using ActivationSoftplus = Activated<softplus>;
using ActivationSoftsign = Activated<softsign>;
using ActivationSilu = Activated<silu>;
using ActivationGelu = Activated<gelu>;
using ActivationGeluTanh = Activated<gelu_tanh>;
using ActivationHardSigmoid = Activated<hard_sigmoid>;
using ActivationHardSilu = Activated<hard_silu>;
using ActivationExponential = Activated<exponential>;
using ActivationSoftmax = OnImage<3, 4, 5, Activation{softmax}>;

}  // namespace keras
