// The command line of a model's generator.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <constnet/codegen/generator.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "emit/code.hpp"

namespace constnet::codegen {
namespace {

/// Writes beside the place and renames, so that a build that is interrupted leaves no half file.
bool write(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path beside = path.string() + ".new";
  std::ofstream file(beside, std::ios::binary);
  file << text;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(beside, path, error);
  if (file && !error) return true;
  std::filesystem::remove(beside, error);
  fmt::print(stderr, "{}: cannot be written\n", path.string());
  return false;
}

/// The widths that words such as "avx512,avx2,128,scalar" stand for.
bool choose_targets(const std::vector<std::string>& words, std::vector<Target>& targets) {
  static const std::vector<std::pair<std::string, int>> names{{"avx512", 16}, {"avx2", 8}, {"128", 4}, {"scalar", 1}};
  std::vector<Target> chosen;
  for (const Target& target : targets) {
    for (const std::string& word : words) {
      for (const auto& [name, lanes] : names) {
        if (word == name && lanes == target.lanes) chosen.push_back(target);
      }
    }
  }
  if (chosen.size() != words.size()) {
    fmt::print(stderr, "--simd: \"{}\" is not a list of different ones of avx512, avx2, 128, scalar\n",
               fmt::join(words, ","));
    return false;
  }
  targets = chosen;
  return true;
}

}  // namespace

int generate(const std::vector<NetworkDescription>& networks, int argc, char** argv) {
  CLI::App app{"Writes NAME.gen.hpp and NAME.gen.cpp: a network's forward and backward pass as C++."};
  std::string directory = ".";
  std::string only;
  std::vector<std::string> simd;
  Options options;
  app.add_option("--out-dir", directory, "The folder that the files go to")->check(CLI::ExistingDirectory);
  app.add_option("--model", only, "The one network to write, by name; all of them by default");
  app.add_option("--simd", simd, "Vector widths to write bodies for: avx512, avx2, 128, scalar; all by default")
      ->delimiter(',');
  app.add_flag("--training", options.training, "Write the backward pass as well");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!simd.empty() && !choose_targets(simd, options.targets)) return 2;
  bool found = false;
  for (const NetworkDescription& network : networks) {
    if (!only.empty() && network.name != only) continue;
    found = true;
    const PlannedNetwork planned = plan_network(network, options);
    const std::filesystem::path stem = std::filesystem::path(directory) / network.name;
    if (!write(stem.string() + ".gen.hpp", header_text(planned))) return 1;
    if (!write(stem.string() + ".gen.cpp", source_text(planned))) return 1;
  }
  if (!found) {
    fmt::print(stderr, "--model: there is no network \"{}\" in this generator\n", only);
    return 2;
  }
  return 0;
}

}  // namespace constnet::codegen
