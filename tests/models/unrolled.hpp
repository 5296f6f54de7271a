// Small models that are generated without loops: between them every kind of step, forward and backward.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

/// The shape of a network for digits: two pooled convolutions, one without a pool, two dense layers.
using UnrolledDigits =
    Sequential<Input{12, 11, 1}, Conv2D{.filters = 3, .kernel_size = 3, .activation = relu}, MaxPooling2D{},
               Conv2D{.filters = 5, .kernel_size = 2, .padding = same, .activation = relu}, MaxPooling2D{},
               Conv2D{.filters = 4, .kernel_size = 2}, Flatten{}, Dense{.units = 6, .activation = relu},
               Dense{.units = 10, .activation = softmax}>;

/// Pooling with gaps in its convolution, overlapping pooling, and pooling with padding.
using UnrolledPools =
    Sequential<Input{9, 9, 2}, Conv2D{.filters = 3, .kernel_size = 1}, Conv2D{.filters = 4, .kernel_size = 2},
               MaxPooling2D{.pool_size = {1, 2}, .strides = {2, 3}}, Conv2D{.filters = 2, .kernel_size = 1},
               MaxPooling2D{.pool_size = 2, .strides = 1}, MaxPooling2D{.pool_size = 2, .padding = same}>;

/// Strides and padding: a backward pass in phases.
using UnrolledPhases =
    Sequential<Input{7, 6, 2},
               Conv2D{.filters = 3, .kernel_size = 3, .strides = 2, .padding = same, .activation = relu},
               Conv2D{.filters = 17, .kernel_size = 2, .strides = {1, 2}, .padding = same}>;

/// Gaps between the taps of a kernel, and pooling behind it.
using UnrolledDilated =
    Sequential<Input{7, 8, 2}, Conv2D{.filters = 3, .kernel_size = 2, .dilation_rate = {1, 2}, .activation = relu},
               Conv2D{.filters = 5, .kernel_size = 3, .padding = same, .dilation_rate = 2}, MaxPooling2D{}>;

/// Groups of channels, alone and several in a vector.
using UnrolledGroups =
    Sequential<Input{5, 6, 4}, Conv2D{.filters = 8, .kernel_size = 2, .groups = 2, .activation = relu},
               Conv2D{.filters = 6, .kernel_size = 3, .padding = same, .groups = 2}, MaxPooling2D{}>;

/// Penalties on outputs, in training alone.
using UnrolledPenalties =
    Sequential<Input{3, 4, 1}, Conv2D{.filters = 3, .kernel_size = 2, .activity_regularizer = L1L2{0.5, 0.25}},
               ActivityRegularization{.l2 = 0.125}, Flatten{}, Dense{.units = 2}>;

/// Winograd's way where vectors have lanes, with pooling inside its tiles.
using UnrolledWinograd = Sequential<Input{6, 4, 16}, Conv2D{.filters = 16, .kernel_size = 3, .activation = relu},
                                    MaxPooling2D{}, Flatten{}, Dense{.units = 2}>;

/// Sums too long for one function at every width.
using UnrolledLongSums = Sequential<Input{1, 1, 150}, Flatten{}, Dense{.units = 18, .activation = relu},
                                    Dense{.units = 3, .activation = softmax}>;

/// A softmax over the channels of each pixel.
using UnrolledPixelSoftmax = Sequential<Input{3, 4, 2}, Conv2D{.filters = 3, .kernel_size = 2, .activation = relu},
                                        Conv2D{.filters = 5, .kernel_size = 1, .activation = softmax}>;

/// Means with and without padding, over large windows, and pooling of the whole image.
using UnrolledMeans =
    Sequential<Input{6, 5, 2}, Conv2D{.filters = 3, .kernel_size = 1}, AveragePooling2D{.padding = same},
               Conv2D{.filters = 5, .kernel_size = 1}, AveragePooling2D{.pool_size = {1, 2}, .strides = 1},
               Residual<Conv2D{.filters = 5, .kernel_size = 1}>{},
               Concatenate<Branch<GlobalAveragePooling2D{}>{}, Branch<GlobalMaxPooling2D{}>{}>{}>;

/// A row as an image, and an image of padded pixels as another.
using UnrolledReshape = Sequential<Input{3}, Dense{.units = 24}, Reshape{.target_shape = {4, 3, 2}},
                                   Conv2D{.filters = 2, .kernel_size = 2, .padding = same},
                                   Reshape{.target_shape = {2, 4, -1}}, Conv2D{.filters = 2, .kernel_size = 1}>;

/// Zeros that a convolution takes along, zeros of their own, and cropping.
using UnrolledFrames =
    Sequential<Input{4, 5, 2}, ZeroPadding2D{{{0, 1}, {0, 1}}},
               Conv2D{.filters = 3, .kernel_size = 3, .strides = 2, .activation = relu}, ZeroPadding2D{1},
               MaxPooling2D{}, Cropping2D{{{0, 1}, {0, 0}}}, ZeroPadding2D{}, Conv2D{.filters = 2, .kernel_size = 2}>;

/// Rescaled images, slopes that are learnt and repeated pixels.
using UnrolledSlopes =
    Sequential<Input{2, 3, 2}, Rescaling{.scale = 2, .offset = -0.5}, Conv2D{.filters = 3, .kernel_size = 2},
               PReLU{.shared_axes = {1, 2}}, UpSampling2D{.size = {1, 2}}, Conv2D{.filters = 2, .kernel_size = 1},
               PReLU{}, Rescaling{.scale = 0.5, .offset = 1}, UpSampling2D{.size = {5, 4}}, PReLU{.shared_axes = 3}>;

/// Prediction and training apart.
using UnrolledDropout = Sequential<Input{4, 4, 1}, Conv2D{.filters = 3, .kernel_size = 3, .activation = relu},
                                   SpatialDropout2D{0.25}, Flatten{}, Dropout{0.5}, Dense{.units = 3}>;

}  // namespace models
