// ArgumentList: cuts at commas, finds the argument, reads its value.
#include "argument_list.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"
#include "numbers.hpp"

namespace constnet::runtime {

void ArgumentList::add(const std::string& name, const char* expected, std::function<bool(const std::string&)> set,
                       bool is_flag) {
  arguments_.push_back({name, is_flag, expected, std::move(set)});
}

void ArgumentList::text(const std::string& name, std::string& value) {
  add(name, "a text", [&value](const std::string& found) {
    value = found;
    return !found.empty();
  });
}

void ArgumentList::number(const std::string& name, double& value) {
  add(name, "a number", [&value](const std::string& found) {
    const auto number = decimal_number(found);
    value = number.value_or(0);
    return number.has_value();
  });
}

void ArgumentList::number(const std::string& name, std::optional<double>& value) {
  add(name, "a number", [&value](const std::string& found) {
    value = decimal_number(found);
    return value.has_value();
  });
}

void ArgumentList::whole(const std::string& name, int& value) {
  const bool frequency = name == "save_freq";
  add(name, frequency ? "epoch or a whole number" : "a whole number", [&value, frequency](const std::string& found) {
    const auto number = whole_number(found, 1'000'000'000);
    value = static_cast<int>(number.value_or(0));
    return frequency ? found == "epoch" || value > 0 : number.has_value();
  });
}

void ArgumentList::flag(const std::string& name, bool& value) {
  const auto set = [&value](const std::string& found) {
    value = found == "true";
    return value || found == "false";
  };
  add(name, "true or false", set, true);
}

void ArgumentList::mode(const std::string& name, MonitorMode& value) {
  add(name, "auto, min or max", [&value](const std::string& found) {
    value = found == "min" ? MonitorMode::min : found == "max" ? MonitorMode::max : MonitorMode::automatic;
    return value != MonitorMode::automatic || found == "auto";
  });
}

void ArgumentList::read(const std::string& text) const {
  bool inside_field = false;
  std::size_t first = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && (text[i] == '{' || text[i] == '}')) inside_field = text[i] == '{';
    if (i < text.size() && (text[i] != ',' || inside_field)) continue;
    if (i > first || text.size() > 0) read_one(text.substr(first, i - first));
    first = i + 1;
  }
}

void ArgumentList::read_one(const std::string& text) const {
  const std::size_t sign = text.find('=');
  const std::string name = text.substr(0, sign);
  const auto argument = std::ranges::find(arguments_, name, &Argument::name);
  if (argument == arguments_.end()) {
    std::string names;
    for (const Argument& one : arguments_) names += (names.empty() ? "" : ", ") + one.name;
    throw Error("found " + quoted(text) + ", expected NAME=VALUE with one of the names " + names);
  }
  const bool bare = sign == std::string::npos;
  if (bare ? !(argument->is_flag && argument->set("true")) : !argument->set(text.substr(sign + 1))) {
    throw Error("found " + quoted(text) + ", expected " + name + "= and " + argument->expected);
  }
}

}  // namespace constnet::runtime
