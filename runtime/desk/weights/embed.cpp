// Writes prepared weights as C++ source and as a blob.
#include "constnet/desk/weights/embed.hpp"

#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "constnet/firmware/blob.hpp"

namespace constnet::runtime {
namespace {

constexpr std::size_t values_per_line = 8;

/// The shortest text that reads back exactly, as a literal of type float.
std::string literal(float value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  std::string result(text.data(), end);
  if (result.find_first_of(".e") == std::string::npos) result += ".0";
  return result + "f";
}

std::string source_of(const EmbeddedNetwork& network, const std::string& file, std::span<const float> values) {
  const std::string name = network.name;
  std::array<char, 19> layout{};
  std::snprintf(layout.data(), layout.size(), "0x%016llx", static_cast<unsigned long long>(network.layout));
  std::string text =
      "// The weights of " + name + " from " + file + ", as its generated code reads them. Do not edit.\n";
  text += "#include \"" + name + ".weights.hpp\"\n\nnamespace " + name + " {\n\n";
  text += "static_assert(layout == " + std::string(layout.data()) +
          ", \"These weights are for another network, or for another kind of processor.\");\n\n";
  const std::size_t frozen = values.size() - network.trained_values;
  const bool in_blocks = network.trained_values > 0;
  text += std::string("// clang-format off\nextern const Prepared weights{{") + (in_blocks ? "{" : "");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool next_block = in_blocks && i == frozen;
    if (next_block) text += "\n}}, {{";
    text += (i - (i < frozen ? 0 : frozen)) % values_per_line == 0 ? "\n  " : " ";
    text += literal(values[i]) + ",";
  }
  text += in_blocks ? "\n}" : "\n";
  return text + "}};\n// clang-format on\n\n}  // namespace " + name + "\n";
}

std::vector<std::byte> blob_of(const EmbeddedNetwork& network, std::span<const float> values) {
  BlobHeader header{};
  std::memcpy(header.magic, blob_magic, sizeof(header.magic));
  header.layout = network.layout;
  header.size = values.size_bytes();
  header.check = blob_check(values.data(), values.size_bytes());
  std::vector<std::byte> blob(sizeof(header) + values.size_bytes());
  std::memcpy(blob.data(), &header, sizeof(header));
  std::memcpy(blob.data() + sizeof(header), values.data(), values.size_bytes());
  return blob;
}

}  // namespace

int embed_weights(const EmbeddedNetwork& network, int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s FILE.safetensors STEM\n", argv[0]);
    return 2;
  }
  try {
    const std::vector<float> prepared = network.prepare(load_weights(argv[1], network.tensors));
    const std::string stem = argv[2];
    const std::string source = source_of(network, std::filesystem::path(argv[1]).filename().string(), prepared);
    write_file_atomically(stem + ".weights.cpp", std::as_bytes(std::span(source)));
    write_file_atomically(stem + ".weights.bin", blob_of(network, prepared));
  } catch (const Error& error) {
    std::fprintf(stderr, "constnet: weights of %s: %s\n", network.name, error.what());
    return 1;
  }
  return 0;
}

}  // namespace constnet::runtime
