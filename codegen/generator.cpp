// The command line of a model's generator.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <constnet/codegen/generator.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "emit/code.hpp"
#include "emit/device.hpp"
#include "tune/tune.hpp"

namespace constnet::codegen {
namespace {

/// Writes all files beside their places and then renames them, so that what fails or is interrupted leaves none half
/// written and none new beside an old one.
bool write(const std::vector<std::pair<std::filesystem::path, std::string>>& files) {
  const auto beside = [](const std::filesystem::path& path) { return std::filesystem::path(path.string() + ".new"); };
  std::error_code error;
  const std::filesystem::path* failed = nullptr;
  for (const auto& [path, text] : files) {
    std::ofstream file(beside(path), std::ios::binary);
    file << text;
    file.close();
    if (!file && failed == nullptr) failed = &path;
  }
  for (const auto& [path, text] : files) {
    if (failed == nullptr) std::filesystem::rename(beside(path), path, error);
    if (error && failed == nullptr) failed = &path;
    if (failed != nullptr) {
      std::error_code ignored;
      std::filesystem::remove(beside(path), ignored);
    }
  }
  if (failed != nullptr) fmt::print(stderr, "{}: cannot be written\n", failed->string());
  return failed == nullptr;
}

/// The widths that words such as "avx512,avx2,128,scalar" stand for.
bool choose_targets(const std::vector<std::string>& words, std::vector<Target>& targets) {
  std::vector<Target> known(all_targets.begin(), all_targets.end());
  known.push_back(helium);
  std::vector<Target> chosen;
  for (const Target& target : known) {
    if (std::count(words.begin(), words.end(), target.word) > 0) chosen.push_back(target);
  }
  const auto same_width = [](const Target& a, const Target& b) { return a.lanes == b.lanes; };
  if (chosen.size() != words.size() || std::adjacent_find(chosen.begin(), chosen.end(), same_width) != chosen.end()) {
    fmt::print(stderr, "--simd: \"{}\" is not a list of different widths of avx512, avx2, 128 (or helium), scalar\n",
               fmt::join(words, ","));
    return false;
  }
  targets = chosen;
  return true;
}

/// "none", "full" or a number of bytes.
bool choose_unrolling(const std::string& word, std::optional<long long>& bytes) {
  const bool number =
      word.size() <= 9 && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (word == "none") {
    bytes = 0;
  } else if (word == "full") {
    bytes = kUnrollFull;
  } else if (number) {
    bytes = std::stoll(word);
  } else {
    fmt::print(stderr, "--unroll: found \"{}\", expected none, full or a number of bytes below 1000000000\n", word);
    return false;
  }
  return true;
}

}  // namespace

int generate(const std::vector<NetworkDescription>& networks, int argc, char** argv) {
  CLI::App app{"Writes NAME.gen.hpp and NAME.gen.cpp: a network's forward and backward pass as C++."};
  std::string directory = ".";
  std::string only;
  std::vector<std::string> simd;
  std::string unroll;
  std::string train_step;
  std::string tuned;
  std::string tune_to;
  Compiler compiler;
  Options options;
  app.add_option("--out-dir", directory, "The folder that the files go to")->check(CLI::ExistingDirectory);
  app.add_option("--model", only, "The one network to write, by name; all of them by default");
  app.add_option("--simd", simd,
                 "Vector widths to write bodies for: avx512, avx2, 128 (or helium), scalar; without it all but helium")
      ->delimiter(',');
  app.add_option("--winograd", options.winograd,
                 "Largest tile of Winograd convolutions, 2 to 6; 0: direct convolution. Default: 2")
      ->check(CLI::IsMember({0, 2, 3, 4, 5, 6}));
  app.add_option(
      "--unroll", unroll,
      "Straight-line code instead of loops: none, full (no loop in any step), or the bytes of code that a step "
      "may take so. Default: 4000, for one lane none");
  app.add_option("--tuned", tuned, "A file of measured choices, which the code follows")->check(CLI::ExistingFile);
  app.add_option("--tune", tune_to,
                 "Measure on this machine what the cost model would choose, write it to this file, and no code");
  app.add_option("--compiler", compiler.program, "What --tune compiles with. Default: c++");
  app.add_option("--compiler-flag", compiler.flags, "One more argument for it, such as -I/opt/include or -lhwy")
      ->allow_extra_args(false);
  app.add_flag("--training", options.training, "Write the backward pass as well");
  app.add_flag("--step-times", options.step_times,
               "Write predict, forward and backward a second time, so that they tell a caller of each step: for bench");
  app.add_flag("--device", options.device,
               "Write into the header what the network would need on a microcontroller: for summary --device");
  app.add_option("--train-step", train_step,
                 "Write train_step, which changes the weights in place, image by image: sgd or adam")
      ->check(CLI::IsMember({"sgd", "adam"}));
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  if (!simd.empty() && !choose_targets(simd, options.targets)) return 2;
  if (!unroll.empty() && !choose_unrolling(unroll, options.unroll)) return 2;
  if (!tuned.empty() && !tune_to.empty()) {
    fmt::print(stderr, "--tuned: found it with --tune, which measures anew\n");
    return 2;
  }
  if (!train_step.empty()) {
    options.train_step = train_step == "adam" ? UpdateRule::adam : UpdateRule::sgd;
    const char* other = options.training                  ? "--training"
                        : options.step_times              ? "--step-times"
                        : options.unroll.value_or(0) != 0 ? "--unroll"
                                                          : nullptr;
    if (other != nullptr) {
      fmt::print(stderr, "--train-step: found it with {}, expected one of them\n", other);
      return 2;
    }
  }
  std::vector<NetworkDescription> chosen;
  for (const NetworkDescription& network : networks) {
    if (only.empty() || network.name == only) chosen.push_back(network);
  }
  if (chosen.empty()) {
    fmt::print(stderr, "--model: there is no network \"{}\" in this generator\n", only);
    return 2;
  }
  if (!(tuned + tune_to).empty() && chosen.size() != 1) {
    fmt::print(stderr, "{}: found {} networks, expected one, named by --model\n", tuned.empty() ? "--tune" : "--tuned",
               chosen.size());
    return 2;
  }
  try {
    if (!tune_to.empty()) {
      const Tuning choices = tune(chosen.front(), options, compiler);
      return write({{tune_to, choices.text()}}) ? 0 : 1;
    }
    if (!tuned.empty()) {
      std::ifstream file(tuned, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      const std::string label = std::filesystem::path(tuned).filename().string();
      options.tuning = std::make_shared<Tuning>(Tuning::parse(text, label));
    }
    for (const NetworkDescription& network : chosen) {
      const PlannedNetwork planned = plan_network(network, options);
      const std::string stem = (std::filesystem::path(directory) / network.name).string();
      if (!write({{stem + ".gen.hpp", header_text(planned)}, {stem + ".gen.cpp", source_text(planned)}})) return 1;
      const std::optional<DeviceNeeds> needs = device_needs(planned);
      if (needs) fmt::print("{} on a microcontroller, in bytes:\n{}", network.name, device_text(planned, *needs));
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 1;
  }
  return 0;
}

}  // namespace constnet::codegen
