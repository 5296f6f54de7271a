// Training with augmentation: the same bits for any number of threads and after going on from a checkpoint.
#include <vector>

#include "../temporary_folder.hpp"
#include "blobs.hpp"
#include "catch.hpp"
#include "constnet/desk/callbacks/model_checkpoint.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/optimizers/sgd.hpp"
#include "constnet/desk/training/initialize.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "softmax_regression.hpp"

namespace constnet::runtime {
namespace {

using Kind = Augmentation::Kind;

struct Plain : SoftmaxRegression<30, 5> {};

struct Augmented : SoftmaxRegression<30, 5> {
  static constexpr Augmentation augmentations[] = {
      {.kind = Kind::flip, .horizontal = true},
      {.kind = Kind::translation, .width_factor = {-0.1f, 0.1f}, .fill_mode = FillMode::wrap},
      {.kind = Kind::brightness, .factor = {-0.1f, 0.1f}}};
};

// What only adds one number to every pixel: the effect on the network can be worked out.
struct Darkened : SoftmaxRegression<30, 5> {
  static constexpr Augmentation augmentations[] = {
      {.kind = Kind::brightness, .factor = {-1, -1}, .value_range = {0, 1}}};
};

template <typename Network>
std::vector<float> train(int threads, const FitArguments& arguments, std::vector<Callback*> callbacks = {}) {
  const Dataset data = blobs(301, 30, 5);
  const CategoricalCrossentropy loss;
  Sgd optimizer({.learning_rate = 0.1});
  ThreadPool pool(threads);
  Trainer trainer(view_of<Network>(), optimizer, loss, pool);
  trainer.initialize(3);
  trainer.fit(data, nullptr, arguments, callbacks);
  return {trainer.parameters().begin(), trainer.parameters().end()};
}

FitArguments arguments_for(int epochs) { return {.epochs = epochs, .batch_size = 32, .seed = 5}; }

}  // namespace

TEST_CASE("with augmentation the same seed gives the same bits for 1, 2, 3 and 8 threads") {
  const std::vector<float> one = train<Augmented>(1, arguments_for(3));
  for (const int threads : {2, 3, 8}) CHECK(train<Augmented>(threads, arguments_for(3)) == one);
  CHECK(train<Plain>(1, arguments_for(3)) != one);
}

TEST_CASE("with augmentation, stopping after epoch 2 and going on gives the same bits") {
  const TemporaryFolder folder;
  const std::string file = (folder / "c").string();
  const NetworkView network = view_of<Augmented>();
  ModelCheckpoint save({.filepath = file});
  train<Augmented>(1, arguments_for(2), {&save});
  const Checkpoint checkpoint = load_checkpoint(file, network.name, network.tensors);
  FitArguments arguments = arguments_for(4);
  arguments.resume = &checkpoint;
  CHECK(train<Augmented>(2, arguments) == train<Augmented>(1, arguments_for(4)));
}

TEST_CASE("the network is trained on the changed images and predicts with those that it is given") {
  // All black: only the biases learn.
  const std::vector<float> trained = train<Darkened>(2, arguments_for(1));
  std::vector<float> first(trained.size());
  initialize(view_of<Darkened>().tensors, 3, first);
  CHECK(std::vector<float>(trained.begin(), trained.begin() + 150) ==
        std::vector<float>(first.begin(), first.begin() + 150));
  CHECK(trained[150] != first[150]);
}

}  // namespace constnet::runtime
