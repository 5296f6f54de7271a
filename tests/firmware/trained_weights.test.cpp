// The constant weights of a network that trains in place: what is frozen and what is trained, each where the code reads
// it.
#include <cstring>
#include <memory>

#include "catch.hpp"
#include "firmware_digits.weights.hpp"
#include "firmware_learner.weights.hpp"

TEST_CASE("frozen and trained weights predict what the same file gives as one block") {
  static float image[firmware_learner::input_size];
  for (int i = 0; i < firmware_learner::input_size; ++i) image[i] = static_cast<float>(i % 7) / 7;
  float found[firmware_learner::output_size];
  float expected[firmware_learner::output_size];
  static firmware_learner::InferenceArena arena;
  static firmware_digits::InferenceArena other;
  firmware_learner::predict(firmware_learner::weights.frozen, firmware_learner::weights.trained, arena, image, found);
  firmware_digits::predict(firmware_digits::weights, other, image, expected);
  CHECK(std::memcmp(found, expected, sizeof(found)) == 0);
}

TEST_CASE("only trained weights are read back") {
  const auto parameters = std::make_unique<firmware_learner::Parameters>();
  for (float& value : parameters->values) value = 1000;
  firmware_learner::read_trained(firmware_learner::weights.trained, *parameters);
  for (const auto& tensor : firmware_learner::tensors) {
    const bool kept = parameters->values[tensor.offset] == 1000;
    CHECK(kept == !tensor.trainable);
  }
}
