// Straight-line code: what becomes of loops, calls and addresses, and that a whole network has no loop left.
#include "unroll/unroll.hpp"

#include <set>
#include <sstream>
#include <stdexcept>

#include "catch.hpp"
#include "desk/program/program_run.hpp"
#include "unroll/tokens.hpp"

using namespace constnet::codegen;

namespace {

std::string unrolled(const std::string& functions, const std::string& callers, int lanes = 4) {
  Writer out;
  emit_unrolled(out, functions, callers, lanes);
  return out.text();
}

}  // namespace

TEST_CASE("Loops run, calls are entered, and addresses become a base and a number") {
  const std::string functions = R"(
// Doubles a pair.
HWY_NOINLINE void twice(const float* HWY_RESTRICT from, float* HWY_RESTRICT to, int count) {
  for (int i = 0; i < count; ++i, from += 8) {
    const Floats x = hn::Load(f32, from);
    hn::Store(hn::Add(x, x), f32, to + i * 4);
  }
}

// All of it.
void step_forward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  float* HWY_RESTRICT output = arena.floats + floats_at::output;
  for (int row = 0; row < 2; ++row) {
    twice(weights + 16 + row * 16, output + row * 8, 2 - row);
  }
  clear(output + 12, 5);
}
)";
  CHECK(unrolled(functions, "step_forward(weights, arena, count);") ==
        R"(// All of it.
void step_forward(const float* HWY_RESTRICT weights, TrainingArena& arena, int count) {
  if (count == 0) {
    return;
  }
  float* HWY_RESTRICT output = arena.floats + floats_at::output;
  // row 0, twice, i 0
  {
    const Floats x = hn::Load(f32, weights + 16);
    hn::Store(hn::Add(x, x), f32, output);
  }
  // row 0, twice, i 1
  {
    const Floats x = hn::Load(f32, weights + 24);
    hn::Store(hn::Add(x, x), f32, output + 4);
  }
  // row 1, twice
  {
    const Floats x = hn::Load(f32, weights + 32);
    hn::Store(hn::Add(x, x), f32, output + 8);
  }
  hn::StoreU(hn::Zero(f32), f32, output + 12);
  output[16] = 0.0f;
}

)");
}

TEST_CASE("A long function becomes parts, which hand on the sums that are not finished") {
  const std::string functions = R"(
void step_forward(const float* HWY_RESTRICT weights, float* HWY_RESTRICT output) {
  Floats sum = hn::Zero(f32);
  for (int i = 0; i < 300; ++i) {
    const Floats k = hn::Load(f32, weights + i * 4);
    sum = hn::Add(sum, k);
  }
  hn::Store(sum, f32, output);
}
)";
  const std::string text = unrolled(functions, "step_forward(weights, output);");
  CHECK(text.find("void step_forward_part1(const float* HWY_RESTRICT weights, float* HWY_RESTRICT carried) {\n"
                  "  Floats sum = hn::Zero(f32);\n") != std::string::npos);
  CHECK(text.find("  hn::Store(sum, f32, carried);\n}\n") != std::string::npos);
  CHECK(text.find("  Floats sum = hn::Load(f32, carried);\n") != std::string::npos);
  CHECK(text.find("  hn::Store(sum, f32, output);\n}\n") != std::string::npos);
  CHECK(text.find("  alignas(64) float carried[4];\n"
                  "  step_forward_part1(weights, carried);\n"
                  "  step_forward_part2(weights, output, carried);\n}\n") != std::string::npos);
  CHECK(text.find("part3") == std::string::npos);
}

TEST_CASE("What depends on a value that only the running program knows is refused, and so is text that is not known") {
  const std::string head = "void step_forward(const float* HWY_RESTRICT input, int n) {\n";
  const std::string callers = "step_forward(input, n);";
  CHECK_THROWS_AS(unrolled(head + "  for (int i = 0; i < n; ++i) {\n    use(i);\n  }\n}\n", callers), std::logic_error);
  CHECK_THROWS_AS(unrolled(head + "  if (input[0] > 0) {\n    use(n);\n  }\n}\n", callers), std::logic_error);
  CHECK_THROWS_AS(unrolled(head + "  while (true) {\n  }\n}\n", callers), std::logic_error);
  CHECK_THROWS_AS(unrolled("namespace nested {\n", callers), std::logic_error);
}

TEST_CASE("Parts of expressions that are not known stay, with their brackets") {
  const std::string functions = R"(
void step_forward(const std::int32_t* HWY_RESTRICT winners, float* HWY_RESTRICT output, int count) {
  for (int channel = 0; channel < 2; ++channel) {
    const int first = std::max(channel * 2 - 1, 0);
    output[winners[channel] + channel + first] += 0.5f * (output[first] - output[7 - first % 4]);
  }
}
)";
  const std::string text = unrolled(functions, "step_forward(winners, output, count);");
  CHECK(text.find("  output[winners[0]] += 0.5f * (output[0] - output[7]);\n") != std::string::npos);
  CHECK(text.find("  output[winners[1] + 2] += 0.5f * (output[1] - output[6]);\n") != std::string::npos);
}

TEST_CASE("Within a budget, what takes one image and is short becomes straight-line code, and what it called is gone") {
  const std::string functions = R"(
HWY_NOINLINE void tile(const float* HWY_RESTRICT from, float* HWY_RESTRICT to) {
  hn::Store(hn::Load(f32, from), f32, to);
}

void first_forward(const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  for (int i = 0; i < 2; ++i) {
    tile(input + i * 4, output + i * 4);
  }
}

void second_forward(const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  for (int i = 0; i < 900; ++i) {
    hn::Store(hn::Load(f32, input + i * 4), f32, output + i * 4);
  }
}

void first_backward(float* HWY_RESTRICT d_input, int count) {
  for (int image = 0; image < count; ++image) {
    clear(d_input + image * 4, 4);
  }
}
)";
  const std::string callers = "first_forward(a, b); second_forward(b, c); first_backward(d, n);";
  Writer out;
  emit_within_budget(out, functions, callers, all_targets[2], 200);
  CHECK(out.text() == R"(void first_forward(const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  hn::Store(hn::Load(f32, input), f32, output);
  hn::Store(hn::Load(f32, input + 4), f32, output + 4);
}

void second_forward(const float* HWY_RESTRICT input, float* HWY_RESTRICT output) {
  for (int i = 0; i < 900; ++i) {
    hn::Store(hn::Load(f32, input + i * 4), f32, output + i * 4);
  }
}

void first_backward(float* HWY_RESTRICT d_input, int count) {
  for (int image = 0; image < count; ++image) {
    clear(d_input + image * 4, 4);
  }
}

)");
  Writer larger;
  emit_within_budget(larger, functions, callers, all_targets[2], 100000);
  CHECK(larger.text().find("void second_forward_part3(") != std::string::npos);
}

TEST_CASE("A network that is unrolled fully has no loop in any step, forward or backward") {
  const TemporaryFolder folder;
  const std::set<std::string> words{"for",  "while", "do",        "goto",        "clear",
                                    "copy", "add",   "transpose", "std::memcpy", "std::memset"};
  for (const std::string simd : {"avx512", "avx2", "128", "scalar"}) {
    const ProgramResult result =
        ProgramRun(GENERATOR, {"--training", "--unroll", "full", "--simd", simd}, folder.path()).finish();
    REQUIRE(result.status == 0);
    for (const std::string network : {"conv", "conv_pool", "conv_pool_back", "dense_softmax", "inference", "pool",
                                      "pool_first", "same", "strides", "unrolled", "winograd", "winograd_batch"}) {
      INFO(network << " " << simd);
      const auto bytes = get_file(folder / (network + ".gen.cpp"));
      std::istringstream lines(std::string(bytes.begin(), bytes.end()));
      std::string function;
      int steps = 0;
      std::string loops;
      for (std::string line; std::getline(lines, line);) {
        if (const std::size_t head = line.find("void "); !line.starts_with(" ") && head != std::string::npos) {
          function = line.substr(head + 5, line.find('(') - head - 5);
        }
        const bool step =
            function.find("_forward") != std::string::npos || function == "softmax" ||
            (function.find("_backward") != std::string::npos && function.find("prepare") == std::string::npos) ||
            function.starts_with("copy_");
        if (!step || line.starts_with("//") || line.starts_with("inline") || !line.starts_with(" ")) continue;
        ++steps;
        const std::size_t comment = line.find("//");
        for (const std::string_view word : identifiers_in(std::string_view(line).substr(0, comment))) {
          if (words.contains(std::string(word))) loops += function + ": " + line + "\n";
        }
      }
      CHECK(loops == "");
      CHECK(steps > 20);
    }
  }
}
