// Prints what the networks of MLPerf Tiny take on microcontrollers, and compares their outputs with those of the plain
// reference in double precision. The exit status is 1 if anything is not as it should be.
//
//   firmware_mlperf_tiny_table LOG...
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "anomaly_detection_folded.gen.hpp"
#include "drawn.hpp"
#include "image_classification_folded.gen.hpp"
#include "keyword_spotting_folded.gen.hpp"
#include "models/anomaly_detection/anomaly_detection.hpp"
#include "models/image_classification/image_classification.hpp"
#include "models/keyword_spotting/keyword_spotting.hpp"
#include "models/visual_wake_words/visual_wake_words.hpp"
#include "reference/make_network.hpp"
#include "visual_wake_words_folded.gen.hpp"

namespace {

/// Of the largest output.
constexpr double kTolerance = 1e-5;

struct Log {
  std::string network;
  std::string target;
  std::vector<float> outputs;
  long long code = 0;
  long long arena = 0;
  long long stack = 0;
  long long allowance = 0;  ///< what the generated header says of the stack
  long long instructions = 0;
  long long cycles = 0;
};

Log read(const char* path) {
  std::ifstream file(path);
  if (!file) {
    std::fprintf(stderr, "table: %s cannot be read\n", path);
    std::exit(1);
  }
  Log log;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string first;
    std::string word;
    words >> first;
    if (first == "network") {
      words >> log.network >> word >> log.target;
    } else if (first == "code") {
      words >> log.code;
    } else if (first == "arena") {
      words >> std::hex >> log.arena;
    } else if (first == "stack") {
      words >> std::hex >> log.stack;
    } else if (first == "allowance") {
      words >> std::hex >> log.allowance;
    } else if (first == "measured:") {
      words >> word >> log.instructions >> word >> log.cycles;
    } else if (first == "outputs") {
      while (words >> word) {
        log.outputs.push_back(
            std::bit_cast<float>(static_cast<std::uint32_t>(std::strtoul(word.c_str(), nullptr, 16))));
      }
    }
  }
  return log;
}

template <typename Network, typename Model>
std::vector<double> expected() {
  auto network = constnet::reference::make_network<Model>();
  std::vector<float> parameters(Network::parameter_count);
  std::vector<float> image(Network::input_size);
  drawn::parameters<Network>(parameters.data());
  drawn::image<Network>(image.data());
  network.set_parameters(std::vector<double>(parameters.begin(), parameters.end()));
  constnet::reference::Batch batch(network.input_shape(), 1);
  batch.values.assign(image.begin(), image.end());
  return network.forward(batch).values;
}

std::vector<double> expected_of(const std::string& network) {
  if (network == "keyword_spotting") return expected<keyword_spotting_folded::Network, models::KeywordSpotting>();
  if (network == "image_classification")
    return expected<image_classification_folded::Network, models::ImageClassification>();
  if (network == "visual_wake_words") return expected<visual_wake_words_folded::Network, models::VisualWakeWords>();
  return expected<anomaly_detection_folded::Network, models::AnomalyDetection>();
}

double error_of(const Log& log) {
  const std::vector<double> reference = expected_of(log.network);
  if (log.outputs.size() != reference.size()) return std::nan("");
  double error = 0;
  double largest = 0;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const double own = std::abs(log.outputs[i] - reference[i]);
    error = std::isnan(own) ? own : std::max(error, own);
    largest = std::max(largest, std::abs(reference[i]));
  }
  return error / largest;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s LOG...\n", argv[0]);
    return 2;
  }
  bool wrong = false;
  std::printf("%-21s %-11s %12s %12s %8s %9s %8s %8s\n", "one image", "target", "instructions", "cycles, est.",
              "code B", "arena B", "stack B", "error");
  for (int i = 1; i < argc; ++i) {
    const Log log = read(argv[i]);
    const double error = error_of(log);
    const std::string cycles = log.cycles > 0 ? std::to_string(log.cycles) : "-";
    std::printf("%-21s %-11s %12lld %12s %8lld %9lld %8lld %8.1e\n", log.network.c_str(), log.target.c_str(),
                log.instructions, cycles.c_str(), log.code, log.arena, log.stack, error);
    if (!(error <= kTolerance) || log.instructions == 0) {
      std::printf("%s on %s: %s\n", log.network.c_str(), log.target.c_str(),
                  log.outputs.empty() ? "the program did not come to its end" : "the outputs are not the reference's");
      wrong = true;
    }
    if (log.stack > log.allowance) {
      std::printf("%s on %s: more stack is used than the generated header says\n", log.network.c_str(),
                  log.target.c_str());
      wrong = true;
    }
  }
  return wrong ? 1 : 0;
}
