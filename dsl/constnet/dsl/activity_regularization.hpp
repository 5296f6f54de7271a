// ActivityRegularization: a penalty on what a layer puts out, added to the loss in training.
#pragma once

#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/number.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// Passes its input on. In training the mean over the images of l1 * sum |x| + l2 * sum x^2 is added to the loss, and
/// its gradient to that of the input. Any shape. The argument .activity_regularizer of a layer is the same as this
/// behind it. Sources: keras/src/layers/regularization/activity_regularization.py, keras/src/layers/layer.py.
/// Example: `ActivityRegularization{.l2 = 0.001}`.
struct ActivityRegularization {
  Number l1 = 0;
  Number l2 = 0;

  static constexpr const char* class_name = "ActivityRegularization";
  static constexpr const char* snake_name = "activity_regularization";
};

constexpr Shape output_shape(const ActivityRegularization&, Shape in) { return in; }
constexpr std::int64_t parameter_count(const ActivityRegularization&, Shape) { return 0; }

namespace mistake {

struct ActivityRegularizationBelowZero {
  static constexpr bool found(const ActivityRegularization& layer, const Place&) {
    return layer.l1.value() < 0 || layer.l2.value() < 0;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "ActivityRegularization's l1 and l2 must be 0 or more: a penalty below 0 would reward large outputs");
  };
};

}  // namespace mistake

constexpr auto mistakes_of(const ActivityRegularization&) {
  return MistakeList<mistake::ActivityRegularizationBelowZero>{};
}

}  // namespace constnet
