// Line breaking and indentation of generated text.
#include "emit/writer.hpp"

#include <sstream>

namespace constnet::codegen {
namespace {
constexpr std::size_t kColumns = 120;
}

void Writer::append(std::string_view text) {
  const std::size_t margin = static_cast<std::size_t>(2 * indentation_);
  const std::size_t equals = text.find(" = ");
  if (margin + text.size() > kColumns && equals != std::string_view::npos) {
    text_.append(margin, ' ');
    text_ += text.substr(0, equals + 2);
    text_ += '\n';
    text_.append(margin + 4, ' ');
    text_ += text.substr(equals + 3);
    text_ += '\n';
    return;
  }
  text_.append(margin, ' ');
  text_ += text;
  text_ += '\n';
}

void Writer::raw(std::string_view text) {
  text_ += text;
  text_ += '\n';
}

void Writer::blank() { text_ += '\n'; }

void Writer::close(std::string_view tail) {
  --indentation_;
  append(tail);
}

void Writer::list(const std::string& head, const std::vector<std::string>& items, const std::string& tail) {
  const std::size_t margin = static_cast<std::size_t>(2 * indentation_);
  const std::string continuation(head.size() + 1, ' ');
  std::string current = head + "(";
  bool first_in_line = true;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    const std::string piece = items[i] + (last ? ")" + tail : ",");
    const std::size_t space = first_in_line ? 0 : 1;
    if (!first_in_line && margin + current.size() + space + piece.size() > kColumns) {
      append(current);
      current = continuation + piece;
    } else {
      current += (first_in_line ? "" : " ") + piece;
    }
    first_in_line = false;
  }
  append(items.empty() ? current + ")" + tail : current);
}

void Writer::short_function(const std::string& head, const std::string& statement) {
  const std::string one_line = head + " { " + statement + " }";
  if (static_cast<std::size_t>(2 * indentation_) + one_line.size() <= kColumns) {
    append(one_line);
    return;
  }
  append(head + " {");
  ++indentation_;
  append(statement);
  close();
}

void Writer::comment(const std::string& text, const std::string& mark) {
  const std::size_t margin = static_cast<std::size_t>(2 * indentation_);
  std::istringstream words(text);
  std::string current = mark;
  for (std::string word; words >> word;) {
    if (margin + current.size() + 1 + word.size() > kColumns) {
      append(current);
      current = mark;
    }
    current += " " + word;
  }
  append(current);
}

}  // namespace constnet::codegen
