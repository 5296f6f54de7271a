// Losses by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "constnet/desk/losses/loss.hpp"

namespace constnet::runtime {

/// The names that loss_from takes, in a fixed order.
std::vector<std::string> loss_names();

/// Whether loss_from knows a loss of this name, without arguments.
bool is_loss_name(const std::string& name);

/// The loss that a text names, with Keras' name and arguments: "categorical_crossentropy,label_smoothing=0.1",
/// "huber,delta=2". "mse", "mae", "bce", "kld" and "logcosh" are taken, too. Throws Error, with all names, for another.
std::unique_ptr<Loss> loss_from(const std::string& text);

}  // namespace constnet::runtime
