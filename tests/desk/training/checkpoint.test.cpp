// Checkpoints: what is saved comes back; a training that goes on from one gives the same bits as one that never
// stopped; files that do not fit are refused.
#include "constnet/desk/training/checkpoint.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "blobs.hpp"
#include "catch.hpp"
#include "constnet/desk/callbacks/early_stopping.hpp"
#include "constnet/desk/callbacks/lambda_callback.hpp"
#include "constnet/desk/callbacks/learning_rate_scheduler.hpp"
#include "constnet/desk/callbacks/model_checkpoint.hpp"
#include "constnet/desk/callbacks/reduce_lr_on_plateau.hpp"
#include "constnet/desk/losses/categorical_crossentropy.hpp"
#include "constnet/desk/optimizers/optimizers.hpp"
#include "constnet/desk/training/trainer.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "softmax_regression.hpp"

namespace constnet::runtime {
namespace {

const NetworkView network = view_of<SoftmaxRegression<30, 5>>();
const CategoricalCrossentropy loss;

struct Trained {
  std::vector<float> parameters;
  double learning_rate;
  History history;
};

Trained train(const std::string& optimizer_name, int threads, const FitArguments& arguments,
              std::vector<Callback*> callbacks = {}) {
  const Dataset data = blobs(301, 30, 5);
  const std::unique_ptr<Optimizer> optimizer = make_optimizer(optimizer_name, 0.01);
  ThreadPool pool(threads);
  Trainer trainer(network, *optimizer, loss, pool);
  trainer.initialize(3);
  Trained result;
  result.history = trainer.fit(data, nullptr, arguments, callbacks);
  result.parameters.assign(trainer.parameters().begin(), trainer.parameters().end());
  result.learning_rate = optimizer->learning_rate();
  return result;
}

FitArguments arguments_for(int epochs) {
  return {.epochs = epochs, .batch_size = 32, .seed = 5, .validation_split = 0.2};
}

// A small checkpoint with something in every part.
Checkpoint example() {
  Checkpoint checkpoint;
  checkpoint.model = "softmax_regression";
  for (int i = 0; i < 155; ++i) checkpoint.parameters.push_back(static_cast<float>(i) / 8 - 1);
  checkpoint.optimizer = "rmsprop";
  checkpoint.learning_rate = 0.1 + 0.2;
  checkpoint.iterations = std::numeric_limits<std::int64_t>::max();
  checkpoint.optimizer_states["velocity"] = std::vector<float>(155, 0.5f);
  checkpoint.epoch = 3;
  checkpoint.step = 2;
  checkpoint.settings = {{"seed", "7"}, {"shuffle", "true"}};
  checkpoint.callbacks["early_stopping"].numbers = {{"best", -std::numeric_limits<double>::infinity()}, {"wait", 1}};
  checkpoint.callbacks["early_stopping"].parameters["best_weights"] = std::vector<float>(155, -2);
  return checkpoint;
}

std::string refusal(const Checkpoint& checkpoint, const FitArguments& base, const std::string& optimizer) {
  FitArguments arguments = base;
  arguments.resume = &checkpoint;
  return error_of([&] { train(optimizer, 1, arguments); });
}

}  // namespace

TEST_CASE("a checkpoint that is saved comes back, to the last digit") {
  const TemporaryFolder folder;
  const Checkpoint saved = example();
  save_checkpoint(folder / "c", network.tensors, saved);
  const Checkpoint loaded = load_checkpoint(folder / "c", "softmax_regression", network.tensors);
  CHECK(loaded.parameters == saved.parameters);
  CHECK(loaded.optimizer == saved.optimizer);
  CHECK(loaded.learning_rate == saved.learning_rate);
  CHECK(loaded.iterations == saved.iterations);
  CHECK(loaded.optimizer_states == saved.optimizer_states);
  CHECK(loaded.epoch == 3);
  CHECK(loaded.step == 2);
  CHECK(loaded.settings == saved.settings);
  REQUIRE(loaded.callbacks.size() == 1);
  CHECK(loaded.callbacks.at("early_stopping").numbers == saved.callbacks.at("early_stopping").numbers);
  CHECK(loaded.callbacks.at("early_stopping").parameters == saved.callbacks.at("early_stopping").parameters);
  CHECK(folder.entries() == 1);

  // It serves as a weight file, too.
  CHECK(load_weights(folder / "c", network.tensors) == saved.parameters);
}

TEST_CASE("stopping after epoch 2 and going on gives the same bits, for every optimizer and any number of threads") {
  const TemporaryFolder folder;
  for (const std::string& optimizer : optimizer_names()) {
    const Trained whole = train(optimizer, 1, arguments_for(4));
    for (const int threads : {1, 2, 3, 8}) {
      INFO(optimizer << ", " << threads << " threads");
      const std::string file = (folder / "c").string();
      ModelCheckpoint save({.filepath = file});
      train(optimizer, threads, arguments_for(2), {&save});
      const Checkpoint checkpoint = load_checkpoint(file, network.name, network.tensors);
      CHECK(checkpoint.epoch == 2);
      FitArguments arguments = arguments_for(4);
      arguments.resume = &checkpoint;
      const Trained resumed = train(optimizer, threads, arguments);
      CHECK(resumed.parameters == whole.parameters);
      CHECK(resumed.history.epoch == std::vector<int>{2, 3});
      CHECK(resumed.history.epochs == std::vector<Logs>(whole.history.epochs.begin() + 2, whole.history.epochs.end()));
    }
  }
}

TEST_CASE("callbacks go on, wherever they stand in the list") {
  const TemporaryFolder folder;
  const std::string pattern = (folder / "{epoch}").string();
  // A large min_delta: nothing after the first epoch is an improvement.
  const EarlyStoppingArguments stopping{.min_delta = 10, .patience = 4, .restore_best_weights = true};
  const ReduceLROnPlateauArguments reducing{.factor = 0.5, .patience = 2, .min_delta = 10, .cooldown = 1};
  const auto run = [&](const Checkpoint* resume, int epochs) {
    ModelCheckpoint save({.filepath = pattern});
    EarlyStopping early(stopping);
    ReduceLROnPlateau reduce(reducing);
    EarlyStopping second({.monitor = "loss", .patience = 1000});
    FitArguments arguments = arguments_for(epochs);
    arguments.resume = resume;
    const Trained result = train("rmsprop", 2, arguments, {&save, &early, &reduce, &second});
    return std::tuple(result.parameters, result.learning_rate, early.stopped_epoch(), early.best_epoch(), reduce.wait(),
                      second.best());
  };
  const auto whole = run(nullptr, 100);
  CHECK(std::get<2>(whole) == 4);
  CHECK(std::get<1>(whole) == 0.01 * 0.5 * 0.5);
  // The last file was written by the training that had stopped: it stays stopped, and its best weights come back.
  for (const std::string epoch : {"1", "2", "3", "4", "5"}) {
    INFO("epoch " << epoch);
    const Checkpoint checkpoint = load_checkpoint(folder / epoch, network.name, network.tensors);
    CHECK(run(&checkpoint, 100) == whole);
  }
}

TEST_CASE("a training that was stopped in the middle of an epoch goes on there") {
  const TemporaryFolder folder;
  const std::string pattern = (folder / "{epoch}-{batch}").string();
  // 240 images: 8 batches; files after steps 3 and 6, and, counted on, 1, 4, 7 of the second epoch.
  const auto schedule = [](int, double rate) { return rate * 0.5; };
  ModelCheckpoint save({.filepath = pattern, .save_freq = 3});
  LearningRateScheduler halve(schedule);
  const Trained whole = train("rmsprop", 1, arguments_for(3), {&halve, &save});
  REQUIRE(save.saved_files().size() == 8);
  for (const std::string& file : save.saved_files()) {
    INFO(file);
    const Checkpoint checkpoint = load_checkpoint(file, network.name, network.tensors);
    FitArguments arguments = arguments_for(3);
    arguments.resume = &checkpoint;
    LearningRateScheduler halve_on(schedule);
    const Trained resumed = train("rmsprop", 1, arguments, {&halve_on});
    CHECK(resumed.parameters == whole.parameters);
    CHECK(resumed.learning_rate == whole.learning_rate);
  }
}

TEST_CASE("a training that is not the same is refused in one sentence, before anything is changed") {
  const TemporaryFolder folder;
  ModelCheckpoint save({.filepath = (folder / "c").string()});
  train("rmsprop", 1, arguments_for(1), {&save});
  Checkpoint checkpoint = load_checkpoint(folder / "c", network.name, network.tensors);
  checkpoint.origin = "c";
  FitArguments other = arguments_for(4);
  CHECK(refusal(checkpoint, other, "rmsprop") == "no error");
  CHECK(refusal(checkpoint, other, "sgd") ==
        "\"c\" was written by a training with optimizer \"rmsprop\", this one has \"sgd\"");
  other.seed = 6;
  CHECK(refusal(checkpoint, other, "rmsprop") == "\"c\" was written by a training with seed \"5\", this one has \"6\"");
  other = arguments_for(4);
  other.batch_size = 33;
  CHECK(refusal(checkpoint, other, "rmsprop") ==
        "\"c\" was written by a training with batch_size \"32\", this one has \"33\"");
  other = arguments_for(4);
  other.validation_split = 0;
  CHECK(refusal(checkpoint, other, "rmsprop") ==
        "\"c\" was written by a training with images \"240\", this one has \"301\"");
  other = arguments_for(4);
  other.settings = {{"augmentation", "flip"}};
  CHECK(refusal(checkpoint, other, "rmsprop") == "\"c\" does not say its augmentation");
  Checkpoint changed = checkpoint;
  changed.optimizer_states["momentum"] = changed.parameters;
  CHECK(refusal(changed, arguments_for(4), "rmsprop") ==
        "\"c\" holds the optimizer's states momentum, velocity, expected velocity");
  changed = checkpoint;
  changed.step = 8;
  CHECK(refusal(changed, arguments_for(4), "rmsprop") == "\"c\" was written after step 8 of an epoch of 8 steps");
  changed = checkpoint;
  changed.callbacks["early_stopping"].numbers = {{"wait", 0.5}};
  EarlyStopping early({});
  FitArguments arguments = arguments_for(4);
  arguments.resume = &changed;
  CHECK(error_of([&] { train("rmsprop", 1, arguments, {&early}); }) ==
        "the checkpoint has no usable \"wait\" of a callback");
}

TEST_CASE("files that are no checkpoints, of another network, or damaged are refused") {
  const auto error_for = [](std::span<const std::uint8_t> bytes, const std::string& model = "softmax_regression") {
    return error_of([&] { decode_checkpoint(bytes, model, network.tensors, "c"); });
  };
  const std::vector<std::uint8_t> good = encode_checkpoint(network.tensors, example(), "c");
  CHECK(error_for(good) == "no error");
  CHECK(error_for(good, "mnist") == "\"c\" is a checkpoint of \"softmax_regression\", expected one of \"mnist\"");
  for (std::size_t size = 0; size < good.size(); size += 7) {
    REQUIRE(error_for(std::span(good).first(size)) != "no error");
  }
  const auto weights = encode_weights(network.tensors, example().parameters, {{"format", "constnet"}}, "c");
  CHECK(error_for(weights) == "\"c\" is no checkpoint: it may hold weights, but not what a training needs to go on");

  // Another shape under the same model's name.
  const NetworkView wider = view_of<SoftmaxRegression<31, 5>>();
  CHECK(error_of([&] { decode_checkpoint(good, "softmax_regression", wider.tensors, "c"); }) ==
        "\"c\" (model \"softmax_regression\") holds \"dense_1/kernel\" of shape (30, 5), expected (31, 5)");

  const auto after = [&](auto change) {
    Metadata head = decode_metadata(good, "c");
    change(head);
    return error_for(encode_weights(network.tensors, example().parameters, head, "c"));
  };
  CHECK(after([](Metadata& head) { head.erase("epoch"); }) == "\"c\" does not say its \"epoch\"");
  CHECK(after([](Metadata& head) { head["epoch"] = "-1"; }) == "\"c\" says \"-1\" for \"epoch\", which cannot be");
  CHECK(after([](Metadata& head) { head["iterations"] = "3x"; }) ==
        "\"c\" says \"3x\" for \"iterations\", which cannot be");
  CHECK(after([](Metadata& head) { head["learning_rate"] = "nan"; }) ==
        "\"c\" says \"nan\" for \"learning_rate\", which cannot be");
  CHECK(after([](Metadata& head) { head["callbacks/early_stopping/wait"] = "soon"; }) ==
        "\"c\" says \"soon\" for \"callbacks/early_stopping/wait\", which is not a number");
  CHECK(after([](Metadata& head) { head["blocks"] = "optimizer/velocity"; }) ==
        "\"c\" (model \"softmax_regression\") does not hold \"optimizer/velocity/dense_1/kernel\"");
}

TEST_CASE("values that are not finite are not saved") {
  const TemporaryFolder folder;
  Checkpoint checkpoint = example();
  checkpoint.optimizer_states["velocity"][4] = std::numeric_limits<float>::infinity();
  CHECK(error_of([&] { save_checkpoint(folder / "c", network.tensors, checkpoint); }) ==
        quoted((folder / "c").string()) +
            " was not written: value 4 of \"optimizer/velocity/dense_1/kernel\" is not a finite number");
  CHECK(folder.entries() == 0);
}

}  // namespace constnet::runtime
