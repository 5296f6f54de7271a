// Offsets inside the arenas.
#include "plan/memory.hpp"

#include <algorithm>

#include "plan/target.hpp"

namespace constnet::codegen {
namespace {
constexpr int kAlignment = 64;  // elements: 64 bytes even for bytes
}

void Region::claim(const std::string& name, int size) {
  blocks_.push_back({name, size_, size});
  size_ = round_up(size_ + size, kAlignment);
}

void Region::claim_in_turns(std::vector<Lifetime> lifetimes) {
  const std::vector<Block> placed = place(std::move(lifetimes));
  for (const Block& block : placed) blocks_.push_back({block.name, size_ + block.offset, block.size});
  size_ = round_up(size_ + end_of(placed), kAlignment);
}

std::vector<Block> place(std::vector<Lifetime> lifetimes) {
  std::stable_sort(lifetimes.begin(), lifetimes.end(),
                   [](const Lifetime& a, const Lifetime& b) { return a.size > b.size; });
  struct Placed {
    Block block;
    Lifetime life;
  };
  std::vector<Placed> placed;
  for (const Lifetime& life : lifetimes) {
    std::vector<const Placed*> neighbours;
    for (const Placed& other : placed) {
      if (other.life.first <= life.last && life.first <= other.life.last) neighbours.push_back(&other);
    }
    std::sort(neighbours.begin(), neighbours.end(),
              [](const Placed* a, const Placed* b) { return a->block.offset < b->block.offset; });
    int offset = 0;
    for (const Placed* other : neighbours) {
      if (offset + life.size <= other->block.offset) break;
      offset = std::max(offset, round_up(other->block.offset + other->block.size, 16));
    }
    placed.push_back({{life.name, offset, life.size}, life});
  }
  std::vector<Block> blocks;
  for (const Placed& p : placed) blocks.push_back(p.block);
  std::sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.offset < b.offset; });
  return blocks;
}

int end_of(const std::vector<Block>& blocks) {
  int end = 0;
  for (const Block& block : blocks) end = std::max(end, block.offset + block.size);
  return end;
}

}  // namespace constnet::codegen
