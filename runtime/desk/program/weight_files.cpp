// Which weight file, and whether it can be written.
#include "weight_files.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <ostream>
#include <string_view>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "text.hpp"

namespace constnet::runtime {

namespace fs = std::filesystem;

void check_writable(const std::string& path, const std::string& option) {
  std::error_code ignored;
  const fs::path target = fs::is_symlink(path, ignored) ? fs::weakly_canonical(path, ignored) : fs::path(path);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : ".";
  if (!fs::is_directory(folder, ignored)) {
    throw Error(option + " " + quoted(path) + ": there is no folder " + quoted(folder.string()) + " to write it in");
  }
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) {
    throw Error(option + " " + quoted(path) + ": found something that is not a file, expected a file or a new name");
  }
  if (!target.has_filename()) throw Error(option + " " + quoted(path) + ": found a folder, expected a file to write");
  if (access(folder.c_str(), W_OK | X_OK) != 0) {
    throw Error(option + " " + quoted(path) + ": cannot write in " + quoted(folder.string()) + ": " +
                std::strerror(errno));
  }
}

void save_parameters(const Session& session, std::span<const float> parameters, const std::string& path,
                     const Normalization& normalization) {
  Metadata metadata = normalization_texts(normalization);
  metadata.insert({{"format", "constnet"}, {"model", session.network.name}});
  save_weights(path, session.network.tensors, parameters, metadata);
  session.out << "saved " << with_separators(parameters.size()) << " parameters to " << path << std::endl;
}

SavedNetwork load_network(const Session& session, const std::string& file) {
  const std::vector<std::uint8_t> bytes = read_weight_file(file, session.network.tensors);
  Metadata texts = decode_metadata(bytes, file);
  // A checkpoint keeps it among its settings.
  constexpr std::string_view prefix = "setting/";
  for (const auto& [key, value] : Metadata(texts)) {
    if (key.starts_with(prefix)) texts.insert({key.substr(prefix.size()), value});
  }
  return {decode_weights(bytes, session.network.tensors, file),
          normalization_from(texts, session.network.input_channels, file)};
}

std::string weight_file(const Session& session) {
  if (session.arguments.weights) return *session.arguments.weights;
  const std::string name = session.network.name;
  const std::string file = name + ".safetensors";
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    throw Error("found no weights: there is no " + file + " here; make it with `" + name +
                " train`, or name a file with --weights FILE");
  }
  return file;
}

}  // namespace constnet::runtime
