// Where blocks of memory go.
#include "plan/memory.hpp"

#include <algorithm>
#include <map>
#include <random>

#include "catch.hpp"

using namespace constnet::codegen;

namespace {

bool alive_together(const Lifetime& a, const Lifetime& b) { return a.first <= b.last && b.first <= a.last; }

/// What is wrong with `blocks` as places for `lifetimes`, or "".
std::string fault(const std::vector<Lifetime>& lifetimes, const std::vector<Block>& blocks) {
  std::map<std::string, Block> by_name;
  for (const Block& block : blocks) by_name[block.name] = block;
  if (by_name.size() != lifetimes.size() || blocks.size() != lifetimes.size()) return "not one block per lifetime";
  for (const Lifetime& life : lifetimes) {
    if (by_name.count(life.name) == 0) return life.name + " has no block";
    const Block& block = by_name[life.name];
    if (block.size != life.size) return life.name + " has another size";
    if (block.offset < 0 || block.offset % 16 != 0) return life.name + " is not on a 64-byte boundary";
    for (const Lifetime& other : lifetimes) {
      const Block& neighbour = by_name[other.name];
      const bool overlap =
          block.offset < neighbour.offset + neighbour.size && neighbour.offset < block.offset + block.size;
      if (other.name != life.name && overlap && alive_together(life, other)) {
        return life.name + " and " + other.name + " overlap";
      }
    }
  }
  return "";
}

}  // namespace

TEST_CASE("A region puts its blocks one after the other, each on a boundary of 64 elements") {
  Region region;
  CHECK(region.size() == 0);
  region.claim("a", 1);
  region.claim("b", 64);
  region.claim("c", 65);
  REQUIRE(region.blocks().size() == 3);
  CHECK(region.blocks()[0].offset == 0);
  CHECK(region.blocks()[1].offset == 64);
  CHECK(region.blocks()[2].offset == 128);
  CHECK(region.blocks()[2].name == "c");
  CHECK(region.blocks()[2].size == 65);
  CHECK(region.size() == 256);
}

TEST_CASE("A chain of maps needs no more than its two greatest neighbours") {
  const std::vector<Lifetime> chain{{"a", 160, 0, 1}, {"b", 320, 1, 2}, {"c", 160, 2, 3}, {"d", 16, 3, 4}};
  const std::vector<Block> blocks = place(chain);
  CHECK(fault(chain, blocks) == "");
  CHECK(end_of(blocks) == 480);
}

TEST_CASE("Blocks are placed in order of their offset, and nothing needs no room") {
  const std::vector<Block> blocks = place({{"small", 16, 0, 2}, {"large", 64, 0, 2}, {"middle", 32, 0, 2}});
  CHECK(
      std::is_sorted(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.offset < b.offset; }));
  CHECK(end_of(blocks) == 112);
  CHECK(place({}).empty());
  CHECK(end_of({}) == 0);
}

TEST_CASE("Placed blocks that are alive together never overlap: 2000 random sets, seed 1") {
  std::mt19937 random(1);
  const auto draw = [&](int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); };
  for (int set = 0; set < 2000; ++set) {
    const int steps = draw(1, 12);
    std::vector<Lifetime> lifetimes;
    long long all = 0;
    for (int i = draw(1, 16); i > 0; --i) {
      const int first = draw(0, steps - 1);
      lifetimes.push_back({"block" + std::to_string(i), draw(1, draw(1, 2) == 1 ? 40 : 4000), first,
                           std::min(first + draw(0, 3), steps)});
      all += (lifetimes.back().size + 15) / 16 * 16;
    }
    const std::vector<Block> blocks = place(lifetimes);
    CAPTURE(set);
    REQUIRE(fault(lifetimes, blocks) == "");
    REQUIRE(end_of(blocks) <= all);
  }
}
