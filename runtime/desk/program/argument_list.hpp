// A callback's arguments as one word of the command line: monitor=val_loss,patience=3,restore_best_weights.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "constnet/desk/callbacks/monitor.hpp"

namespace constnet::runtime {

/// Arguments by name, each with the place for its value. The places must outlive the list.
class ArgumentList {
 public:
  void text(const std::string& name, std::string& value);
  void number(const std::string& name, double& value);
  void number(const std::string& name, std::optional<double>& value);
  /// 0 to 10^9. "epoch" stands for 0 (save_freq).
  void whole(const std::string& name, int& value);
  /// Set by its name alone, or by =true and =false.
  void flag(const std::string& name, bool& value);
  /// auto, min, max
  void mode(const std::string& name, MonitorMode& value);

  /// Reads NAME=VALUE,... Throws Error, with what was found and what was expected. {fields} may hold commas.
  void read(const std::string& text) const;

 private:
  struct Argument {
    std::string name;
    bool is_flag;
    std::string expected;
    std::function<bool(const std::string&)> set;  // false: the value is not as expected
  };
  void add(const std::string& name, const char* expected, std::function<bool(const std::string&)> set,
           bool is_flag = false);
  void read_one(const std::string& text) const;

  std::vector<Argument> arguments_;
};

}  // namespace constnet::runtime
