// Where the program of the tests is run: a folder with a small data set, and what to make of its words.
#pragma once

#include <fnmatch.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "../training/blobs.hpp"
#include "catch.hpp"
#include "program_run.hpp"

inline void put_idx(const TemporaryFolder& folder, const std::string& part, const constnet::runtime::Dataset& data) {
  const auto count = static_cast<std::uint8_t>(data.size() & 0xFF);
  const auto count_high = static_cast<std::uint8_t>(data.size() >> 8);
  std::vector<std::uint8_t> images{0, 0, 8, 3, 0, 0, count_high, count, 0, 0, 0, 1, 0, 0, 0, 30};
  images.insert(images.end(), data.pixels.begin(), data.pixels.end());
  std::vector<std::uint8_t> labels{0, 0, 8, 1, 0, 0, count_high, count};
  for (const int label : data.labels) labels.push_back(static_cast<std::uint8_t>(label));
  put_file(folder / "data" / (part + "-images-idx3-ubyte"), images);
  put_file(folder / "data" / (part + "-labels-idx1-ubyte"), labels);
}

/// A folder with a data set in data/, and the program run in it.
struct Place {
  TemporaryFolder folder;

  explicit Place(std::size_t training_images = 500) {
    put_idx(folder, "train", blobs(training_images, 30, 10));
    put_idx(folder, "t10k", blobs(200, 30, 10, 8));
  }
  ProgramResult run(const std::vector<std::string>& words) const {
    return ProgramRun(REGRESSION_PROGRAM, words, folder.path()).finish();
  }
  bool has(const std::string& name) const { return std::filesystem::exists(folder / name); }
};

/// Returns as soon as the program has printed `text`.
inline void wait_for(const ProgramRun& run, const std::string& text) {
  for (int i = 0; i < 20'000; ++i) {
    if (run.out().find(text) != std::string::npos) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  FAIL("the program did not print " << text << " but " << run.out());
}

/// Whether `text` is `pattern`, in which * stands for anything and ? for one character.
inline bool matches(const std::string& text, const std::string& pattern) {
  return ::fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

inline std::string last_line(const std::string& text) {
  const std::size_t before = text.rfind('\n', text.size() - 2);
  return text.substr(before + 1);
}
