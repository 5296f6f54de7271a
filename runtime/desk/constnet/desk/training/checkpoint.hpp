// A checkpoint: all that a later training needs to go on as if it had never stopped, and its file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "constnet/desk/training/callback_state.hpp"
#include "constnet/firmware/network.hpp"

namespace constnet::runtime {

/// What has to be the same in the training that goes on, as words: {"batch_size", "64"}.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// A training between two steps. Everything random in training is a function of seed, epoch and step, so that these
/// counters stand for it.
struct Checkpoint {
  std::string model;
  std::vector<float> parameters;

  std::string optimizer;  ///< its name
  double learning_rate = 0;
  std::int64_t iterations = 0;
  std::map<std::string, std::vector<float>> optimizer_states;  ///< each as large as the parameters

  int epoch = 0;  ///< epochs finished
  int step = 0;   ///< steps done in the epoch after them
  Settings settings;
  std::map<std::string, CallbackState> callbacks;  ///< by their state names

  std::string origin;  ///< the file, for errors; not kept in it
};

/// Writes a checkpoint to `path`; the old file stays whole until the new one is complete. It is a safetensors file:
/// the parameters under their own names, so that it can be read as a weight file, too; the others as
/// optimizer/STATE/TENSOR and callbacks/CALLBACK/BLOCK/TENSOR; numbers and settings as texts in the head. Throws Error
/// if a value is not finite or the file cannot be written.
void save_checkpoint(const std::filesystem::path& path, std::span<const Tensor> tensors, const Checkpoint& checkpoint);

/// The checkpoint in `path`, of the network `model` with these tensors. A file that is no checkpoint, of another
/// network, damaged or truncated throws Error, before anything is handed out.
Checkpoint load_checkpoint(const std::filesystem::path& path, const std::string& model,
                           std::span<const Tensor> tensors);

/// The bytes that save_checkpoint writes; `name` is what errors call them.
std::vector<std::uint8_t> encode_checkpoint(std::span<const Tensor> tensors, const Checkpoint& checkpoint,
                                            const std::string& name);

/// The checkpoint in a file that is already in memory.
Checkpoint decode_checkpoint(std::span<const std::uint8_t> bytes, const std::string& model,
                             std::span<const Tensor> tensors, const std::string& name);

}  // namespace constnet::runtime
