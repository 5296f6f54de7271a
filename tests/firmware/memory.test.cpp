// The figures at the top of generated code for microcontrollers are the sizes of its types.
#include <fstream>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "firmware_digits.gen.hpp"
#include "firmware_learner.gen.hpp"
#include "train_step_adam_scalar_frozenmiddle.gen.hpp"

namespace {

/// The comment at the top of a generated header, in one line.
std::string banner_of(const std::string& name) {
  std::ifstream file(std::string(GENERATED) + "/" + name + "/" + name + ".gen.hpp");
  std::string text;
  for (std::string line; std::getline(file, line) && line.starts_with("//");) text += line.substr(2);
  return text;
}

/// "1,234".
std::string number(std::size_t n) {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

void expect(const std::string& name, const std::string& words) {
  INFO(name << ": " << words);
  CHECK(banner_of(name).find(words) != std::string::npos);
}

}  // namespace

TEST_CASE("what prediction needs") {
  using namespace firmware_digits;
  static_assert(memory_bytes == sizeof(InferenceArena) + stack_bytes);
  expect("firmware_digits", "predict: flash " + number(sizeof(Prepared)) + " (weights) + " + number(code_bytes) +
                                " (code), memory " + number(sizeof(InferenceArena)) + " (arena) + " +
                                number(stack_bytes) + " (stack).");
}

TEST_CASE("what training by SGD needs") {
  using namespace firmware_learner;
  static_assert(sizeof(TrainingArena) >= sizeof(InferenceArena));
  static_assert(memory_bytes == sizeof(TrainedWeights) + sizeof(TrainingArena) + stack_bytes);
  const std::string trained = number(sizeof(TrainedWeights));
  expect("firmware_learner", "train_step: flash " + number(sizeof(FrozenWeights)) + " (weights that stay) + " +
                                 trained + " (weights to start from) + " + number(code_bytes) + " (code), memory " +
                                 trained + " (weights) + " + number(sizeof(TrainingArena)) + " (arena) + " +
                                 number(stack_bytes) + " (stack) = " + number(memory_bytes) + ".");
}

TEST_CASE("what training by Adam needs") {
  using namespace train_step_adam_scalar_frozenmiddle;
  static_assert(memory_bytes == sizeof(TrainedWeights) + sizeof(AdamState) + sizeof(TrainingArena) + stack_bytes);
  expect("train_step_adam_scalar_frozenmiddle", "memory " + number(sizeof(TrainedWeights)) + " (weights) + " +
                                                    number(sizeof(AdamState)) + " (Adam) + " +
                                                    number(sizeof(TrainingArena)) + " (arena) + " +
                                                    number(stack_bytes) + " (stack) = " + number(memory_bytes) + ".");
}
