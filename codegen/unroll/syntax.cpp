// A parser by recursive descent for the C++ that emitters write.
#include "unroll/syntax.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <string_view>

#include "unroll/tokens.hpp"

namespace constnet::codegen {
namespace {

using Kind = Expression::Kind;

int precedence(const std::string& op) {
  static const std::vector<std::vector<std::string>> levels{
      {"||"},       {"&&"},     {"|"},          {"^"}, {"&"}, {"==", "!="}, {"<", ">", "<=", ">="},
      {"<<", ">>"}, {"+", "-"}, {"*", "/", "%"}};
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (std::count(levels[i].begin(), levels[i].end(), op) > 0) return static_cast<int>(i) + 1;
  }
  return 0;
}

class Parser {
 public:
  explicit Parser(std::vector<std::string> tokens) : tokens_(std::move(tokens)) {}

  bool done() const { return at_ == tokens_.size(); }

  std::vector<Parameter> parameters() {
    std::vector<Parameter> all;
    take("(");
    while (peek() != ")") {
      Parameter parameter;
      while (peek() != "," && peek() != ")") {
        const std::string token = next();
        if (token == "HWY_RESTRICT") continue;
        const bool last = peek() == "," || peek() == ")";
        if (last && starts_name(token.front()) && !parameter.type.empty() && parameter.type != "const") {
          parameter.name = token;
        } else if (token == "*" || token == "&") {
          parameter.type += token;
        } else {
          parameter.type += (parameter.type.empty() ? "" : " ") + token;
        }
      }
      all.push_back(std::move(parameter));
      if (peek() == ",") next();
    }
    take(")");
    return all;
  }

  std::vector<Statement> block() {
    std::vector<Statement> statements;
    take("{");
    while (peek() != "}") statements.push_back(statement());
    take("}");
    return statements;
  }

 private:
  const std::string& peek(std::size_t ahead = 0) const {
    static const std::string none;
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : none;
  }
  std::string next() {
    if (done()) throw std::logic_error("unroll: generated text ends too early");
    return tokens_[at_++];
  }
  void take(const std::string& token) {
    const std::string found = next();
    if (found != token) throw std::logic_error("unroll: found " + found + ", expected " + token);
  }

  Statement statement() {
    if (peek() == "{") return {Statement::Kind::block, "", "", {}, {}, {}, block()};
    if (peek() == "for") return loop();
    if (peek() == "if") {
      next();
      take("(");
      Statement s{Statement::Kind::condition, "", "", {expression()}, {}, {}, {}};
      take(")");
      s.statements = block();
      return s;
    }
    Statement s = simple();
    take(";");
    return s;
  }

  Statement loop() {
    Statement s{Statement::Kind::loop, "", "", {}, {}, {}, {}};
    take("for");
    take("(");
    if (peek() != ";") s.start.push_back(simple());
    take(";");
    s.values.push_back(expression());
    take(";");
    while (peek() != ")") {
      s.step.push_back(simple());
      if (peek() == ",") next();
    }
    take(")");
    s.statements = block();
    return s;
  }

  /// Whether a declaration starts here: a type, a name, `=`.
  bool declares() const {
    std::size_t i = 0;
    if (peek(i) == "constexpr" || peek(i) == "const") ++i;
    if (peek(i).empty() || !starts_name(peek(i).front())) return false;
    ++i;
    while (peek(i) == "*" || peek(i) == "HWY_RESTRICT") ++i;
    return !peek(i).empty() && starts_name(peek(i).front()) && peek(i + 1) == "=";
  }

  Statement simple() {
    if (declares()) {
      Statement s{Statement::Kind::declaration, "", "", {}, {}, {}, {}};
      while (peek(1) != "=") {
        const std::string token = next();
        if (token == "HWY_RESTRICT") continue;
        s.type += (s.type.empty() || token == "*" ? "" : " ") + token;
      }
      s.name = next();
      take("=");
      s.values.push_back(expression());
      return s;
    }
    Expression place = expression();
    if (peek().size() >= 1 && peek().back() == '=' && precedence(peek()) == 0) {
      Statement s{Statement::Kind::assignment, "", next(), {}, {}, {}, {}};
      s.values.push_back(std::move(place));
      s.values.push_back(expression());
      return s;
    }
    return {Statement::Kind::expression, "", "", {std::move(place)}, {}, {}, {}};
  }

  Expression expression() {
    Expression test = binary(1);
    if (peek() != "?") return test;
    next();
    Expression yes = expression();
    take(":");
    Expression no = expression();
    return {Kind::conditional, "?", 0, {std::move(test), std::move(yes), std::move(no)}};
  }

  Expression binary(int level) {
    Expression left = prefix();
    while (precedence(peek()) >= level) {
      const std::string op = next();
      Expression right = binary(precedence(op) + 1);
      left = {Kind::binary, op, 0, {std::move(left), std::move(right)}};
    }
    return left;
  }

  Expression prefix() {
    static const std::vector<std::string> operators{"-", "!", "*", "&", "++", "--"};
    if (std::count(operators.begin(), operators.end(), peek()) > 0) {
      const std::string op = next();
      return {Kind::prefix, op, 0, {prefix()}};
    }
    return postfix();
  }

  Expression postfix() {
    Expression value = primary();
    for (;;) {
      if (peek() == "(") {
        next();
        std::vector<Expression> operands{std::move(value)};
        while (peek() != ")") {
          operands.push_back(expression());
          if (peek() == ",") next();
        }
        take(")");
        value = {Kind::call, "", 0, std::move(operands)};
      } else if (peek() == "[") {
        next();
        Expression at = expression();
        take("]");
        value = {Kind::index, "", 0, {std::move(value), std::move(at)}};
      } else if (peek() == "++" || peek() == "--") {
        value = {Kind::postfix, next(), 0, {std::move(value)}};
      } else {
        return value;
      }
    }
  }

  /// The tokens up to `end`, as a type is written.
  std::string type_until(const std::string& end) {
    std::string type;
    while (peek() != end) {
      const std::string token = next();
      const bool spaced = !type.empty() && token != "*" && token != "&";
      type += (spaced ? " " : "") + token;
    }
    take(end);
    return type;
  }

  Expression primary() {
    if (peek() == "(") {
      next();
      Expression inside = expression();
      take(")");
      return inside;
    }
    const std::string token = next();
    if (std::isdigit(static_cast<unsigned char>(token.front())) != 0) {
      const bool whole = std::all_of(token.begin(), token.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
      return whole ? Expression{Kind::integer, token, std::stoll(token), {}} : Expression{Kind::literal, token, 0, {}};
    }
    if (!starts_name(token.front())) throw std::logic_error("unroll: found " + token + ", expected a value");
    if (peek() == "<" && (token == "static_cast" || token == "reinterpret_cast")) {
      next();
      const std::string type = type_until(">");
      take("(");
      Expression value = expression();
      take(")");
      return {Kind::cast, token + "<" + type + ">", 0, {std::move(value)}};
    }
    if (peek() == "<" && peek(2) == ">" && peek(3) == "(") {  // hn::ShiftLeft<23>(x)
      next();
      return {Kind::name, token + "<" + type_until(">") + ">", 0, {}};
    }
    if (peek() == "{") {  // std::uint32_t{1}
      next();
      Expression value{Kind::braces, token, 0, {}};
      while (peek() != "}") value.operands.push_back(expression());
      take("}");
      return value;
    }
    return {Kind::name, token, 0, {}};
  }

  std::vector<std::string> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<Function> split_functions(const std::string& text) {
  std::vector<Function> functions;
  std::string comment;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (start == at && (line == "\n" || line.starts_with("//"))) {
      if (line != "\n") comment += line;
      start = end;
    } else if (line == "}\n" || (start == at && line.ends_with("}\n"))) {
      const std::string_view code = std::string_view(text).substr(start, end - start);
      const std::size_t bracket = code.find('(');
      const std::size_t name = code.find_last_of(' ', bracket) + 1;
      functions.push_back({std::string(code.substr(name, bracket - name)), {}, {}, comment, comment, false, true});
      functions.back().text += code;
      comment.clear();
      start = end;
    }
    at = end;
  }
  if (start < text.size()) throw std::logic_error("unroll: found text that is no function: " + text.substr(start));
  return functions;
}

void parse(Function& function) {
  const std::string_view text = std::string_view(function.text).substr(function.comment.size());
  const std::size_t bracket = text.find('(');
  const std::string_view before = text.substr(0, text.find_last_of(' ', bracket) + 1);
  function.returns = before != "void " && before != "HWY_NOINLINE void ";
  if (function.returns) return;
  Parser parser(tokens_of(text.substr(bracket)));
  function.parameters = parser.parameters();
  function.statements = parser.block();
}

}  // namespace constnet::codegen
