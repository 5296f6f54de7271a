// Callbacks against traces of Keras': the same figures in, the same decisions out.
#include <cstdlib>
#include <filesystem>

#include "../desk/callbacks/scripted_training.hpp"
#include "../desk/temporary_folder.hpp"
#include "catch.hpp"
#include "constnet/desk/callbacks/csv_logger.hpp"
#include "constnet/desk/callbacks/early_stopping.hpp"
#include "constnet/desk/callbacks/model_checkpoint.hpp"
#include "constnet/desk/callbacks/reduce_lr_on_plateau.hpp"
#include "fixture.hpp"

namespace {

using namespace constnet::runtime;
using nlohmann::json;

// Gives `value` what a case says for the argument, if it says anything.
template <typename Value>
void take(const json& arguments, const char* name, Value& value) {
  if (arguments.contains(name)) value = arguments.at(name).get<Value>();
}

void take(const json& arguments, const char* name, std::optional<double>& value) {
  if (arguments.contains(name)) value = arguments.at(name).get<double>();
}

void take(const json& arguments, const char* name, MonitorMode& mode) {
  const std::string word = arguments.value(name, "auto");
  mode = word == "min" ? MonitorMode::min : word == "max" ? MonitorMode::max : MonitorMode::automatic;
}

Logs logs_of(const json& figures) {
  Logs logs;
  for (const auto& [name, value] : figures.items()) {
    logs.push_back(
        {name, value.is_string() ? std::strtod(value.get<std::string>().c_str(), nullptr) : value.get<double>()});
  }
  return logs;
}

}  // namespace

TEST_CASE("EarlyStopping stops where Keras' stops, and brings the same weights back") {
  const json cases = keras_fixture("callbacks").at("early_stopping");
  REQUIRE(cases.size() == 24);
  for (const json& one : cases) {
    INFO(one.dump());
    const json& given = one.at("arguments");
    EarlyStoppingArguments arguments;
    take(given, "monitor", arguments.monitor);
    take(given, "min_delta", arguments.min_delta);
    take(given, "patience", arguments.patience);
    take(given, "mode", arguments.mode);
    take(given, "baseline", arguments.baseline);
    take(given, "restore_best_weights", arguments.restore_best_weights);
    take(given, "start_from_epoch", arguments.start_from_epoch);
    EarlyStopping stopping(arguments);
    ScriptedTraining training({&stopping});
    std::vector<int> waits;
    for (const json& value : one.at("values")) {
      const bool goes_on = training.epoch({{arguments.monitor, value}});
      waits.push_back(stopping.wait());
      if (!goes_on) break;
    }
    training.end();
    CHECK(training.epochs() == one.at("epochs"));
    CHECK(waits == one.at("waits"));
    CHECK(stopping.stopped_epoch() == one.at("stopped_epoch"));
    CHECK(stopping.best_epoch() == one.at("best_epoch"));
    CHECK(stopping.best().value() == one.at("best"));
    CHECK(training.parameter() == one.at("weights"));
  }
}

TEST_CASE("ReduceLROnPlateau reduces when Keras' does") {
  const json cases = keras_fixture("callbacks").at("reduce_lr_on_plateau");
  REQUIRE(cases.size() == 18);
  for (const json& one : cases) {
    INFO(one.dump());
    const json& given = one.at("arguments");
    ReduceLROnPlateauArguments arguments;
    take(given, "monitor", arguments.monitor);
    take(given, "factor", arguments.factor);
    take(given, "patience", arguments.patience);
    take(given, "mode", arguments.mode);
    take(given, "min_delta", arguments.min_delta);
    take(given, "cooldown", arguments.cooldown);
    take(given, "min_lr", arguments.min_lr);
    ReduceLROnPlateau reduce(arguments);
    ScriptedTraining training({&reduce}, 0.01);
    for (std::size_t epoch = 0; epoch < one.at("values").size(); ++epoch) {
      training.epoch({{arguments.monitor, one.at("values")[epoch]}});
      // Keras keeps its rate as a float32.
      CHECK(*find_log(training.logs(), "learning_rate") == Approx(one.at("logged")[epoch].get<double>()).epsilon(1e-6));
      CHECK(training.learning_rate() == Approx(one.at("rates")[epoch].get<double>()).epsilon(1e-6));
      CHECK(reduce.wait() == one.at("waits")[epoch]);
      CHECK(reduce.cooldown_counter() == one.at("cooldowns")[epoch]);
    }
    CHECK(reduce.best().value() == one.at("best"));
  }
}

TEST_CASE("ModelCheckpoint writes the files that Keras' writes, in the same order") {
  const json cases = keras_fixture("callbacks").at("model_checkpoint");
  REQUIRE(cases.size() == 11);
  for (const json& one : cases) {
    INFO(one.at("arguments").dump());
    const json& given = one.at("arguments");
    const TemporaryFolder folder;
    ModelCheckpointArguments arguments;
    arguments.filepath = (folder / given.at("filepath").get<std::string>()).string();
    take(given, "monitor", arguments.monitor);
    take(given, "save_best_only", arguments.save_best_only);
    take(given, "save_weights_only", arguments.save_weights_only);
    take(given, "mode", arguments.mode);
    take(given, "save_freq", arguments.save_freq);
    take(given, "initial_value_threshold", arguments.initial_value_threshold);
    ModelCheckpoint save(arguments);
    ScriptedTraining training({&save}, 0.01, 4);
    for (const json& epoch : one.at("epochs")) {
      std::vector<Logs> steps;
      for (const json& step : epoch.at("steps")) steps.push_back(logs_of(step));
      training.epoch(logs_of(epoch.at("logs")), steps);
    }
    training.end();
    std::vector<std::string> saved;
    for (const std::string& file : save.saved_files()) {
      saved.push_back(std::filesystem::path(file).filename().string());
      CHECK(std::filesystem::exists(file));
    }
    CHECK(saved == one.at("saved").get<std::vector<std::string>>());
  }
}

TEST_CASE("CSVLogger writes what Keras' writes, to the byte") {
  const json cases = keras_fixture("callbacks").at("csv_logger");
  REQUIRE(cases.size() == 7);
  for (const json& one : cases) {
    INFO(one.dump());
    const TemporaryFolder folder;
    if (!one.at("before").is_null()) put_file(folder / "log.csv", one.at("before").get<std::string>());
    const std::string separator = one.at("arguments").value("separator", ",");
    CSVLogger logger({.filename = folder / "log.csv",
                      .separator = separator.at(0),
                      .append = one.at("arguments").value("append", false)});
    ScriptedTraining training({&logger});
    for (const json& epoch : one.at("epochs")) training.epoch(logs_of(epoch));
    training.end();
    const auto bytes = get_file(folder / "log.csv");
    CHECK(std::string(bytes.begin(), bytes.end()) == one.at("text"));
  }
}
