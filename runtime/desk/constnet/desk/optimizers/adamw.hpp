// AdamW: Adam whose parameters decay by themselves.
#pragma once

#include "constnet/desk/optimizers/adam.hpp"

namespace constnet::runtime {

/// Adam with a weight_decay of 0.004 that the gradient's mean square does not scale (keras/src/optimizers/adamw.py):
/// UpdateArguments::weight_decay, which every optimizer has, with another default.
class AdamW : public Adam {
 public:
  explicit AdamW(const AdamArguments& arguments = {}) : Adam(arguments) { set_arguments({.weight_decay = 0.004}); }

  const char* name() const override { return "adamw"; }
};

}  // namespace constnet::runtime
