// Optimizers by name.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "constnet/desk/optimizers/optimizer.hpp"

namespace constnet::runtime {

/// The names that make_optimizer knows.
std::vector<std::string> optimizer_names();

/// The optimizer that a text names, with Keras' arguments and defaults: "nadam", "sgd,momentum=0.9,nesterov=true",
/// "adam,beta_2=0.99,amsgrad=true,clipnorm=1". `learning_rate` takes the place of Keras' default, the one in the text
/// of both. Throws Error for a name or an argument that there is not, with the names to choose from, and for a value
/// that cannot be.
std::unique_ptr<Optimizer> make_optimizer(const std::string& text, std::optional<double> learning_rate = {});

}  // namespace constnet::runtime
