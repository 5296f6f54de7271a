// The autoencoder of MLPerf Tiny that hears whether a machine sounds as it should.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr Dense encoding(int units) { return {.units = units, .activation = relu}; }

using AnomalyDetection = Sequential<                             // after each line:
    Input{640},                                                  // 640: five spectra of 128 bands
    encoding(128), encoding(128), encoding(128), encoding(128),  // 128
    encoding(8),                                                 // 8
    encoding(128), encoding(128), encoding(128), encoding(128),  // 128
    Dense{.units = 640}>;                                        // 640

static_assert(AnomalyDetection::output_shape_of<5> == Shape{8});
static_assert(AnomalyDetection::parameter_count == 265'864);

}  // namespace models
