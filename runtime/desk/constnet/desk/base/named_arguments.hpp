// A name with arguments in one text, as options take them: huber,delta=2.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace constnet::runtime {

/// The text NAME or NAME,ARGUMENT=VALUE,... taken to pieces. Each function takes an argument out; `done` makes sure
/// that none is left. What does not fit throws Error.
class NamedArguments {
 public:
  /// `what` begins the errors: "loss".
  NamedArguments(std::string what, const std::string& text);

  const std::string& name() const { return name_; }

  std::optional<double> number_if(const std::string& key);
  double number(const std::string& key);
  /// A number above 0.
  double positive(const std::string& key);
  std::optional<bool> flag_if(const std::string& key);
  bool flag(const std::string& key) { return flag_if(key).value_or(false); }
  std::optional<std::string> text_if(const std::string& key);
  /// Numbers with colons between them.
  std::vector<double> list(const std::string& key);

  /// Hands on what was made of the arguments. Throws Error if there is one that was not taken.
  template <typename Made>
  Made done(Made made) const {
    expect_none_left();
    return made;
  }

 private:
  void expect_none_left() const;
  double number_of(const std::string& key, const std::string& text) const;

  std::string what_;
  std::string name_;
  std::map<std::string, std::string> values_;
};

}  // namespace constnet::runtime
