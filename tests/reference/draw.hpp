// Random parameters and images for tests: every value is a float, so that the reference and float code start from the
// same.
#pragma once

#include <optional>
#include <vector>

#include "reference/network.hpp"
#include "reference/random.hpp"

namespace constnet::reference {

/// Kernels uniform with variance 2 / fan-in, so that activations stay near 1 through any number of layers; no bias is
/// 0.
std::vector<double> draw_parameters(const ReferenceNetwork& network, Random& random);

/// Images uniform in [-1, 1), each drawn again until no step of the network is nearer than `margin` to a place where
/// its derivative jumps (two values of a pool nearly equal, or an input of relu nearly 0): float code decides the same
/// there. The network needs its parameters; its last forward is lost. Nothing after 20,000 tries of one image: then the
/// network is too large for it, or its parameters alone bring a relu near 0.
std::optional<Batch> draw_images(ReferenceNetwork& network, int count, double margin, Random& random);

/// A gradient for the outputs, uniform in [-1, 1).
Batch draw_d_outputs(const ReferenceNetwork& network, int count, Random& random);

}  // namespace constnet::reference
