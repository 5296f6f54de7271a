// Cuts at commas and at the first = of each part.
#include "constnet/desk/base/named_arguments.hpp"

#include <cmath>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

std::vector<std::string> parts_of(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

}  // namespace

NamedArguments::NamedArguments(std::string what, const std::string& text) : what_(std::move(what)) {
  const std::vector<std::string> parts = parts_of(text, ',');
  if (!parts.empty()) name_ = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::size_t equals = parts[i].find('=');
    if (equals == std::string::npos) throw Error(what_ + ": found " + quoted(parts[i]) + ", expected NAME=VALUE");
    const std::string key = parts[i].substr(0, equals);
    if (!values_.emplace(key, parts[i].substr(equals + 1)).second) {
      throw Error(what_ + ": found " + key + " more than once");
    }
  }
}

std::optional<std::string> NamedArguments::text_if(const std::string& key) {
  const auto found = values_.extract(key);
  if (!found) return std::nullopt;
  return found.mapped();
}

std::optional<double> NamedArguments::number_if(const std::string& key) {
  const std::optional<std::string> found = text_if(key);
  if (!found) return std::nullopt;
  return number_of(key, *found);
}

double NamedArguments::number(const std::string& key) {
  const std::optional<double> found = number_if(key);
  if (!found) throw Error(what_ + ": " + name_ + " needs " + key);
  return *found;
}

double NamedArguments::positive(const std::string& key) {
  const double found = number(key);
  if (!(found > 0)) {
    throw Error(what_ + ": found " + key + " " + std::to_string(found) + ", expected more than 0");
  }
  return found;
}

std::optional<bool> NamedArguments::flag_if(const std::string& key) {
  const std::optional<std::string> found = text_if(key);
  if (!found) return std::nullopt;
  if (*found != "true" && *found != "false") {
    throw Error(what_ + ": found " + key + " " + quoted(*found) + ", expected true or false");
  }
  return *found == "true";
}

std::vector<double> NamedArguments::list(const std::string& key) {
  const std::optional<std::string> found = text_if(key);
  if (!found) throw Error(what_ + ": " + name_ + " needs " + key);
  std::vector<double> numbers;
  for (const std::string& part : parts_of(*found, ':')) numbers.push_back(number_of(key, part));
  return numbers;
}

void NamedArguments::expect_none_left() const {
  if (values_.empty()) return;
  throw Error(what_ + ": " + name_ + " has no argument " + quoted(values_.begin()->first));
}

double NamedArguments::number_of(const std::string& key, const std::string& text) const {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != 0 || !std::isfinite(value)) {
    throw Error(what_ + ": found " + key + " " + quoted(text) + ", expected a number");
  }
  return value;
}

}  // namespace constnet::runtime
