// All that a model file includes: the layers, and Sequential to put them into.
#pragma once

#include <constnet/dsl/activation.hpp>
#include <constnet/dsl/average_pooling2d.hpp>
#include <constnet/dsl/branch.hpp>
#include <constnet/dsl/concatenate.hpp>
#include <constnet/dsl/constraint.hpp>
#include <constnet/dsl/conv2d.hpp>
#include <constnet/dsl/dense.hpp>
#include <constnet/dsl/depthwise_conv2d.hpp>
#include <constnet/dsl/flatten.hpp>
#include <constnet/dsl/global_average_pooling2d.hpp>
#include <constnet/dsl/global_max_pooling2d.hpp>
#include <constnet/dsl/initializer.hpp>
#include <constnet/dsl/input.hpp>
#include <constnet/dsl/max_pooling2d.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/padding.hpp>
#include <constnet/dsl/regularizer.hpp>
#include <constnet/dsl/residual.hpp>
#include <constnet/dsl/separable_conv2d.hpp>
#include <constnet/dsl/sequential.hpp>
#include <constnet/dsl/shape.hpp>
#include <constnet/dsl/size2.hpp>
