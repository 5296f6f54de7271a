// How foreign text stands in error sentences.
#include "constnet/desk/base/error.hpp"

#include <string>

#include "catch.hpp"

using constnet::runtime::quoted;

TEST_CASE("text is quoted, and nothing in it can disturb a terminal") {
  CHECK(quoted("data/mnist") == "\"data/mnist\"");
  CHECK(quoted("two\nlines\x1b[2J") == "\"two\\nlines\\u001b[2J\"");
  CHECK(quoted("a \"b\"") == "\"a \\\"b\\\"\"");
  CHECK(quoted("\xC3\xA9t\xC3\xA9") == "\"\xC3\xA9t\xC3\xA9\"");
  CHECK(quoted("\xFF") == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("long text is cut") { CHECK(quoted(std::string(100'000, 'x')) == "\"" + std::string(200, 'x') + "...\""); }
