// Tiny networks, one for each kind of step, whose generated code is kept in expected/.
#pragma once

#include <constnet/dsl.hpp>

namespace golden {

using namespace constnet;

/// A convolution that reads the user's image: no input gradient.
using Conv = Sequential<Input{3, 4, 2}, Conv2D{.filters = 2, .kernel_size = {2, 3}, .activation = relu}>;

/// Padding puts the map between the two into a border of zeros; the second one sends a gradient to its input.
using Same = Sequential<Input{3, 2, 1}, Conv2D{.filters = 1, .kernel_size = 2, .padding = same, .activation = relu},
                        Conv2D{.filters = 1, .kernel_size = 2, .padding = same}>;

/// An input gradient with strides is made of one dense convolution for each phase.
using Strides = Sequential<Input{4, 4, 1}, Conv2D{.filters = 1, .kernel_size = 1},
                           Conv2D{.filters = 2, .kernel_size = 2, .strides = {2, 1}}>;

/// Gaps between the taps of a kernel, forward and for both gradients.
using Dilated = Sequential<Input{5, 4, 1}, Conv2D{.filters = 1, .kernel_size = 1},
                           Conv2D{.filters = 2, .kernel_size = 2, .dilation_rate = {3, 2}}, MaxPooling2D{}>;

/// Groups whose filters fill vectors, one after the other, and groups that share a vector.
using Groups = Sequential<Input{3, 3, 4}, Conv2D{.filters = 8, .kernel_size = 2, .groups = 2},
                          Conv2D{.filters = 4, .kernel_size = 1, .groups = 2}>;

/// Convolution and pooling in one step. Pooling drops the last row, which is never computed.
using ConvPool =
    Sequential<Input{6, 5, 1}, Conv2D{.filters = 3, .kernel_size = {2, 2}, .activation = relu}, MaxPooling2D{}>;

/// The same with a gradient for its input.
using ConvPoolBack = Sequential<Input{3, 3, 1}, Conv2D{.filters = 1, .kernel_size = 1},
                                Conv2D{.filters = 2, .kernel_size = 2, .activation = relu}, MaxPooling2D{}>;

/// With an observer: images are copied in, of several steps one after the other.
using Observed =
    Sequential<Input{2, 2, 1}, Conv2D{.filters = 1, .kernel_size = 2, .padding = same}, Flatten{}, Dense{.units = 2}>;

/// Overlapping windows cannot be part of the convolution.
using Pool =
    Sequential<Input{4, 4, 1}, Conv2D{.filters = 1, .kernel_size = 1}, MaxPooling2D{.pool_size = 3, .strides = 1}>;

/// An image of other sides, between convolutions whose maps have padding around them and behind their channels.
using Reshaped = Sequential<Input{2, 6, 2}, Conv2D{.filters = 2, .kernel_size = 1}, Reshape{.target_shape = {3, 4, -1}},
                            Conv2D{.filters = 1, .kernel_size = 2, .padding = same}>;

/// Means whose windows reach into padding and overlap, and the mean of the whole image.
using Means =
    Sequential<Input{3, 3, 1}, Conv2D{.filters = 2, .kernel_size = 1},
               AveragePooling2D{.pool_size = {1, 2}, .strides = 1, .padding = same}, GlobalAveragePooling2D{}>;

/// The mean of a large image, and its greatest value.
using Global = Sequential<Input{4, 4, 1}, Conv2D{.filters = 1, .kernel_size = 1},
                          Concatenate<Branch<GlobalAveragePooling2D{}>{}, Branch<GlobalMaxPooling2D{}>{}>{}>;

/// Pooling first, with padding.
using PoolFirst = Sequential<Input{5, 4, 3}, MaxPooling2D{.pool_size = 2, .padding = same}>;

/// Two layers, so that the second one sends a gradient to its input.
using DenseSoftmax = Sequential<Input{1, 2, 1}, Flatten{}, Dense{.units = 2, .activation = relu},
                                Dense{.units = 2, .activation = softmax}>;

/// Generated without loops: a pooled convolution that sends a gradient to its input, and a dense layer.
using Unrolled = Sequential<Input{3, 4, 1}, Conv2D{.filters = 1, .kernel_size = 1},
                            Conv2D{.filters = 2, .kernel_size = 2, .activation = relu},
                            MaxPooling2D{.pool_size = {2, 1}}, Flatten{}, Dense{.units = 2, .activation = softmax}>;

/// Winograd's way, with several tiles in an image and pooling inside them.
using Winograd =
    Sequential<Input{6, 6, 16}, Conv2D{.filters = 16, .kernel_size = 3, .activation = relu}, MaxPooling2D{}>;

/// Winograd's way with one tile for each image, all images of a micro-batch together.
using WinogradBatch = Sequential<Input{4, 4, 16}, Conv2D{.filters = 16, .kernel_size = 3}>;

/// A sum of branches, one of which is the map itself, and a function that is a step of its own.
using Branches = Sequential<Input{2, 3, 1}, Conv2D{.filters = 2, .kernel_size = 1, .activation = silu},
                            Residual<Conv2D{.filters = 2, .kernel_size = 1, .use_bias = false}>{}, Activation{relu}>;

/// Channels side by side, and a layer that is not trained.
using Joined = Sequential<Input{2, 3, 1}, Conv2D{.filters = 2, .kernel_size = 1, .trainable = false},
                          Concatenate<Branch<Conv2D{.filters = 1, .kernel_size = 1}>{}, Branch<>{}>{}>;

/// Nothing in the code but a table: what training draws for each image.
using Augmented =
    Sequential<Input{1, 2, 1}, RandomFlip{horizontal}, RandomRotation{.factor = 0.05},
               RandomTranslation{
                   .height_factor = 0.1, .width_factor = {0, 0.2}, .fill_mode = constant, .fill_value = 1},
               RandomZoom{.height_factor = 0.1, .fill_mode = nearest, .interpolation = nearest},
               RandomContrast{.factor = 0.3}, RandomBrightness{.factor = 0.2}, Flatten{}, Dense{.units = 1}>;

/// Zeros that a convolution takes along as its own padding, zeros that a pool reads, and cropping, also at random.
using Frames = Sequential<Input{5, 4, 1}, RandomCrop{.height = 4, .width = 4}, ZeroPadding2D{{{0, 1}, {0, 1}}},
                          Conv2D{.filters = 2, .kernel_size = 3, .strides = 2}, ZeroPadding2D{1}, MaxPooling2D{},
                          Cropping2D{{{0, 1}, {0, 0}}}>;

/// Images that are rescaled as they are copied in, pixels that are repeated.
using Enlarged = Sequential<Input{2, 2, 1}, Rescaling{.scale = 1.0 / 127.5, .offset = -1},
                            Conv2D{.filters = 2, .kernel_size = 1}, UpSampling2D{}>;

/// Slopes that are learnt, one for each channel and one for each value.
using Slopes =
    Sequential<Input{2, 2, 1}, Conv2D{.filters = 3, .kernel_size = 1}, PReLU{.shared_axes = {1, 2}}, PReLU{}>;

/// Prediction and training apart.
using Dropping = Sequential<Input{2, 2, 1}, Conv2D{.filters = 2, .kernel_size = 1}, Dropout{0.25}>;

/// A penalty on outputs, in training alone.
using Penalty =
    Sequential<Input{2, 2, 1}, Conv2D{.filters = 2, .kernel_size = 1, .activity_regularizer = L1L2{0.5, 0.25}}>;

/// Folded where it is predicted, with the statistics of the batch where it is trained.
using Normalizing =
    Sequential<Input{2, 3, 1}, Conv2D{.filters = 2, .kernel_size = 1}, BatchNormalization{}, Activation{relu}>;

/// Everything at once, without the backward pass.
using Inference = Sequential<Input{4, 4, 1}, Conv2D{.filters = 3, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
                             Flatten{}, Dense{.units = 3, .activation = softmax}>;

/// Weights that change in place, behind a layer that is frozen.
using TrainStep = Sequential<Input{6, 5, 1}, Conv2D{.filters = 1, .kernel_size = 1, .trainable = false},
                             Conv2D{.filters = 2, .kernel_size = 2, .activation = relu}, MaxPooling2D{},
                             Conv2D{.filters = 2, .kernel_size = 2, .activation = relu}, Flatten{},
                             Dense{.units = 2, .activation = softmax}>;
using TrainStepAdam = Sequential<Input{3, 3, 1}, Conv2D{.filters = 2, .kernel_size = 2}, Flatten{}, Dense{.units = 1}>;

}  // namespace golden
