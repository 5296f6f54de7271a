// The text of straight-line functions, cut into parts.
#include "unroll/unroll.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "unroll/code_size.hpp"
#include "unroll/parts.hpp"
#include "unroll/residual.hpp"
#include "unroll/tokens.hpp"

namespace constnet::codegen {
namespace {

/// No line of straight-line code is shorter on average.
constexpr long long kFewestBytes = 2;

std::string plain(const std::string& type) { return is_const(type) ? type.substr(6) : type; }

/// One line of code; a call that does not fit the line is broken between its arguments.
void emit_line(Writer& out, const std::string& text) {
  const std::size_t bracket = text.find('(');
  if (text.size() < 100 || text.find(" = ") != std::string::npos || bracket == std::string::npos ||
      !text.ends_with(")")) {
    out.line("{};", text);
    return;
  }
  std::vector<std::string> arguments(1);
  int depth = 0;
  for (const char c : text.substr(bracket + 1, text.size() - bracket - 2)) {
    depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
    if (c == ',' && depth == 0) {
      arguments.emplace_back();
    } else if (c != ' ' || !arguments.back().empty()) {
      arguments.back() += c;
    }
  }
  out.list(text.substr(0, bracket), arguments, ";");
}

void emit_items(Writer& out, const Item& item) {
  if (item.block == nullptr) {
    emit_line(out, item.text);
    return;
  }
  if (!item.block->comment.empty()) out.comment(item.block->comment);
  out.open("");
  for (const Item& inner : item.block->items) emit_items(out, inner);
  out.close();
}

std::string place_of(const Carried& variable, int lanes) {
  return variable.slot == 0 ? "carried" : fmt::format("carried + {}", variable.slot * lanes);
}

/// The words for a carried vector: its tag and, of integers, their type.
std::pair<std::string, std::string> vector_words(const std::string& type) {
  if (type == "Floats") return {"f32", ""};
  if (type == "Ints") return {"s32", "std::int32_t"};
  if (type == "Words") return {"u32", "std::uint32_t"};
  throw std::logic_error("unroll: a variable of type " + type + " would have to be carried from part to part");
}

/// The same value again, where its declaration reads nothing that could have changed.
bool made_again(const Carried& variable) {
  return is_const(variable.type) && variable.declaration.find("= hn::FirstN(f32, ") != std::string::npos;
}

void emit_load(Writer& out, const Carried& variable, int lanes) {
  const std::string type = plain(variable.type);
  if (made_again(variable)) {
    out.line("{};", variable.declaration);
  } else if (type == "float") {
    out.line("{} {} = carried[{}];", variable.type, variable.name, variable.slot * lanes);
  } else {
    const auto [tag, word] = vector_words(type);
    const std::string from = place_of(variable, lanes);
    out.line("{} {} = hn::Load({}, {});", variable.type, variable.name, tag,
             word.empty() ? from : fmt::format("reinterpret_cast<const {}*>({})", word, from));
  }
}

void emit_store(Writer& out, const Carried& variable, int lanes) {
  const std::string type = plain(variable.type);
  if (made_again(variable)) return;
  if (type == "float") {
    out.line("carried[{}] = {};", variable.slot * lanes, variable.name);
  } else {
    const auto [tag, word] = vector_words(type);
    const std::string to = place_of(variable, lanes);
    out.line("hn::Store({}, {}, {});", variable.name, tag,
             word.empty() ? to : fmt::format("reinterpret_cast<{}*>({})", word, to));
  }
}

std::string declared(const std::string& type, const std::string& name) {
  return type + (type.ends_with("*") ? " HWY_RESTRICT " : " ") + name;
}

bool carries(const Part& part) {
  const auto in_memory = [](const auto& variable) { return !made_again(*variable); };
  return std::any_of(part.loads.begin(), part.loads.end(), in_memory) ||
         std::any_of(part.stores.begin(), part.stores.end(), in_memory);
}

/// Opens `head`(`parameters`).
void open_function(Writer& out, const std::string& head, const std::vector<std::string>& parameters) {
  out.list(head, parameters, " {");
  out.indent();
}

/// A function with this indented body: on one line if that has room, as the formatter has it.
void emit_whole(Writer& out, const std::string& head, const std::vector<std::string>& parameters,
                const std::string& body) {
  const bool is_one_line = std::count(body.begin(), body.end(), '\n') == 1;
  const std::string statement = is_one_line ? body.substr(2, body.size() - 3) : "";
  const std::string line = fmt::format("{}({}) {{ {} }}", head, fmt::join(parameters, ", "), statement);
  if (is_one_line && line.size() <= kColumns) {
    out.raw(line);
  } else {
    open_function(out, head, parameters);
    if (!body.empty()) out.raw(body.substr(0, body.size() - 1));
    out.close();
  }
  out.blank();
}

void emit_function(Writer& out, const Function& function, const Residual& residual, int lanes, const Bounds& bounds) {
  const Cutter cutter(residual.body);
  const bool whole = cutter.parts.size() <= 1;
  std::vector<std::vector<const Base*>> bases(cutter.parts.size());
  std::set<std::string_view> used;
  for (std::size_t i = 0; i < cutter.parts.size(); ++i) {
    std::set<std::string_view> mentioned;
    for (const Item* item : cutter.parts[i].items) {
      each_identifier(*item, [&](std::string_view name) { mentioned.insert(name); });
    }
    for (const Base& base : residual.bases) {
      const bool member = std::any_of(mentioned.begin(), mentioned.end(),
                                      [&](std::string_view name) { return name.starts_with(base.name + "."); });
      if (mentioned.contains(base.name) || member) bases[i].push_back(&base);
    }
    for (const Base* base : bases[i]) used.insert(base->name);
  }
  for (std::size_t i = 0; i < cutter.parts.size() && !whole; ++i) {
    const Part& part = cutter.parts[i];
    out.comment(fmt::format("Part {} of {} of {}{}.", i + 1, cutter.parts.size(), function.name,
                            part.comment.empty() ? "" : ": " + part.comment));
    std::vector<std::string> parameters;
    for (const Base* base : bases[i]) parameters.push_back(declared(base->type, base->name));
    if (carries(part)) parameters.push_back("float* HWY_RESTRICT carried");
    open_function(out, fmt::format("HWY_NOINLINE void {}_part{}", function.name, i + 1), parameters);
    for (const auto& variable : part.loads) emit_load(out, *variable, lanes);
    for (const Item* item : part.items) emit_items(out, *item);
    for (const auto& variable : part.stores) emit_store(out, *variable, lanes);
    out.close();
    out.blank();
  }
  if (!function.comment.empty()) out.raw(function.comment.substr(0, function.comment.size() - 1));
  std::vector<std::string> parameters;
  for (const Parameter& p : function.parameters) {
    parameters.push_back(p.name.empty() ? p.type + (p.type.ends_with("*") ? " HWY_RESTRICT" : "")
                                        : declared(p.type, p.name));
  }
  Writer body;
  body.indent();
  // A base's value may be written in terms of others before it.
  for (auto base = residual.bases.rbegin(); base != residual.bases.rend(); ++base) {
    if (!used.contains(base->name)) continue;
    for (const std::string_view name : identifiers_in(base->value)) {
      used.insert(name);
      used.insert(name.substr(0, name.find('.')));
    }
  }
  for (const Parameter& p : function.parameters) {
    if (p.name == "count" && bounds.one_image) {
      body.open("if (count == 0)");
      body.line("return;");
      body.close();
    } else if (!p.name.empty() && !used.contains(p.name)) {
      body.line("static_cast<void>({});", p.name);
    }
  }
  for (const Base& base : residual.bases) {
    if (!base.value.empty() && used.contains(base.name)) {
      body.line("{} = {};", declared(base.type, base.name), base.value);
    }
  }
  if (whole) {
    for (const Part& part : cutter.parts) {
      for (const Item* item : part.items) emit_items(body, *item);
    }
  } else {
    if (cutter.slots > 0) body.line("alignas(64) float carried[{}];", cutter.slots * lanes);
    for (std::size_t i = 0; i < cutter.parts.size(); ++i) {
      std::vector<std::string> arguments;
      for (const Base* base : bases[i]) arguments.push_back(base->name);
      if (carries(cutter.parts[i])) arguments.push_back("carried");
      body.list(fmt::format("{}_part{}", function.name, i + 1), arguments, ";");
    }
  }
  emit_whole(out, "void " + function.name, parameters, body.text());
}

/// Functions as they were emitted, and which of them are called from outside.
struct Program {
  std::vector<Function> functions;
  std::vector<std::string> called;

  /// Throws where a function cannot be read, or, where not all have to be unrolled, marks it.
  Program(const std::string& text, const std::string& callers, bool all_readable) : functions(split_functions(text)) {
    for (Function& function : functions) {
      try {
        parse(function);
      } catch (const std::logic_error&) {
        if (all_readable) throw;
        function.readable = false;
      }
    }
    const std::vector<std::string_view> names = identifiers_in(callers);
    const std::set<std::string_view> all(names.begin(), names.end());
    for (const Function& function : functions) {
      if (!function.returns && all.contains(function.name)) called.push_back(function.name);
    }
  }
  bool calls(const Function& function) const {
    return std::find(called.begin(), called.end(), function.name) != called.end();
  }
};

}  // namespace

void emit_unrolled(Writer& out, const std::string& functions, const std::string& callers, int lanes) {
  const Program program(functions, callers, true);
  for (const Function& function : program.functions) {
    if (function.returns) out.raw(function.text);
    if (!program.calls(function)) continue;
    const Bounds bounds;
    emit_function(out, function, evaluate(function, program.functions, program.called, lanes, bounds), lanes, bounds);
  }
}

void emit_within_budget(Writer& out, const std::string& functions, const std::string& callers, const Target& target,
                        long long budget) {
  const Program program(functions, callers, false);
  std::map<std::string_view, std::string> unrolled;
  for (const Function& function : program.functions) {
    if (!program.calls(function)) continue;
    const Bounds bounds{false, budget / kFewestBytes};
    Writer text;
    try {
      emit_function(text, function, evaluate(function, program.functions, program.called, target.lanes, bounds),
                    target.lanes, bounds);
    } catch (const std::logic_error&) {
      continue;  // a loop over images, or too long
    }
    if (predicted_code_bytes(text.text(), target) <= budget) unrolled[function.name] = text.text();
  }
  // What is still called: from outside, or by a function that stays as it is.
  std::set<std::string_view> needed(program.called.begin(), program.called.end());
  for (auto function = program.functions.rbegin(); function != program.functions.rend(); ++function) {
    if (!needed.contains(function->name) && !function->returns) continue;
    const auto found = unrolled.find(function->name);
    for (const std::string_view name : identifiers_in(found != unrolled.end() ? found->second : function->text)) {
      needed.insert(name);
    }
  }
  for (const Function& function : program.functions) {
    if (!needed.contains(function.name)) continue;
    const auto found = unrolled.find(function.name);
    out.raw(found != unrolled.end() ? found->second.substr(0, found->second.size() - 1) : function.text);
  }
}

}  // namespace constnet::codegen
