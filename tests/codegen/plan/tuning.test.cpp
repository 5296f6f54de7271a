// Files of measured choices: read, written, answered from, and refused.
#include "plan/tuning.hpp"

#include <fmt/format.h>

#include "catch.hpp"

using namespace constnet::codegen;

namespace {

const std::string kFile =
    "constnet tuning 1\n"
    "network digits 0x0123456789abcdef\n"
    "avx512 conv2d_1 forward tile 1x12x2 one\n"
    "avx2 conv2d_1 forward tile 2x3x1 row\n"
    "avx512 conv2d_2 winograd 0\n";

/// A convolution of 3x3, 12x12 pixels from 32 channels to 4 vectors.
Product product() {
  Product work;
  work.unit_rows = 12;
  work.unit_columns = 12;
  work.output_vectors = 4;
  work.kernel_rows = 3;
  work.kernel_columns = 3;
  work.channels = 32;
  return work;
}

const Target& target_of(const std::string& word) {
  for (const Target& target : all_targets) {
    if (target.word == word) return target;
  }
  throw std::runtime_error(word);
}

/// What is said of `text`; "" where it is taken.
std::string refusal(const std::string& text) {
  try {
    Tuning::parse(text, "my.tuned");
  } catch (const TuningError& error) {
    return error.what();
  }
  return "";
}

std::string with(const std::string& line) {
  return "constnet tuning 1\nnetwork digits 0x0123456789abcdef\n" + line + "\n";
}

}  // namespace

TEST_CASE("A file of choices is written as it was read") {
  CHECK(Tuning::parse(kFile, "my.tuned").text() == kFile);
  CHECK(Tuning::parse("# measured at night\n\n" + kFile + "# end", "my.tuned").text() == kFile);
}

TEST_CASE("A choice answers for its target, step and product alone") {
  Tuning tuning = Tuning::parse(kFile, "my.tuned");
  const std::optional<Tile> tile = tuning.tile(target_of("avx512"), "conv2d_1", "forward", product());
  REQUIRE(tile.has_value());
  CHECK(tile->rows == 1);
  CHECK(tile->columns == 12);
  CHECK(tile->vectors == 2);
  CHECK(tile->order == TapOrder::one);
  CHECK(!tuning.tile(target_of("avx512"), "conv2d_2", "forward", product()).has_value());
  CHECK(!tuning.tile(target_of("avx512"), "conv2d_1", "d_input", product()).has_value());
  CHECK(!tuning.tile(target_of("128"), "conv2d_1", "forward", product()).has_value());
  CHECK(tuning.winograd(target_of("avx512"), "conv2d_2", 2) == 0);
  CHECK(tuning.winograd(target_of("avx2"), "conv2d_2", 2) == 2);
  CHECK(tuning.questions().size() == 4);
}

TEST_CASE("A later choice for the same place replaces the first") {
  Tuning tuning("digits", 1);
  tuning.set({"avx2", "conv2d_1", "forward", {2, 3, 1, TapOrder::row}, 0, 0});
  tuning.set({"avx2", "conv2d_1", "forward", {1, 4, 1, TapOrder::one}, 0, 0});
  CHECK(tuning.text() ==
        "constnet tuning 1\nnetwork digits 0x0000000000000001\navx2 conv2d_1 forward tile 1x4x1 one\n");
}

TEST_CASE("A damaged file of choices is refused with its line") {
  CHECK(refusal("") == "my.tuned:1: expected \"constnet tuning 1\" and a network");
  CHECK(refusal("constnet tuning 2\n") == "my.tuned:1: expected \"constnet tuning 1\"");
  CHECK(refusal("constnet tuning 1\n") == "my.tuned:1: expected \"constnet tuning 1\" and a network");
  for (const char* line : {"network digits", "network digits 12", "network digits 0x0123456789abcdeg", "digits 0x0"}) {
    CHECK(refusal(fmt::format("constnet tuning 1\n{}\n", line)) == "my.tuned:2: expected \"network NAME HASH\"");
  }
  for (const char* line : {"avx512", "avx512 a", "avx512 a b tile 1x1x1", "avx512 a winograd", "sse a winograd 0",
                           "avx512 a b tile 1x1x1 one more"}) {
    CHECK(refusal(with(line)).find("my.tuned:3: expected \"TARGET STEP PRODUCT tile") == 0);
  }
  for (const char* tile :
       {"0x1x1 one", "1x1 one", "1x1x1x1 one", "-1x1x1 one", "1x1x1 two", "x1x1 one", "1x9999x1 one"}) {
    CHECK(refusal(with(fmt::format("avx512 a b tile {}", tile))).find("my.tuned:3: expected a tile such as") == 0);
  }
  for (const char* tile : {"1", "7", "2x", "-2", "x", "99999999999999"}) {
    CHECK(refusal(with(fmt::format("avx512 a winograd {}", tile))).find("my.tuned:3: expected a Winograd tile") == 0);
  }
  CHECK(refusal(with("avx2 a winograd 0\navx2 a winograd 2")) == "my.tuned:4: the same place has a choice already");
}

TEST_CASE("A choice that the registers or --winograd do not allow is refused") {
  Tuning large = Tuning::parse(with("avx2 a b tile 4x12x4 one"), "my.tuned");
  CHECK_THROWS_AS(large.tile(target_of("avx2"), "a", "b", product()), TuningError);
  Tuning winograd = Tuning::parse(with("avx2 a winograd 4"), "my.tuned");
  CHECK_THROWS_AS(winograd.winograd(target_of("avx2"), "a", 2), TuningError);
}

TEST_CASE("A choice that no step asks for is refused where its target is generated") {
  const Tuning tuning = Tuning::parse(kFile, "my.tuned");
  CHECK_THROWS_AS(tuning.check_asked({target_of("avx512")}), TuningError);
  CHECK_NOTHROW(tuning.check_asked({target_of("128")}));
}

TEST_CASE("Every change of one byte of a file of choices is taken or refused in one sentence") {
  int refused = 0;
  for (std::size_t at = 0; at < kFile.size(); ++at) {
    if (const std::string said = refusal(kFile.substr(0, at)); !said.empty()) CHECK(said.find("my.tuned:") == 0);
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = kFile;
      text[at] = static_cast<char>(byte);
      const std::string said = refusal(text);
      if (said.empty()) {
        // What is taken is read back as the same choices.
        const std::string again = Tuning::parse(text, "my.tuned").text();
        CHECK(Tuning::parse(again, "my.tuned").text() == again);
      } else {
        ++refused;
        CHECK(said.find("my.tuned:") == 0);
        CHECK(said.find('\n') == std::string::npos);
      }
    }
  }
  CHECK(refused > 0);
}
