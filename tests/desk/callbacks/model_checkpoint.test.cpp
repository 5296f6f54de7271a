// ModelCheckpoint: when a file is written, what it is called, what is in it.
#include "constnet/desk/callbacks/model_checkpoint.hpp"

#include <sstream>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "scripted_training.hpp"

namespace constnet::runtime {
namespace {

constexpr Tensor tensor = {"dense_1/bias", 1, {1, 1, 1, 1}, 0, 1, 1, 1, Initializer::zeros};

std::string name_for(const std::string& pattern) {
  const TemporaryFolder folder;
  ModelCheckpoint save({.filepath = (folder / pattern).string()});
  ScriptedTraining training({&save});
  training.epoch({{"loss", 0.5}, {"val_loss", 1234.5678}});
  return std::filesystem::path(save.saved_files().at(0)).filename().string();
}

std::string refusal_of(const std::string& pattern) {
  return error_of([&] { name_for(pattern); });
}

}  // namespace

TEST_CASE("fields of a file's name are filled in as Python does") {
  CHECK(name_for("plain") == "plain");
  CHECK(name_for("{epoch:02d}-{val_loss:.2f}.safetensors") == "01-1234.57.safetensors");
  CHECK(name_for("{epoch}{epoch:3d}{epoch:.1f}") == "1  11.0");
  CHECK(name_for("{loss}_{val_loss:010.1e}_{val_loss:g}") == "0.5_0001.2e+03_1234.57");
  CHECK(name_for("{{{epoch}}}") == "{1}");
}

TEST_CASE("fields that make no sense are refused, those of no figure when it is missing") {
  const auto about = [](const std::string& pattern, const std::string& found) {
    const std::string text = refusal_of(pattern);
    INFO(text);
    CHECK(text.starts_with("file name \""));
    CHECK(text.find("found {" + found + "}, expected a field such as {epoch:02d} or {val_loss:.2f}") !=
          std::string::npos);
  };
  about("{epoch", "epoch");
  about("a}b", "}b");
  about("{}", "");
  about("{:02d}", ":02d");
  about("{epoch:x}", "epoch:x");
  about("{epoch:2.1d}", "epoch:2.1d");
  about("{epoch:999d}", "epoch:999d");
  about("{val_loss:.f}", "val_loss:.f");
  about("{val_loss:.2f }", "val_loss:.2f ");
  CHECK(refusal_of("{accuracy}").ends_with("there is no value for {accuracy}, expected one of epoch, loss, val_loss"));
  CHECK(refusal_of("{val_loss:d}").ends_with("{val_loss} is not a whole number, expected a format such as :.2f"));
}

TEST_CASE("save_best_only saves what is better, and says so") {
  const TemporaryFolder folder;
  std::ostringstream said;
  const std::string file = (folder / "new folder" / "best.safetensors").string();
  ModelCheckpoint save({.filepath = file, .save_best_only = true, .save_weights_only = true}, &said);
  ScriptedTraining training({&save});
  for (const double loss : {0.5, 0.75, 0.25, 0.25}) training.epoch({{"val_loss", loss}});
  CHECK(save.saved_files().size() == 2);
  CHECK(save.best() == 0.25);
  CHECK(load_weights(file, {&tensor, 1}) == std::vector<float>{2});
  CHECK(said.str() == "Epoch 1: val_loss improved from None to 0.50000, saving model to " + file +
                          "\nEpoch 2: val_loss did not improve from 0.50000\n" +
                          "Epoch 3: val_loss improved from 0.50000 to 0.25000, saving model to " + file +
                          "\nEpoch 4: val_loss did not improve from 0.25000\n");

  ModelCheckpoint with_threshold({.filepath = file, .save_best_only = true, .initial_value_threshold = 0.1});
  ScriptedTraining other({&with_threshold});
  other.epoch({{"val_loss", 0.2}});
  CHECK(with_threshold.saved_files().empty());
  other.epoch({{"val_loss", 0.05}});
  CHECK(with_threshold.saved_files().size() == 1);
}

TEST_CASE("save_freq counts steps over epochs") {
  const TemporaryFolder folder;
  ModelCheckpoint save({.filepath = (folder / "{epoch}-{batch}").string(), .save_freq = 4});
  ScriptedTraining training({&save}, 0.01, 6);
  const std::vector<Logs> steps(6, Logs{{"loss", 1}});
  for (int epoch = 0; epoch < 2; ++epoch) training.epoch({{"loss", 1}}, steps);
  std::vector<std::string> names;
  for (const std::string& file : save.saved_files()) names.push_back(std::filesystem::path(file).filename());
  CHECK(names == std::vector<std::string>{"1-4", "2-2", "2-6"});
}

TEST_CASE("a file that cannot be written ends the training") {
  const TemporaryFolder folder;
  put_file(folder / "file", std::string("in the way"));
  ModelCheckpoint save({.filepath = (folder / "file" / "c").string()});
  ScriptedTraining training({&save});
  CHECK(error_of([&] { training.epoch({{"loss", 1}}); }).find("cannot be made") != std::string::npos);
  CHECK(error_of([] { ModelCheckpoint nowhere({}); }) ==
        "model_checkpoint: found no filepath, expected a file to write");
}

}  // namespace constnet::runtime
