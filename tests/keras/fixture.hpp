// What real Keras did, as make_fixtures wrote it down.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

/// The cases of fixtures/TOPIC.json.
inline nlohmann::json keras_fixture(const std::string& topic) {
  const std::string path = KERAS_FIXTURES "/" + topic + ".json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return nlohmann::json::parse(file).at("cases");
}
