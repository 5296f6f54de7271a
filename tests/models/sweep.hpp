// Small models that together have every layer in every form, all of sweep/.
//
// A layer under test stands behind another one with parameters, so that its input gradient is judged too.
#pragma once

#include "sweep/activations.hpp"
#include "sweep/average_pooling.hpp"
#include "sweep/branches.hpp"
#include "sweep/convolution.hpp"
#include "sweep/dense.hpp"
#include "sweep/depthwise.hpp"
#include "sweep/dilated.hpp"
#include "sweep/drawn.hpp"
#include "sweep/dropout.hpp"
#include "sweep/frame.hpp"
#include "sweep/frozen.hpp"
#include "sweep/global_pooling.hpp"
#include "sweep/grouped.hpp"
#include "sweep/normalization.hpp"
#include "sweep/penalized.hpp"
#include "sweep/pooling.hpp"
#include "sweep/rescaling.hpp"
#include "sweep/reshape.hpp"
#include "sweep/separable.hpp"
#include "sweep/slopes.hpp"
#include "sweep/tiny.hpp"
#include "sweep/up_sampling.hpp"
#include "sweep/winograd.hpp"
