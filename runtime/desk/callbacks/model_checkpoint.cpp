// ModelCheckpoint: decides when, names the file, writes it.
#include "constnet/desk/callbacks/model_checkpoint.hpp"

#include <cstdio>
#include <filesystem>
#include <ostream>

#include "constnet/desk/weights/safetensors.hpp"
#include "format_path.hpp"
#include "state_numbers.hpp"

namespace constnet::runtime {
namespace {

std::string five_places(double value) {
  char text[400];
  std::snprintf(text, sizeof text, "%.5f", value);
  return text;
}

}  // namespace

ModelCheckpoint::ModelCheckpoint(const ModelCheckpointArguments& arguments, std::ostream* messages)
    : arguments_(arguments),
      monitor_("model_checkpoint", arguments.monitor,
               // The figure does not matter then, and need not be one that is known.
               arguments.save_best_only ? arguments.mode : MonitorMode::min, 0),
      messages_(messages),
      best_(arguments.initial_value_threshold) {
  if (arguments.filepath.empty()) throw Error("model_checkpoint: found no filepath, expected a file to write");
  check_path(arguments.filepath);
}

void ModelCheckpoint::on_batch_end(int step, const Logs& logs, TrainingState& state) {
  if (arguments_.save_freq == 0) return;
  ++steps_since_saving_;
  if (step + 1 == state.steps_per_epoch || steps_since_saving_ < arguments_.save_freq) return;
  steps_since_saving_ = 0;
  save(step + 1, logs, state);
}

void ModelCheckpoint::after_epoch(int, const Logs& logs, TrainingState& state) {
  if (arguments_.save_freq == 0) return save(std::nullopt, logs, state);
  if (steps_since_saving_ < arguments_.save_freq) return;
  steps_since_saving_ = 0;
  save(state.steps_per_epoch, logs, state);
}

void ModelCheckpoint::save(std::optional<int> batch, const Logs& logs, TrainingState& state) {
  const std::string path = format_path(arguments_.filepath, {epoch_ + 1, batch, logs});
  if (!should_save(path, logs, state)) return;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) throw Error(quoted(folder.string()) + " cannot be made: " + error.message());
  const Checkpoint checkpoint = state.checkpoint();
  if (arguments_.save_weights_only) {
    save_weights(path, state.tensors, checkpoint.parameters, {{"format", "constnet"}, {"model", checkpoint.model}});
  } else {
    save_checkpoint(path, state.tensors, checkpoint);
  }
  saved_files_.push_back(path);
}

bool ModelCheckpoint::should_save(const std::string& path, const Logs& logs, const TrainingState& state) {
  const auto say = [&](const std::string& text) {
    if (messages_) *messages_ << "Epoch " << epoch_ + 1 << ": " << text << std::endl;
  };
  if (!arguments_.save_best_only) {
    say("saving model to " + path);
    return true;
  }
  const double* const current = monitor_.find(logs, state);
  if (!current) return true;
  const std::string before = best_ ? five_places(*best_) : "None";
  if (!monitor_.is_improvement(*current, best_)) {
    say(monitor_.name() + " did not improve from " + before);
    return false;
  }
  say(monitor_.name() + " improved from " + before + " to " + five_places(*current) + ", saving model to " + path);
  best_ = *current;
  return true;
}

CallbackState ModelCheckpoint::saved_state() const {
  CallbackState saved;
  saved.numbers = {{"steps_since_saving", steps_since_saving_}};
  if (best_) saved.numbers["best"] = *best_;
  return saved;
}

void ModelCheckpoint::restore_state(const CallbackState& saved, TrainingState&) {
  steps_since_saving_ = whole_number_in(saved, "steps_since_saving");
  best_ = number_in(saved, "best");
}

}  // namespace constnet::runtime
