// Collects generated lines with their indentation, laid out as the repository's formatter would.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace constnet::codegen {

/// How long a line may be.
inline constexpr std::size_t kColumns = 120;

class Writer {
 public:
  /// Appends one line at the current indentation, broken behind its `=` where it does not fit 120 columns.
  template <typename... Values>
  void line(fmt::format_string<Values...> text, Values&&... values) {
    append(fmt::format(text, std::forward<Values>(values)...));
  }

  /// Appends text as a line without indentation: preprocessor lines and the like.
  void raw(std::string_view text);
  void blank();

  /// Appends `head(items...)tail`, broken after commas and aligned behind the bracket where it does not fit one line.
  void list(const std::string& head, const std::vector<std::string>& items, const std::string& tail);

  /// Appends `head{items...}tail`, one item to a line where that does not fit one line.
  void braces(const std::string& head, const std::vector<std::string>& items, const std::string& tail);

  /// Appends a comment, broken between words at 120 columns; `mark` is "///" for what users read.
  void comment(const std::string& text, const std::string& mark = "//");

  /// Appends a function of one statement: on one line where that fits, as the formatter has it.
  void short_function(const std::string& head, const std::string& statement);

  /// Appends `text {` and indents what follows until close().
  template <typename... Values>
  void open(fmt::format_string<Values...> text, Values&&... values) {
    const std::string head = fmt::format(text, std::forward<Values>(values)...);
    append(head.empty() ? "{" : head + " {");
    ++indentation_;
  }
  void indent() { ++indentation_; }
  void close(std::string_view tail = "}");

  const std::string& text() const { return text_; }

 private:
  void append(std::string_view text);

  std::string text_;
  int indentation_ = 0;
};

}  // namespace constnet::codegen
