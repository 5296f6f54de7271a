// From a training to a checkpoint and back; for the training loop.
#pragma once

#include <cstddef>
#include <span>

#include "constnet/desk/training/callback.hpp"
#include "constnet/desk/training/checkpoint.hpp"
#include "constnet/desk/training/fit_arguments.hpp"
#include "constnet/desk/training/network_view.hpp"

namespace constnet::runtime {

/// What has to be the same when a training of so many images and steps goes on.
Settings compared_settings(const FitArguments& arguments, std::size_t images, int steps_per_epoch);

/// Parameters, optimizer and callbacks as they are now; epoch, step and settings are left to the caller.
Checkpoint checkpoint_of(const NetworkView& network, std::span<const float> parameters, Optimizer& optimizer,
                         std::span<Callback* const> callbacks);

/// Throws Error if a training with this optimizer, these settings and so many steps an epoch cannot go on from the
/// checkpoint.
void check_checkpoint(const Checkpoint& checkpoint, const NetworkView& network, Optimizer& optimizer,
                      const Settings& settings, int steps_per_epoch);

/// Gives parameters, optimizer and callbacks the values of a checkpoint that was checked.
void restore_checkpoint(const Checkpoint& checkpoint, std::span<Callback* const> callbacks, TrainingState& state);

}  // namespace constnet::runtime
