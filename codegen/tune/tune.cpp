// Candidates one after the other: generate, compile, run, keep the best.
#include "tune/tune.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "emit/code.hpp"
#include "tune/process.hpp"

namespace constnet::codegen {
namespace {

/// Tiles that are tried for a product.
constexpr std::size_t kCandidates = 6;
/// What a candidate must gain to be kept: less is noise.
constexpr double kGain = 0.01;
/// Times that a candidate and what it is measured against are run in turn.
constexpr int kRounds = 3;

/// Says the instruction set and microseconds an image: alone, in a batch, and in training where there is any, added up.
constexpr const char* kHarness = R"(#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <vector>

#include "NAME.gen.hpp"

using N = NAME::Network;

template <typename Work>
double seconds(const Work& work) {
  double best = 1e9;
  int times = 1;
  for (int round = 0; round < 40; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i) work();
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    best = std::min(best, taken / times);
    if (taken < 2e-3 && times < 1000000) {
      times *= 2;
      --round;
    }
  }
  return best;
}

float value(unsigned i) { return static_cast<float>(i * 2654435761u % 2001) / 1000.0f - 1.0f; }

int main() {
  const auto parameters = std::make_unique<N::Parameters>();
  for (std::size_t i = 0; i < NAME::parameter_count; ++i) parameters->values[i] = 0.05f * value(static_cast<unsigned>(i));
  const auto prepared = std::make_unique<N::Prepared>();
  N::prepare(*parameters, *prepared);
  constexpr int images = 64;
  std::vector<float> inputs(static_cast<std::size_t>(images) * N::input_size);
  for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i] = value(static_cast<unsigned>(i));
  std::vector<float> outputs(static_cast<std::size_t>(images) * N::output_size);
  const auto arena = std::make_unique<N::InferenceArena>();
  const auto batch = std::make_unique<N::BatchArena>();
  double sum = seconds([&] { N::predict(*prepared, *arena, inputs.data(), outputs.data()); });
  sum += seconds([&] { N::predict(*prepared, *batch, inputs.data(), images, outputs.data()); }) / images;
#ifdef TRAINING
  const auto training_prepared = std::make_unique<N::TrainingPrepared>();
  N::prepare(*parameters, *training_prepared);
  const auto training = std::make_unique<N::TrainingArena>();
  N::clear_gradients(*training);
  sum += seconds([&] {
           N::forward(*training_prepared, *training, inputs.data(), N::micro_batch, outputs.data());
           N::backward(*training_prepared, *training, outputs.data(), N::micro_batch);
         }) /
         N::micro_batch;
#endif
  std::printf("%s %.6f\n", N::simd_target(), 1e6 * sum);
}
)";

std::string harness_for(const std::string& name) {
  std::string text = kHarness;
  for (std::size_t at = text.find("NAME"); at != std::string::npos; at = text.find("NAME", at)) {
    text.replace(at, 4, name);
    at += name.size();
  }
  return text;
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error(path.string() + ": cannot be written");
}

/// A generated network as a program that measures itself.
struct Candidate {
  std::string source;
  std::filesystem::path program;
};

/// Everything for one target.
class Bench {
 public:
  Bench(const NetworkDescription& network, Options options, const Target& target, const Compiler& compiler,
        Tuning& choices)
      : network_(network), options_(std::move(options)), target_(target), compiler_(compiler), choices_(choices) {
    // Without flags for one processor, compilers begin at one lane: that body must be there.
    options_.targets = {target, all_targets.back()};
    put(folder_.path() / "main.cpp", harness_for(network.name));
  }

  void run() {
    best_ = build(choices_);
    const std::optional<double> first = measure(*best_);
    if (!first) {
      fmt::print("{}: not on this machine\n", target_.word);
      return;
    }
    fmt::print("{}: {:.2f} microseconds an image by the cost model\n", target_.word, *first);
    std::fflush(stdout);
    const PlannedNetwork planned = plan_network(network_, options_);
    for (const PlannedStep& step : planned.plans.front().steps) {
      if (step.step->winograd_tile() > 0) consider({target_.word, step.step->name(), "", {}, 0, 0}, "direct");
    }
    for (const Tuning::Question& question : questions_) {
      for (const Tile& tile : cheapest_tiles(question.work, target_, kCandidates)) {
        consider({target_.word, question.step, question.product, tile, 0, 0},
                 fmt::format("{} {}x{}x{}", question.product, tile.rows, tile.columns, tile.vectors));
      }
    }
  }

 private:
  /// Generates and compiles; nothing where the code is that of the best.
  std::optional<Candidate> build(const Tuning& choices) {
    options_.tuning = std::make_shared<Tuning>(choices);
    const PlannedNetwork planned = plan_network(network_, options_);
    questions_.clear();
    for (const Tuning::Question& question : options_.tuning->questions()) {
      if (question.target == target_.word) questions_.push_back(question);
    }
    Candidate candidate{source_text(planned), folder_.path() / fmt::format("program{}", ++programs_)};
    if (best_ && candidate.source == best_->source) return std::nullopt;
    put(folder_.path() / (network_.name + ".gen.hpp"), header_text(planned));
    put(folder_.path() / (network_.name + ".gen.cpp"), candidate.source);
    std::vector<std::string> words{compiler_.program, "-std=c++20", "-O2", "-I" + folder_.path().string()};
    if (options_.training) words.push_back("-DTRAINING");
    for (const std::string& source : {std::string("main.cpp"), network_.name + ".gen.cpp"}) {
      words.push_back((folder_.path() / source).string());
    }
    words.insert(words.end(), {"-o", candidate.program.string()});
    words.insert(words.end(), compiler_.flags.begin(), compiler_.flags.end());
    const std::filesystem::path said = folder_.path() / "said";
    if (!run_program(words, said)) {
      throw std::runtime_error(
          fmt::format("{} cannot compile the generated code: {}", compiler_.program, content_of(said).substr(0, 500)));
    }
    return candidate;
  }

  /// Microseconds an image; nothing where another instruction set has run.
  std::optional<double> measure(const Candidate& candidate) {
    const std::filesystem::path said = folder_.path() / "said";
    double microseconds = 0;
    std::string instructions;
    std::istringstream words(run_program({candidate.program.string()}, said) ? content_of(said) : "");
    if (!(words >> instructions >> microseconds)) throw std::runtime_error("the compiled candidate does not run");
    if (instructions == "SCALAR") return std::nullopt;
    return microseconds;
  }

  void consider(const Tuning::Choice& choice, const std::string& what) {
    Tuning trial = choices_;
    trial.set(choice);
    const std::vector<Tuning::Question> questions = questions_;
    std::optional<Candidate> candidate = build(trial);
    bool better = false;
    if (candidate) {
      double old_time = std::numeric_limits<double>::max();
      double new_time = old_time;
      for (int round = 0; round < kRounds; ++round) {
        old_time = std::min(old_time, measure(*best_).value_or(old_time));
        new_time = std::min(new_time, measure(*candidate).value_or(new_time));
      }
      better = new_time < (1 - kGain) * old_time;
      fmt::print("{} {} {}: {:.2f} against {:.2f}{}\n", target_.word, choice.step, what, new_time, old_time,
                 better ? ", kept" : "");
      std::fflush(stdout);
    }
    std::error_code ignored;
    if (better) {
      std::filesystem::remove(best_->program, ignored);
      best_ = std::move(candidate);
      choices_ = trial;
    } else {
      if (candidate) std::filesystem::remove(candidate->program, ignored);
      questions_ = questions;
    }
  }

  const NetworkDescription& network_;
  Options options_;
  Target target_;
  const Compiler& compiler_;
  Tuning& choices_;
  WorkFolder folder_;
  std::optional<Candidate> best_;
  std::vector<Tuning::Question> questions_;
  int programs_ = 0;
};

}  // namespace

Tuning tune(const NetworkDescription& network, Options options, const Compiler& compiler) {
  Tuning choices(network.name, hash_of(network));
  for (const Target& target : options.targets) {
    if (target.single_issue) continue;  // this machine says nothing of a small one
    Bench(network, options, target, compiler, choices).run();
  }
  return choices;
}

}  // namespace constnet::codegen
