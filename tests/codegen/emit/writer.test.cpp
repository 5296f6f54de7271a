// Lines, indentation and breaks of generated text.
#include "emit/writer.hpp"

#include <algorithm>

#include "catch.hpp"

using constnet::codegen::Writer;

namespace {

std::string repeated(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  std::size_t length = 0;
  for (const char c : text) {
    length = c == '\n' ? 0 : length + 1;
    longest = std::max(longest, length);
  }
  return longest;
}

}  // namespace

TEST_CASE("Blocks indent what is in them by two") {
  Writer out;
  out.open("for (int {0} = 0; {0} < {1}; ++{0})", "y", 3);
  out.open("{}", "if (y > 1)");
  out.line("sum += {};", "y");
  out.close();
  out.close();
  out.blank();
  out.raw("#endif");
  CHECK(out.text() ==
        "for (int y = 0; y < 3; ++y) {\n"
        "  if (y > 1) {\n"
        "    sum += y;\n"
        "  }\n"
        "}\n"
        "\n"
        "#endif\n");
}

TEST_CASE("A block without a head is a pair of braces; what closes it can be more than a brace") {
  Writer out;
  out.open("");
  out.line("a();");
  out.close();
  out.open("struct {}", "A");
  out.close("};");
  CHECK(out.text() == "{\n  a();\n}\nstruct A {\n};\n");
}

TEST_CASE("A line of 120 columns stays, a longer one is broken behind its equals sign") {
  Writer out;
  out.open("void f()");
  const std::string fits = "const int a = " + std::string(103, 'b') + ";";
  REQUIRE(fits.size() == 118);
  out.line("{}", fits);
  out.line("const int a = {};", std::string(104, 'b'));
  out.close();
  CHECK(out.text() == "void f() {\n  " + fits + "\n  const int a =\n      " + std::string(104, 'b') + ";\n}\n");
}

TEST_CASE("Arguments that do not fit one line are aligned behind the bracket") {
  Writer out;
  out.open("void f()");
  out.list("call", {"a", "b + 1"}, ";");
  out.list("call", {}, ";");
  const std::string long_argument(50, 'x');
  out.list("call", {long_argument, long_argument, "last"}, ";");
  out.close();
  CHECK(out.text() ==
        "void f() {\n  call(a, b + 1);\n  call();\n  call(" + long_argument + ", " + long_argument + ", last);\n}\n");

  Writer broken;
  broken.list("  call", {long_argument, long_argument, long_argument}, " {");
  CHECK(broken.text() == "  call(" + long_argument + ", " + long_argument + ",\n       " + long_argument + ") {\n");
}

TEST_CASE("The last argument moves to the next line when only what follows it does not fit") {
  const std::string argument(56, 'x');
  Writer fits;
  fits.list("f1", {argument, argument}, ");");
  CHECK(fits.text() == "f1(" + argument + ", " + argument + "));\n");
  CHECK(longest_line(fits.text()) == 120);
  Writer breaks;
  breaks.list("f1", {argument, argument}, "));");
  CHECK(breaks.text() == "f1(" + argument + ",\n   " + argument + ")));\n");
}

TEST_CASE("Comments are broken between words and marked on each line") {
  Writer out;
  out.open("struct A");
  out.comment(repeated("seven77 ", 40));
  out.comment("For   users.", "///");
  out.close("};");
  const std::string line = "  //" + repeated(" seven77", 14) + "\n";
  CHECK(out.text() == "struct A {\n" + line + line + "  //" + repeated(" seven77", 12) + "\n  /// For users.\n};\n");
  CHECK(longest_line(out.text()) <= 120);
}

TEST_CASE("A function of one statement takes one line where it fits") {
  Writer out;
  out.short_function("int f()", "return 1;");
  const std::string statement = "return " + std::string(100, 'x') + ";";
  out.short_function("int g()", statement);
  out.short_function("int gg()", statement);
  CHECK(out.text() == "int f() { return 1; }\nint g() { " + statement + " }\nint gg() {\n  " + statement + "\n}\n");
}
