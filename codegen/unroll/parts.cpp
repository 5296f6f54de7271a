// Cutting a body, and what each part hands on to later ones.
#include "unroll/parts.hpp"

#include <algorithm>
#include <set>

#include "unroll/unroll.hpp"

namespace constnet::codegen {

Cutter::Cutter(const CodeBlock& body) {
  cut(body);
  flush(body);
  finish();
}

void Cutter::cut(const CodeBlock& block) {
  scopes_.emplace_back();
  const int first_slot = next_slot_;
  for (const Item& item : block.items) {
    const int lines = item.block != nullptr ? item.block->lines() : 1;
    if (lines > kLongestFunction) {
      flush(block);
      cut(*item.block);
      continue;
    }
    if (current_.lines + lines > kLongestFunction) flush(block);
    current_.items.push_back(&item);
    current_.lines += lines;
  }
  flush(block);
  scopes_.pop_back();
  next_slot_ = first_slot;
}

void Cutter::flush(const CodeBlock& block) {
  if (current_.items.empty()) return;
  const std::size_t index = parts.size();
  current_.comment = block.comment;
  std::set<const Carried*> seen;
  std::vector<std::shared_ptr<Carried>> used;
  for (const Item* item : current_.items) {
    each_identifier(*item, [&](std::string_view name) {
      for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
        const auto found = scope->find(name);
        if (found == scope->end()) continue;
        if (seen.insert(found->second.get()).second) used.push_back(found->second);
        return;
      }
    });
  }
  std::sort(used.begin(), used.end(), [](const auto& a, const auto& b) { return a->slot < b->slot; });
  for (const auto& variable : used) variable->last_use = index;
  current_.loads = used;
  for (const Item* item : current_.items) {
    if (item->name.empty()) continue;
    auto variable = std::make_shared<Carried>(Carried{item->type, item->name, item->text, next_slot_++, index});
    scopes_.back()[item->name] = variable;
    current_.stores.push_back(variable);
  }
  for (const auto& variable : used) {
    if (!is_const(variable->type)) current_.stores.push_back(variable);
  }
  parts.push_back(std::move(current_));
  current_ = {};
}

void Cutter::finish() {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::erase_if(parts[i].stores, [&](const auto& variable) { return variable->last_use <= i; });
    std::sort(parts[i].stores.begin(), parts[i].stores.end(),
              [](const auto& a, const auto& b) { return a->slot < b->slot; });
    for (const auto& variable : parts[i].stores) slots = std::max(slots, variable->slot + 1);
  }
}

}  // namespace constnet::codegen
