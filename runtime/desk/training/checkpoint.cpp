// Checkpoint files: blocks of floats as tensors, everything else as texts in the head.
#include "constnet/desk/training/checkpoint.hpp"

#include <algorithm>
#include <charconv>
#include <deque>
#include <limits>
#include <string_view>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/weights/safetensors.hpp"

namespace constnet::runtime {
namespace {

constexpr std::string_view optimizer_prefix = "optimizer/";
constexpr std::string_view callback_prefix = "callbacks/";
constexpr std::string_view setting_prefix = "setting/";
constexpr std::size_t most_blocks = 15;  // a longer file would not be read

template <typename Number>
std::string text_of(Number number) {
  char buffer[64];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr};
}

// The network's tensors once for the parameters and once more for each block that is named, "optimizer/velocity" and
// so on, one after the other in one array.
class Layout {
 public:
  Layout(std::span<const Tensor> tensors, std::span<const std::string> blocks)
      : tensors_(tensors.begin(), tensors.end()) {
    for (const Tensor& tensor : tensors) block_size_ = std::max(block_size_, tensor.offset + tensor.size);
    std::size_t offset = 0;
    for (const std::string& block : blocks) {
      offset += block_size_;
      for (Tensor tensor : tensors) {
        tensor.name = names_.emplace_back(block + "/" + tensor.name).c_str();
        tensor.offset += offset;
        tensors_.push_back(tensor);
      }
    }
  }

  std::span<const Tensor> tensors() const { return tensors_; }
  std::size_t block_size() const { return block_size_; }

 private:
  std::vector<Tensor> tensors_;
  std::deque<std::string> names_;  // which never move
  std::size_t block_size_ = 0;
};

// The texts in the head of one file, as numbers where they should be.
class Head {
 public:
  Head(Metadata metadata, std::string name) : metadata_(std::move(metadata)), name_(std::move(name)) {}

  const Metadata& metadata() const { return metadata_; }

  std::string text(const std::string& key) const {
    const auto found = metadata_.find(key);
    if (found == metadata_.end()) throw Error(quoted(name_) + " does not say its " + quoted(key));
    return found->second;
  }

  template <typename Number>
  Number number(const std::string& key, Number smallest, Number largest) const {
    const std::string found = text(key);
    Number value{};
    const auto [stop, error] = std::from_chars(found.data(), found.data() + found.size(), value);
    const bool complete = error == std::errc() && stop == found.data() + found.size();
    if (!complete || !(value >= smallest && value <= largest)) {
      throw Error(quoted(name_) + " says " + quoted(found) + " for " + quoted(key) + ", which cannot be");
    }
    return value;
  }

  // Any double, also one that is not a number.
  double any_double(const std::string& key) const {
    const std::string found = text(key);
    double value = 0;
    const auto [stop, error] = std::from_chars(found.data(), found.data() + found.size(), value);
    if (error != std::errc() || stop != found.data() + found.size()) {
      throw Error(quoted(name_) + " says " + quoted(found) + " for " + quoted(key) + ", which is not a number");
    }
    return value;
  }

 private:
  Metadata metadata_;
  std::string name_;
};

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found;
  for (std::size_t first = 0; first < text.size();) {
    const std::size_t last = std::min(text.find(' ', first), text.size());
    found.push_back(text.substr(first, last - first));
    first = last + 1;
  }
  return found;
}

// "early_stopping/wait" in its two parts.
std::pair<std::string, std::string> parts(std::string_view text, const std::string& name) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) {
    throw Error(quoted(name) + " has a damaged head: " + quoted(std::string(text)) + " belongs to no callback");
  }
  return {std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

}  // namespace

std::vector<std::uint8_t> encode_checkpoint(std::span<const Tensor> tensors, const Checkpoint& checkpoint,
                                            const std::string& name) {
  Metadata head = {{"format", checkpoint_format},
                   {"model", checkpoint.model},
                   {"optimizer", checkpoint.optimizer},
                   {"learning_rate", text_of(checkpoint.learning_rate)},
                   {"iterations", text_of(checkpoint.iterations)},
                   {"epoch", text_of(checkpoint.epoch)},
                   {"step", text_of(checkpoint.step)}};
  for (const auto& [key, value] : checkpoint.settings) head[std::string(setting_prefix) + key] = value;

  std::vector<std::string> blocks;
  std::vector<float> values = checkpoint.parameters;
  const auto add_block = [&](const std::string& block, const std::vector<float>& own) {
    blocks.push_back(block);
    values.insert(values.end(), own.begin(), own.end());
  };
  for (const auto& [state, own] : checkpoint.optimizer_states) add_block(std::string(optimizer_prefix) + state, own);
  for (const auto& [callback, state] : checkpoint.callbacks) {
    const std::string prefix = std::string(callback_prefix) + callback + "/";
    for (const auto& [key, number] : state.numbers) head[prefix + key] = text_of(number);
    for (const auto& [block, own] : state.parameters) add_block(prefix + block, own);
  }
  std::string names;
  for (const std::string& block : blocks) names += (names.empty() ? "" : " ") + block;
  head["blocks"] = names;
  return encode_weights(Layout(tensors, blocks).tensors(), values, head, name);
}

Checkpoint decode_checkpoint(std::span<const std::uint8_t> bytes, const std::string& model,
                             std::span<const Tensor> tensors, const std::string& name) {
  const Head head(decode_metadata(bytes, name), name);
  const auto format = head.metadata().find("format");
  if (format == head.metadata().end() || format->second != checkpoint_format) {
    throw Error(quoted(name) + " is no checkpoint: it may hold weights, but not what a training needs to go on");
  }
  Checkpoint checkpoint;
  const std::string found_model = head.text("model");
  if (found_model != model) {
    throw Error(quoted(name) + " is a checkpoint of " + quoted(found_model) + ", expected one of " + quoted(model));
  }
  checkpoint.model = found_model;
  constexpr int largest = std::numeric_limits<int>::max();
  checkpoint.optimizer = head.text("optimizer");
  checkpoint.learning_rate = head.number<double>("learning_rate", 0, std::numeric_limits<double>::max());
  checkpoint.iterations = head.number<std::int64_t>("iterations", 0, std::numeric_limits<std::int64_t>::max());
  checkpoint.epoch = head.number<int>("epoch", 0, largest);
  checkpoint.step = head.number<int>("step", 0, largest);
  checkpoint.origin = name;
  for (const auto& [key, value] : head.metadata()) {
    if (key.starts_with(setting_prefix)) checkpoint.settings.emplace_back(key.substr(setting_prefix.size()), value);
    if (!key.starts_with(callback_prefix)) continue;
    const auto [callback, number] = parts(std::string_view(key).substr(callback_prefix.size()), name);
    checkpoint.callbacks[callback].numbers[number] = head.any_double(key);
  }

  const std::vector<std::string> blocks = words(head.text("blocks"));
  if (blocks.size() > most_blocks) {
    throw Error(quoted(name) + " says that it holds " + std::to_string(blocks.size()) + " blocks, expected at most " +
                std::to_string(most_blocks));
  }
  const Layout layout(tensors, blocks);
  const std::vector<float> values = decode_weights(bytes, layout.tensors(), name);
  auto next = values.begin();
  const auto take_block = [&] {
    const auto first = next;
    next += static_cast<std::ptrdiff_t>(layout.block_size());
    return std::vector<float>(first, next);
  };
  checkpoint.parameters = take_block();
  for (const std::string& block : blocks) {
    if (block.starts_with(optimizer_prefix)) {
      checkpoint.optimizer_states[block.substr(optimizer_prefix.size())] = take_block();
    } else if (block.starts_with(callback_prefix)) {
      const auto [callback, own] = parts(std::string_view(block).substr(callback_prefix.size()), name);
      checkpoint.callbacks[callback].parameters[own] = take_block();
    } else {
      throw Error(quoted(name) + " holds a block " + quoted(block) + ", expected optimizer/... or callbacks/...");
    }
  }
  return checkpoint;
}

void save_checkpoint(const std::filesystem::path& path, std::span<const Tensor> tensors, const Checkpoint& checkpoint) {
  const std::vector<std::uint8_t> bytes = encode_checkpoint(tensors, checkpoint, path.string());
  write_file_atomically(path, std::as_bytes(std::span(bytes)));
}

Checkpoint load_checkpoint(const std::filesystem::path& path, const std::string& model,
                           std::span<const Tensor> tensors) {
  return decode_checkpoint(read_weight_file(path, tensors), model, tensors, path.string());
}

}  // namespace constnet::runtime
