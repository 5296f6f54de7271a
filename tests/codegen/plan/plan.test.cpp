// From layers to steps: what is fused, where borders are, images per micro-batch.
#include "plan/plan.hpp"

#include <constnet/codegen/describe.hpp>

#include "catch.hpp"
#include "emit/code.hpp"
#include "models/mnist/mnist.hpp"
#include "models/simple_convnet/simple_convnet.hpp"

using namespace constnet;
using codegen::all_targets;
using codegen::describe;
using codegen::Plan;

namespace {

template <typename Model>
Plan plan_of(bool training = true, const codegen::Target& target = all_targets[0]) {
  const codegen::NetworkDescription network = describe<Model>("network", "network.hpp");
  codegen::Options options;
  options.training = training;
  options.targets = {target};
  return std::move(codegen::plan_network(network, options).plans.front());
}

template <typename Model>
std::vector<std::string> step_names() {
  std::vector<std::string> names;
  for (const codegen::PlannedStep& planned : plan_of<Model>().steps) names.push_back(planned.step->name());
  return names;
}

template <typename Model>
int micro_batch_of() {
  return codegen::choose_micro_batch(describe<Model>("network", "network.hpp"));
}

using Names = std::vector<std::string>;
inline constexpr Conv2D convolution{.filters = 4, .kernel_size = 3, .activation = relu};

}  // namespace

TEST_CASE("Pooling is part of the convolution before it; Flatten takes no step") {
  CHECK(step_names<models::Mnist>() == Names{"conv2d_1", "conv2d_2", "conv2d_3", "dense_1", "dense_2"});
  const Plan plan = plan_of<models::Mnist>();
  CHECK(plan.maps.front().shape == Shape{12, 12, 32});  // the last row and column reach no later pooling window
  CHECK(plan.output().shape == Shape{10});
  CHECK(plan.softmax);
}

TEST_CASE("Pooling that overlaps, is padded, is too large or comes first is a step of its own") {
  CHECK(step_names<Sequential<Input{9, 9, 1}, convolution, MaxPooling2D{.pool_size = 3, .strides = 2}>>() ==
        Names{"conv2d_1", "max_pooling2d_1"});
  CHECK(step_names<Sequential<Input{9, 9, 1}, convolution, MaxPooling2D{.pool_size = 2, .padding = same}>>() ==
        Names{"conv2d_1", "max_pooling2d_1"});
  CHECK(step_names<Sequential<Input{9, 9, 1}, convolution, MaxPooling2D{.pool_size = 7}>>() ==
        Names{"conv2d_1", "max_pooling2d_1"});
  CHECK(step_names<Sequential<Input{9, 9, 1}, MaxPooling2D{}, convolution>>() == Names{"max_pooling2d_1", "conv2d_1"});
}

TEST_CASE("What a convolution cannot apply while it computes is a step of its own, and keeps pooling apart") {
  constexpr Conv2D smooth{.filters = 4, .kernel_size = 3, .activation = silu};
  CHECK(step_names<Sequential<Input{9, 9, 1}, smooth, MaxPooling2D{}>>() ==
        Names{"conv2d_1", "conv2d_1_activation", "max_pooling2d_1"});
}

TEST_CASE("Branches are steps in order; what reads a map with other readers is not part of the step before") {
  using Model = Sequential<Input{8, 8, 4}, convolution, Residual<MaxPooling2D{.strides = 1, .padding = same}>{},
                           Activation{relu}, Flatten{}, Dense{.units = 2}>;
  const Plan plan = plan_of<Model>(true);
  CHECK(step_names<Model>() == Names{"conv2d_1", "max_pooling2d_1", "add_1", "dense_1"});
  CHECK(plan.steps[2].inputs == std::vector<int>{1, 0});
  REQUIRE(plan.extra_gradients.size() == 1);
  CHECK(plan.extra_gradients[0].map == 0);
  CHECK(plan.extra_gradients[0].reader.step == 1);
}

TEST_CASE("What is not trained, with nothing before it that is, has no part in the backward pass") {
  constexpr Conv2D frozen{.filters = 4, .kernel_size = 3, .activation = relu, .trainable = false};
  const Plan plan = plan_of<Sequential<Input{9, 9, 1}, frozen, convolution, frozen>>(true);
  CHECK(!plan.step(0).in_backward());
  CHECK(plan.step(1).in_backward());
  CHECK(plan.step(2).in_backward());
  CHECK(!plan.step(2).learns());
  CHECK(plan.step(0).backward_multiply_adds() == 0);
  CHECK(plan.step(1).backward_multiply_adds() == plan.step(1).multiply_adds());  // of the kernel alone
  CHECK(plan.step(2).backward_multiply_adds() == plan.step(2).multiply_adds());  // of the input alone
}

TEST_CASE("Gaps between windows, and rows that are left over, do not keep pooling apart") {
  CHECK(step_names<Sequential<Input{9, 9, 1}, convolution, MaxPooling2D{.pool_size = 2, .strides = 3}>>() ==
        Names{"conv2d_1"});
  CHECK(step_names<Sequential<Input{9, 9, 1}, convolution, MaxPooling2D{.pool_size = 2, .strides = {2, 5}}>>() ==
        Names{"conv2d_1"});
}

TEST_CASE("Multiply-adds are those of the pixels that pooling keeps") {
  CHECK(plan_of<models::Mnist>().multiply_adds() == 2'378'368);
}

TEST_CASE("A padded convolution reads its map inside zeros, with the extra row and column behind") {
  using Padded = Sequential<Input{6, 6, 1}, convolution, Conv2D{.filters = 2, .kernel_size = {3, 4}, .padding = same}>;
  const Plan plan = plan_of<Padded>();
  CHECK(plan.input.border.empty());
  CHECK(plan.maps[0].border.top == 1);
  CHECK(plan.maps[0].border.bottom == 1);
  CHECK(plan.maps[0].border.left == 1);
  CHECK(plan.maps[0].border.right == 2);
  CHECK(plan.maps[1].border.empty());
}

TEST_CASE("A convolution takes zeros along where it alone reads them; they cost no step and no multiply-add") {
  constexpr ZeroPadding2D zeros{{{0, 1}, {2, 3}}};
  constexpr Conv2D strided{.filters = 2, .kernel_size = 3, .strides = 2};
  using Padded = Sequential<Input{8, 8, 1}, convolution, zeros, strided>;
  CHECK(step_names<Padded>() == Names{"conv2d_1", "conv2d_2"});
  const codegen::Border border = plan_of<Padded>().maps[0].border;
  CHECK((border.top == 0 && border.bottom == 1 && border.left == 2 && border.right == 3));
  using Same = Sequential<Input{8, 8, 1}, Conv2D{.filters = 2, .kernel_size = 3, .strides = 2, .padding = same}>;
  using Zeros = Sequential<Input{8, 8, 1}, ZeroPadding2D{{{0, 1}, {0, 1}}}, strided>;
  CHECK(plan_of<Zeros>().multiply_adds() == plan_of<Same>().multiply_adds());
  CHECK(plan_of<Zeros>().memory.weights.size() == plan_of<Same>().memory.weights.size());

  CHECK(step_names<Sequential<Input{8, 8, 1}, zeros, MaxPooling2D{}>>() ==
        Names{"zero_padding2d_1", "max_pooling2d_1"});
  CHECK(step_names<Sequential<Input{8, 8, 1}, zeros, Concatenate<Branch<strided>{}, Branch<strided>{}>{}>>() ==
        Names{"zero_padding2d_1", "conv2d_1", "conv2d_2", "concatenate_1"});
}

TEST_CASE("Rows and columns that are cropped behind are not computed") {
  CHECK(plan_of<Sequential<Input{8, 8, 1}, convolution, Cropping2D{{{1, 2}, {0, 1}}}>>().maps[0].shape ==
        Shape{4, 5, 4});
}

TEST_CASE("Images are rescaled while they are copied in; other maps by a step") {
  constexpr Rescaling twice{.scale = 2, .offset = 1};
  using Images = Sequential<Input{8, 8, 1}, RandomFlip{}, twice, Rescaling{.scale = 3, .offset = -1}, convolution>;
  CHECK(step_names<Images>() == Names{"conv2d_1"});
  const Plan plan = plan_of<Images>();
  REQUIRE(plan.rescaling);
  CHECK(plan.rescaling->scale == 6);
  CHECK(plan.rescaling->offset == 2);
  CHECK(plan.copies_input);
  CHECK(!plan_of<Sequential<Input{8, 8, 1}, convolution>>().copies_input);

  using Maps = Sequential<Input{8, 8, 1}, Concatenate<Branch<twice>{}, Branch<>{}>{}, twice, convolution>;
  CHECK(step_names<Maps>() == Names{"rescaling_1", "concatenate_1", "rescaling_2", "conv2d_1"});
}

TEST_CASE("The channels of every map but the user's image fill whole vectors") {
  for (const codegen::Target& target : all_targets) {
    CAPTURE(target.lanes);
    const Plan plan = plan_of<models::SimpleConvnet>(true, target);
    CHECK(plan.input.pixel_stride == 1);
    for (const codegen::MapLayout& map : plan.maps) {
      CHECK(map.pixel_stride >= map.shape.channels);
      CHECK(map.pixel_stride % target.lanes == 0);
    }
  }
}

TEST_CASE("Inference alone claims no memory for training") {
  const Plan plan = plan_of<models::Mnist>(false);
  CHECK(plan.memory.weights.size() > 0);
  CHECK(plan.memory.training_weights.size() == 0);
  CHECK(plan.memory.floats.size() == 0);
  CHECK(plan.memory.gradients.size() == 0);
  CHECK(plan.memory.words.size() == 0);
  CHECK(plan.memory.bytes.size() == 0);
}

TEST_CASE("A micro-batch has up to 16 images, fewer where they are large, and never none") {
  CHECK(micro_batch_of<models::Mnist>() == 16);
  CHECK(micro_batch_of<Sequential<Input{1, 1, 1}, Flatten{}, Dense{.units = 1}>>() == 16);
  CHECK(micro_batch_of<Sequential<Input{200, 200, 1}, MaxPooling2D{}>>() == 4);
  CHECK(micro_batch_of<Sequential<Input{200, 200, 3}, MaxPooling2D{}>>() == 1);
  CHECK(micro_batch_of<Sequential<Input{1000, 1000, 3}, MaxPooling2D{}>>() == 1);
}
