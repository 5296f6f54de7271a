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

/// The optimizer of that name with Keras' default arguments, and this learning rate if one is given. Throws Error, with
/// the names to choose from, if there is none of that name.
std::unique_ptr<Optimizer> make_optimizer(const std::string& name, std::optional<double> learning_rate = {});

}  // namespace constnet::runtime
