// The autoencoder of MLPerf Tiny that hears whether a machine sounds as it should.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr Dense encoding(int units) { return {.units = units, .activation = relu}; }

/// The network as it predicts, with normalization folded into the layers before it.
using AnomalyDetection = Sequential<                             // after each line:
    Input{640},                                                  // 640: five spectra of 128 bands
    encoding(128), encoding(128), encoding(128), encoding(128),  // 128
    encoding(8),                                                 // 8
    encoding(128), encoding(128), encoding(128), encoding(128),  // 128
    Dense{.units = 640}>;                                        // 640

static_assert(AnomalyDetection::output_shape_of<5> == Shape{8});
static_assert(AnomalyDetection::parameter_count == 265'864);

/// The network as it is trained, with a normalization before each relu; 2,064 of its parameters are moving statistics.
using AnomalyDetectionTrainable = Sequential<Input{640},                                       //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 8}, BatchNormalization{}, relu,    //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 128}, BatchNormalization{}, relu,  //
                                             Dense{.units = 640}>;

static_assert(AnomalyDetectionTrainable::parameter_count == 269'992);

}  // namespace models
