// The mnist network with convolutions that stay as they are: only its two dense layers are trained.
#pragma once

#include "../mnist/mnist.hpp"

namespace models {

/// Behind layer 6, Flatten, comes the head.
using MnistHead = FreezeFirst<Mnist, 7>;

static_assert(MnistHead::parameter_count == Mnist::parameter_count);

}  // namespace models
