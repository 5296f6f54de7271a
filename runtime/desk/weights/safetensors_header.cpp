// Reads the head of a safetensors file: length (8 bytes, little endian), JSON; and single tensors behind it.
// Format: github.com/huggingface/safetensors, "Format".
#include "safetensors_header.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors holds little-endian values");

constexpr int deepest_header = 3;  // header, tensor, list

json parse_header(const std::string& text, const std::string& name) {
  std::set<std::string> names;
  const auto watch = [&](int depth, json::parse_event_t event, json& value) {
    if (depth > deepest_header) throw Error(quoted(name) + " has a header that is nested too deeply");
    if (depth == 1 && event == json::parse_event_t::key && !names.insert(value.get<std::string>()).second) {
      throw Error(quoted(name) + " describes " + quoted(value.get<std::string>()) + " twice in its header");
    }
    return true;
  };
  json header;
  try {
    header = json::parse(text, watch);
  } catch (const json::exception&) {
    throw Error(quoted(name) + " has a damaged header: it is not JSON");
  }
  if (!header.is_object()) throw Error(quoted(name) + " has a header that is not a JSON object");
  return header;
}

bool is_number_list(const json& value) {
  return value.is_array() && std::ranges::all_of(value, [](const json& item) { return item.is_number_unsigned(); });
}

StoredTensor parse_tensor(const std::string& tensor, const json& entry, const std::string& name) {
  const bool complete = entry.is_object() && entry.contains("dtype") && entry["dtype"].is_string() &&
                        entry.contains("shape") && is_number_list(entry["shape"]) && entry.contains("data_offsets") &&
                        is_number_list(entry["data_offsets"]) && entry["data_offsets"].size() == 2;
  if (!complete) {
    throw Error(quoted(name) + " does not give dtype, shape and two data_offsets for " + quoted(tensor));
  }
  return {tensor, entry["dtype"], entry["shape"], entry["data_offsets"][0], entry["data_offsets"][1]};
}

// Tensors must fill the data exactly: no gap, no overlap, nothing beyond.
void check_places(std::vector<StoredTensor>& tensors, std::uint64_t data_size, const std::string& name) {
  std::ranges::sort(tensors,
                    [](const auto& a, const auto& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
  std::uint64_t filled = 0;
  for (const StoredTensor& tensor : tensors) {
    if (tensor.begin != filled || tensor.end < tensor.begin) {
      throw Error(quoted(name) + " has a header that lies: " + quoted(tensor.name) + " is said to be at bytes " +
                  std::to_string(tensor.begin) + " to " + std::to_string(tensor.end) + " of the data, expected it at " +
                  std::to_string(filled));
    }
    filled = tensor.end;
  }
  if (filled > data_size) {
    throw Error(quoted(name) + " is truncated: its header says " + std::to_string(filled) +
                " bytes of data, and it holds " + std::to_string(data_size));
  }
  if (filled < data_size) {
    throw Error(quoted(name) + " holds " + std::to_string(data_size) + " bytes of data, but its header says " +
                std::to_string(filled));
  }
}

}  // namespace

SafetensorsHeader read_safetensors_header(std::span<const std::uint8_t> bytes, const std::string& name) {
  if (bytes.size() < length_size) throw Error(quoted(name) + " is not a safetensors file: it is too short");
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), sizeof(length));
  if (length > longest_header) {
    throw Error(quoted(name) + " is not a safetensors file: its header would be " + std::to_string(length) +
                " bytes long, at most " + std::to_string(longest_header) + " are allowed");
  }
  if (length > bytes.size() - length_size) {
    throw Error(quoted(name) + " is truncated: its header is said to be " + std::to_string(length) +
                " bytes long, and " + std::to_string(bytes.size() - length_size) + " follow");
  }
  const auto text = bytes.subspan(length_size, static_cast<std::size_t>(length));
  const json parsed = parse_header(std::string(text.begin(), text.end()), name);
  SafetensorsHeader header;
  header.data_start = length_size + length;
  for (const auto& [key, entry] : parsed.items()) {
    if (key == "__metadata__") {
      if (!entry.is_object()) continue;
      for (const auto& [word, value] : entry.items()) {
        if (value.is_string()) header.metadata[word] = value;
      }
    } else {
      header.tensors.push_back(parse_tensor(key, entry, name));
    }
  }
  check_places(header.tensors, bytes.size() - header.data_start, name);
  return header;
}

void copy_values(std::span<const std::uint8_t> bytes, const SafetensorsHeader& header, const StoredTensor& tensor,
                 std::size_t count, float* out, const std::string& file) {
  if (tensor.dtype != "F32") {
    throw Error(file + " holds " + quoted(tensor.name) + " as " + quoted(tensor.dtype) + ", expected \"F32\"");
  }
  if (tensor.end - tensor.begin != count * sizeof(float)) {
    throw Error(file + " has a header that lies: " + quoted(tensor.name) + " of shape " + shape_text(tensor.shape) +
                " is said to be " + std::to_string(tensor.end - tensor.begin) + " bytes long, expected " +
                std::to_string(count * sizeof(float)));
  }
  std::memcpy(out, bytes.data() + header.data_start + tensor.begin, count * sizeof(float));
  const float* bad = std::find_if_not(out, out + count, [](float value) { return std::isfinite(value); });
  if (bad != out + count) {
    throw Error(file + " holds a value that is not a finite number: " + quoted(tensor.name) + ", value " +
                std::to_string(bad - out));
  }
}

std::string shape_text(std::span<const std::uint64_t> shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return text + ")";
}

}  // namespace constnet::runtime
