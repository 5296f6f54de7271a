// The comparison accepts a network that is right and says what is wrong with each that is not.
#include "models/compare_with_reference.hpp"

#include <constnet/dsl.hpp>

#include "catch.hpp"
#include "models/fake_network.hpp"

namespace constnet::comparison {
namespace {

using Model = Sequential<Input{5, 5, 1}, Conv2D{.filters = 3, .kernel_size = 2, .activation = relu},
                         MaxPooling2D{.strides = 1}, Flatten{}, Dense{.units = 3, .activation = softmax}>;

template <Fault fault>
std::string complaints() {
  return compare_with_reference<FakeNetwork<Model, fault>, Model>(1);
}

void check_says(const std::string& text, const std::string& words) {
  CAPTURE(text, words);
  CHECK(text.find(words) != std::string::npos);
}

void check_is_silent_about(const std::string& text, const std::string& words) {
  CAPTURE(text, words);
  CHECK(text.find(words) == std::string::npos);
}

}  // namespace

TEST_CASE("a network that is right gets no complaint") { CHECK(complaints<Fault::none>() == ""); }

TEST_CASE("wrong outputs are seen") {
  check_says(complaints<Fault::output_off_by_a_little>(), "predict, image 0: value 2 is");
  check_says(complaints<Fault::output_not_a_number>(), "predict, image 0: value 0 is ");
  check_says(complaints<Fault::remembers_between_predictions>(), "other bits for the first image");
}

TEST_CASE("writes to other places are seen") {
  check_says(complaints<Fault::writes_behind_outputs>(), "predict wrote outside the outputs");
  check_says(complaints<Fault::changes_images>(), "predict changed its image");
  check_says(complaints<Fault::changes_prepared_parameters>(), "predict changed the prepared parameters");
}

TEST_CASE("wrong gradients are seen") {
  check_says(complaints<Fault::transposed_kernel_gradient>(), "gradient of conv2d_1/kernel: value ");
  check_says(complaints<Fault::forgets_the_piece_before>(), "gradient of dense_1/bias: value ");
  check_says(complaints<Fault::expects_a_clear_arena>(), "gradient of dense_1/bias: value 0 is ");
  check_says(complaints<Fault::takes_a_whole_micro_batch>(), "gradient of conv2d_1/bias: value ");
  const std::string replaced = complaints<Fault::gradients_replace_the_block>();
  check_says(replaced, "gradient added to what was there of dense_1/kernel");
  check_is_silent_about(replaced, ": gradient of");
}

TEST_CASE("only the tied sample sees which of two equal values receives the gradient") {
  const std::string text = complaints<Fault::last_maximum_wins>();
  check_says(text, ", tied sample: gradient of conv2d_1/kernel");
  check_is_silent_about(text, "predict");
  check_is_silent_about(text, "forward");
  for (const std::int64_t target : simd_targets()) {
    check_is_silent_about(text, SelectedTarget(target).name() + ": ");
  }
}

TEST_CASE("a network that runs other code than asked for is seen") {
  check_says(complaints<Fault::one_target_only>(), ": the code that runs is for none");
}

TEST_CASE("a network that describes itself wrongly is seen") {
  check_says(complaints<Fault::wrong_tensor_name>(), "tensor conv2d/kernel is not conv2d_1/kernel");
}

}  // namespace constnet::comparison
