// Line breaking and indentation of generated text.
#include "emit/writer.hpp"

#include <sstream>

namespace constnet::codegen {

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
  // Lines that begin with `start` and go on behind `continuation`.
  const auto lines_from = [&](const std::string& start, const std::string& continuation) {
    std::vector<std::string> lines{start};
    for (std::size_t i = 0; i < items.size(); ++i) {
      const std::string piece = items[i] + (i + 1 == items.size() ? ")" + tail : ",");
      const std::size_t space = i == 0 ? 0 : 1;
      if (i > 0 && margin + lines.back().size() + space + piece.size() > kColumns) {
        lines.push_back(continuation + piece);
      } else {
        lines.back() += (i == 0 ? "" : " ") + piece;
      }
    }
    if (items.empty()) lines.back() += ")" + tail;
    return lines;
  };
  std::vector<std::string> lines = lines_from(head + "(", std::string(head.size() + 1, ' '));
  // The formatter breaks behind the bracket where that saves a line.
  std::vector<std::string> broken = lines_from("    ", "    ");
  if (broken.size() + 1 < lines.size()) {
    lines = std::move(broken);
    lines.insert(lines.begin(), head + "(");
  }
  for (const std::string& line : lines) append(line);
}

void Writer::braces(const std::string& head, const std::vector<std::string>& items, const std::string& tail) {
  const std::string one_line = fmt::format("{}{{{}}}{}", head, fmt::join(items, ", "), tail);
  if (static_cast<std::size_t>(2 * indentation_) + one_line.size() <= kColumns) {
    append(one_line);
    return;
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string start = i == 0 ? head + "{" : std::string(head.size() + 1, ' ');
    append(start + items[i] + (i + 1 == items.size() ? "}" + tail : ","));
  }
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
