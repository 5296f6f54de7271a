// format_path: Python's str.format, as far as file names of checkpoints need it.
#include "format_path.hpp"

#include <cctype>
#include <cstdio>
#include <functional>

#include "constnet/desk/base/error.hpp"
#include "python_text.hpp"

namespace constnet::runtime {
namespace {

// "{val_loss:06.2f}"
struct Field {
  std::string name;
  bool zeros = false;
  int width = 0;
  int precision = -1;
  char type = 0;  // d, f, e, g; 0: none given
};

[[noreturn]] void refuse(const std::string& pattern, const std::string& field) {
  throw Error("file name " + quoted(pattern) + ": found {" + field +
              "}, expected a field such as {epoch:02d} or {val_loss:.2f}");
}

Field parse(const std::string& text, const std::string& pattern) {
  Field field;
  std::size_t at = text.find(':');
  field.name = text.substr(0, at);
  if (field.name.empty()) refuse(pattern, text);
  if (at == std::string::npos) return field;
  const auto digits = [&] {
    int number = 0;
    for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at) {
      number = number * 10 + (text[at] - '0');
      if (number > 99) refuse(pattern, text);
    }
    return number;
  };
  ++at;
  field.zeros = at < text.size() && text[at] == '0';
  field.width = digits();
  if (at < text.size() && text[at] == '.') {
    const std::size_t before = ++at;
    field.precision = digits();
    if (at == before) refuse(pattern, text);
  }
  if (at < text.size()) field.type = text[at++];
  const bool known = field.type != 0 && std::string("dfeg").find(field.type) != std::string::npos;
  if (at != text.size() || !known || (field.type == 'd' && field.precision >= 0)) refuse(pattern, text);
  return field;
}

// Calls `value` for each field and puts its text in its place.
std::string format(const std::string& pattern, const std::function<std::string(const Field&)>& value) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c != '{' && c != '}') {
      text += c;
    } else if (i + 1 < pattern.size() && pattern[i + 1] == c) {
      text += c;
      ++i;
    } else {
      const std::size_t end = pattern.find('}', i + 1);
      if (c == '}' || end == std::string::npos) refuse(pattern, pattern.substr(c == '}' ? i : i + 1));
      text += value(parse(pattern.substr(i + 1, end - i - 1), pattern));
      i = end;
    }
  }
  return text;
}

template <typename Number>
std::string print(const Field& field, const char* type, Number number) {
  char buffer[512];  // the longest: 309 digits, a point, 99 more
  const std::string flags = std::string("%") + (field.zeros ? "0" : "") + "*";
  if constexpr (std::is_same_v<Number, int>) {
    std::snprintf(buffer, sizeof buffer, (flags + type).c_str(), field.width, number);
  } else {
    std::snprintf(buffer, sizeof buffer, (flags + ".*" + type).c_str(), field.width, field.precision, number);
  }
  return buffer;
}

std::string whole_text(const Field& field, int number) {
  if (field.type == 0) return std::to_string(number);
  if (field.type == 'd') return print(field, "d", number);
  return print(field, std::string(1, field.type).c_str(), static_cast<double>(number));
}

}  // namespace

std::string format_path(const std::string& pattern, const PathValues& values) {
  return format(pattern, [&](const Field& field) {
    if (field.name == "epoch") return whole_text(field, values.epoch);
    if (field.name == "batch" && values.batch) return whole_text(field, *values.batch);
    const double* const figure = find_log(values.logs, field.name);
    if (!figure) {
      std::string known = values.batch ? "epoch, batch" : "epoch";
      for (const Log& log : values.logs) known += ", " + log.name;
      throw Error("file name " + quoted(pattern) + ": there is no value for {" + field.name + "}, expected one of " +
                  known);
    }
    if (field.type == 0 && field.width == 0 && field.precision < 0) return python_text(*figure);
    if (field.type == 'd') {
      throw Error("file name " + quoted(pattern) + ": {" + field.name +
                  "} is not a whole number, expected a format such as :.2f");
    }
    return print(field, std::string(1, field.type).c_str(), *figure);
  });
}

void check_path(const std::string& pattern) {
  format(pattern, [](const Field&) { return std::string(); });
}

}  // namespace constnet::runtime
