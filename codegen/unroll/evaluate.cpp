// Partial evaluation of generated functions.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "unroll/residual.hpp"
#include "unroll/value.hpp"

namespace constnet::codegen {
namespace {

using Kind = Expression::Kind;

std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + ", " + b; }

bool is_pointer(const std::string& type) { return type.ends_with("*"); }

class Evaluator {
 public:
  Evaluator(const std::vector<Function>& functions, const std::vector<std::string>& kept, int lanes,
            const Bounds& bounds)
      : kept_(kept), lanes_(lanes), bounds_(bounds) {
    for (const Function& function : functions) functions_[function.name] = &function;
  }

  Residual run(const Function& entry) {
    Frame frame(1);
    for (const Parameter& parameter : entry.parameters) {
      if (parameter.name.empty()) continue;
      const bool one = parameter.name == "count" && bounds_.one_image;
      frame.front()[parameter.name] = {one ? number(1) : atom(parameter.name), one || is_pointer(parameter.type)};
      if (!one) residual_.bases.push_back({parameter.type, parameter.name, ""});
    }
    execute(entry.statements, frame, residual_.body);
    while (residual_.body.items.size() == 1 && residual_.body.items.front().block != nullptr) {
      const std::unique_ptr<CodeBlock> only = std::move(residual_.body.items.front().block);
      residual_.body.items = std::move(only->items);
    }
    return std::move(residual_);
  }

 private:
  /// `value` in terms of a base.
  Value based(const Value& value, const std::string& name, const std::string& type) {
    if (value.known()) return value;
    for (Base& base : residual_.bases) {
      if (base.name == value.text) return value;
      if (base.value != value.text) continue;
      if (!type.starts_with("const")) base.type = type;
      return {base.name, value.number, kAtom};
    }
    std::string unique = name;
    const auto used = [&] {
      return std::any_of(residual_.bases.begin(), residual_.bases.end(),
                         [&](const Base& base) { return base.name == unique; });
    };
    for (int i = 2; used(); ++i) unique = fmt::format("{}_{}", name, i);
    residual_.bases.push_back({type, unique, value.text});
    return {unique, value.number, kAtom};
  }

  void add_line(CodeBlock& out, std::string text, const std::string& type = "", const std::string& name = "") {
    if (++lines_ > bounds_.lines) throw std::logic_error("unroll: more lines than are allowed");
    out.items.push_back({std::move(text), type, name, nullptr});
  }

  /// Puts what one iteration or one call has left into `out`: in braces where it declares something.
  static void attach(CodeBlock& out, CodeBlock inner, bool once) {
    const auto clashes = [&] {
      return std::any_of(inner.items.begin(), inner.items.end(), [&](const Item& item) {
        return !item.name.empty() && std::any_of(out.items.begin(), out.items.end(),
                                                 [&](const Item& other) { return other.name == item.name; });
      });
    };
    if (inner.items.empty()) return;
    if (inner.declares() && !(once && !clashes())) {
      out.items.push_back({"", "", "", std::make_unique<CodeBlock>(std::move(inner))});
      return;
    }
    for (Item& item : inner.items) {
      if (item.block != nullptr) item.block->comment = joined(inner.comment, item.block->comment);
      out.items.push_back(std::move(item));
    }
  }

  void execute(const std::vector<Statement>& statements, Frame& frame, CodeBlock& out) {
    for (const Statement& statement : statements) execute(statement, frame, out);
  }

  void execute(const Statement& s, Frame& frame, CodeBlock& out) {
    switch (s.kind) {
      case Statement::Kind::declaration:
        declare(s, frame, out);
        return;
      case Statement::Kind::assignment:
        assign(s, frame, out);
        return;
      case Statement::Kind::expression:
        perform(s.values[0], frame, out);
        return;
      case Statement::Kind::loop:
        loop(s, frame, out);
        return;
      case Statement::Kind::condition:
        if (truth(s, frame)) inside(s, frame, out, true);
        return;
      case Statement::Kind::block:
        inside(s, frame, out, false);
        return;
    }
  }

  bool truth(const Statement& s, Frame& frame) {
    const Value test = evaluate(s.values[0], frame);
    if (test.known()) return test.number != 0;
    throw std::logic_error("unroll: found a loop or a condition on " + print(test) + ", expected a known number");
  }

  void inside(const Statement& s, Frame& frame, CodeBlock& out, bool once) {
    CodeBlock inner;
    frame.emplace_back();
    execute(s.statements, frame, inner);
    frame.pop_back();
    attach(out, std::move(inner), once);
  }

  void loop(const Statement& s, Frame& frame, CodeBlock& out) {
    frame.emplace_back();
    execute(s.start, frame, out);
    const std::string variable = s.start.empty() ? "" : s.start.front().name;
    std::vector<CodeBlock> iterations;
    while (truth(s, frame)) {
      CodeBlock iteration;
      if (!variable.empty()) iteration.comment = variable + " " + print(find(frame, variable)->value);
      frame.emplace_back();
      execute(s.statements, frame, iteration);
      frame.pop_back();
      iterations.push_back(std::move(iteration));
      execute(s.step, frame, out);
    }
    frame.pop_back();
    const bool once = iterations.size() == 1;
    for (CodeBlock& iteration : iterations) {
      if (once) iteration.comment.clear();
      attach(out, std::move(iteration), once);
    }
  }

  void declare(const Statement& s, Frame& frame, CodeBlock& out) {
    const Value value = evaluate(s.values[0], frame);
    const std::string type = s.type.starts_with("constexpr ") ? s.type.substr(10) : s.type;
    const std::string plain = type.starts_with("const ") ? type.substr(6) : type;
    if (is_pointer(type)) {
      frame.back()[s.name] = {based(value, s.name, type), true};
      return;
    }
    if (value.known() && (plain == "int" || plain == "std::size_t")) {
      frame.back()[s.name] = {value, true};
      return;
    }
    frame.back()[s.name] = {atom(s.name), false};
    add_line(out, fmt::format("{} {} = {}", s.type, s.name, print(value)), s.type, s.name);
  }

  void assign(const Statement& s, Frame& frame, CodeBlock& out) {
    const Expression& place = s.values[0];
    const Value value = evaluate(s.values[1], frame);
    Variable* variable = place.kind == Kind::name ? find(frame, place.text) : nullptr;
    if (variable != nullptr && variable->folded) {
      const Value sum = s.name == "=" ? value : binary(s.name.substr(0, s.name.size() - 1), variable->value, value);
      variable->value = is_base(variable->value.text) ? based(sum, place.text, "float*") : sum;
      return;
    }
    add_line(out, fmt::format("{} {} {}", print(evaluate(place, frame)), s.name, print(value)));
  }

  bool is_base(const std::string& text) const {
    return std::any_of(residual_.bases.begin(), residual_.bases.end(),
                       [&](const Base& base) { return base.name == text; });
  }

  /// An expression as a statement.
  void perform(const Expression& e, Frame& frame, CodeBlock& out) {
    if (e.kind == Kind::cast && e.text == "static_cast<void>") return;
    if (e.kind == Kind::prefix || e.kind == Kind::postfix) {
      evaluate(e, frame);
      return;
    }
    const std::string name =
        e.kind == Kind::call && e.operands[0].kind == Kind::name ? e.operands[0].text : std::string();
    if (const auto found = functions_.find(name); found != functions_.end()) {
      enter(*found->second, e, frame, out);
    } else if (name == "clear" || name == "std::memcpy" || name == "std::memset") {
      fill(name, e, frame, out);
    } else {
      add_line(out, print(evaluate(e, frame)));
    }
  }

  void enter(const Function& function, const Expression& e, Frame& frame, CodeBlock& out) {
    if (!function.readable) throw std::logic_error("unroll: " + function.name + " cannot be read");
    Frame inner(1);
    std::vector<std::string> arguments;
    for (std::size_t i = 1; i < e.operands.size(); ++i) {
      const Parameter& parameter = function.parameters[i - 1];
      Value value = evaluate(e.operands[i], frame);
      const bool pointer = is_pointer(parameter.type);
      if (pointer && !parameter.name.empty()) value = based(value, parameter.name, parameter.type);
      arguments.push_back(print(value));
      if (!parameter.name.empty()) inner.front()[parameter.name] = {value, pointer || value.known()};
    }
    if (std::count(kept_.begin(), kept_.end(), function.name) > 0) {
      add_line(out, fmt::format("{}({})", function.name, fmt::join(arguments, ", ")));
      return;
    }
    CodeBlock body{function.name, {}};
    execute(function.statements, inner, body);
    attach(out, std::move(body), false);
  }

  /// clear(to, floats), memcpy(to, from, bytes) and memset(to, 0, bytes) as stores of vectors and of what is left over.
  void fill(const std::string& name, const Expression& e, Frame& frame, CodeBlock& out) {
    const Value to = based(evaluate(e.operands[1], frame), "to", "float*");
    const bool copies = name == "std::memcpy";
    const Value from = copies ? based(evaluate(e.operands[2], frame), "from", "const float*") : Value{};
    const Value size = evaluate(e.operands.back(), frame);
    if (!size.known() || name == "std::memset") throw std::logic_error("unroll: cannot unroll " + name);
    const long long floats = copies ? size.number / 4 : size.number;
    const auto at = [](const Value& place, long long i) { return Value{place.text, place.number + i, kAtom}; };
    long long i = 0;
    for (; i + lanes_ <= floats; i += lanes_) {
      const std::string value = copies ? fmt::format("hn::LoadU(f32, {})", print(at(from, i))) : "hn::Zero(f32)";
      add_line(out, fmt::format("hn::StoreU({}, f32, {})", value, print(at(to, i))));
    }
    for (; i < floats; ++i) {
      add_line(out, fmt::format("{} = {}", print(element(to, number(i))),
                                copies ? print(element(from, number(i))) : "0.0f"));
    }
  }

  std::unordered_map<std::string, const Function*> functions_;
  const std::vector<std::string>& kept_;
  int lanes_;
  Bounds bounds_;
  long long lines_ = 0;
  Residual residual_;
};

}  // namespace

int CodeBlock::lines() const {
  int n = 0;
  for (const Item& item : items) n += item.block != nullptr ? item.block->lines() : 1;
  return n;
}

bool CodeBlock::declares() const {
  return std::any_of(items.begin(), items.end(), [](const Item& item) { return !item.name.empty(); });
}

Residual evaluate(const Function& entry, const std::vector<Function>& functions, const std::vector<std::string>& kept,
                  int lanes, const Bounds& bounds) {
  if (!entry.readable) throw std::logic_error("unroll: " + entry.name + " cannot be read");
  return Evaluator(functions, kept, lanes, bounds).run(entry);
}

}  // namespace constnet::codegen
