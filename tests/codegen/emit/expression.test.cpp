// Index expressions and loops of generated code.
#include "emit/expression.hpp"

#include "catch.hpp"

using namespace constnet::codegen;

TEST_CASE("A sum leaves out what is zero and factors of one") {
  CHECK(sum("base", {{"y", 832}, {"x", 1}}, 64) == "base + y * 832 + x + 64");
  CHECK(sum("base", {{"y", 0}, {"", 12}}, 0) == "base");
  CHECK(sum("base", {}, 0) == "base");
  CHECK(sum("", {{"x", 3}}, 1) == "x * 3 + 1");
  CHECK(sum("", {{"", 3}}, 0) == "0");
  CHECK(sum("", {}, 7) == "7");
}

TEST_CASE("A sum subtracts what is negative") {
  CHECK(sum("base", {{"y", -1}, {"x", -12}}, -5) == "base - y - x * 12 - 5");
  CHECK(sum("", {{"y", -2}}, 0) == "-y * 2");
  CHECK(sum("", {}, -3) == "-3");
}

TEST_CASE("A cut covers each element once, in order, with at most one smaller piece at the end") {
  for (int n = 0; n <= 40; ++n) {
    for (int size = 1; size <= 40; ++size) {
      CAPTURE(n, size);
      int covered = 0;
      const std::vector<Segment> segments = cut(n, size);
      CHECK(segments.size() <= 2);
      for (const Segment& segment : segments) {
        CHECK(segment.start == covered);
        CHECK(segment.count > 0);
        CHECK(segment.size > 0);
        CHECK(segment.size <= size);
        covered += segment.count * segment.size;
      }
      CHECK(covered == n);
      if (segments.size() == 2) {
        CHECK(segments[0].size == size);
        CHECK(segments[1].count == 1);
        CHECK(segments[1].size < size);
      }
    }
  }
}

TEST_CASE("A loop that runs once is not written, and its variable counts as zero") {
  Writer out;
  const std::string y = open_loop(out, "y", 3);
  const std::string x = open_loop(out, "x", 1);
  out.line("f({});", sum("a", {{y, 10}, {x, 5}}));
  close_loop(out, x);
  close_loop(out, y);
  CHECK(out.text() == "for (int y = 0; y < 3; ++y) {\n  f(a + y * 10);\n}\n");
}
