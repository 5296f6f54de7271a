// Reads safetensors: the header is checked against the file, then against the network, then the values are taken.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/weights/safetensors.hpp"

namespace constnet::runtime {
namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "safetensors holds little-endian values");

constexpr std::uint64_t length_size = 8;
constexpr std::uint64_t longest_header = 100'000'000;  // the format's own limit
constexpr int deepest_header = 3;                      // header, tensor, list

// A tensor as the file describes it, with its place checked.
struct StoredTensor {
  std::string name;
  std::string dtype;
  std::vector<std::uint64_t> shape;
  std::uint64_t begin = 0;  // in bytes, counted from the end of the header
  std::uint64_t end = 0;
};

struct Header {
  std::vector<StoredTensor> tensors;  // in the order of their places
  std::string model;                  // from the metadata; empty if not said
  std::uint64_t data_start = 0;
};

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

Header read_header(std::span<const std::uint8_t> bytes, const std::string& name) {
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
  Header header;
  header.data_start = length_size + length;
  for (const auto& [key, entry] : parsed.items()) {
    if (key == "__metadata__") {
      if (entry.is_object() && entry.contains("model") && entry["model"].is_string()) header.model = entry["model"];
    } else {
      header.tensors.push_back(parse_tensor(key, entry, name));
    }
  }
  check_places(header.tensors, bytes.size() - header.data_start, name);
  return header;
}

std::string shape_text(std::span<const std::uint64_t> shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  return text + ")";
}

void check_tensor(const StoredTensor& found, const Tensor& expected, const std::string& file) {
  if (found.dtype != "F32") {
    throw Error(file + " holds " + quoted(found.name) + " as " + quoted(found.dtype) + ", expected \"F32\"");
  }
  const std::vector<std::uint64_t> shape(expected.shape, expected.shape + expected.rank);
  if (found.shape != shape) {
    throw Error(file + " holds " + quoted(found.name) + " of shape " + shape_text(found.shape) + ", expected " +
                shape_text(shape));
  }
  if (found.end - found.begin != expected.size * sizeof(float)) {
    throw Error(file + " has a header that lies: " + quoted(found.name) + " of shape " + shape_text(found.shape) +
                " is said to be " + std::to_string(found.end - found.begin) + " bytes long, expected " +
                std::to_string(expected.size * sizeof(float)));
  }
}

}  // namespace

std::vector<float> decode_weights(std::span<const std::uint8_t> bytes, std::span<const Tensor> tensors,
                                  const std::string& name) {
  const Header header = read_header(bytes, name);
  const std::string file = quoted(name) + (header.model.empty() ? "" : " (model " + quoted(header.model) + ")");
  const auto named = [](const std::string& wanted) {
    return [&wanted](const auto& tensor) { return tensor.name == wanted; };
  };
  for (const StoredTensor& found : header.tensors) {
    if (std::ranges::none_of(tensors, named(found.name))) {
      throw Error(file + " holds " + quoted(found.name) + ", which this network does not have");
    }
  }

  std::size_t size = 0;
  for (const Tensor& tensor : tensors) size = std::max(size, tensor.offset + tensor.size);
  std::vector<float> values(size);
  for (const Tensor& tensor : tensors) {
    const auto found = std::ranges::find_if(header.tensors, named(tensor.name));
    if (found == header.tensors.end()) throw Error(file + " does not hold " + quoted(tensor.name));
    check_tensor(*found, tensor, file);
    float* out = values.data() + tensor.offset;
    std::memcpy(out, bytes.data() + header.data_start + found->begin, tensor.size * sizeof(float));
    const float* bad = std::find_if_not(out, out + tensor.size, [](float value) { return std::isfinite(value); });
    if (bad != out + tensor.size) {
      throw Error(file + " holds a value that is not a finite number: " + quoted(tensor.name) + ", value " +
                  std::to_string(bad - out));
    }
  }
  return values;
}

std::vector<float> load_weights(const std::filesystem::path& path, std::span<const Tensor> tensors) {
  std::uint64_t limit = length_size + longest_header;
  for (const Tensor& tensor : tensors) limit += tensor.size * sizeof(float);
  return decode_weights(read_file(path, limit), tensors, path.string());
}

}  // namespace constnet::runtime
