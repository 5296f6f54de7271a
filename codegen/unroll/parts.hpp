// Straight-line code in parts short enough for compilers.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "unroll/residual.hpp"
#include "unroll/tokens.hpp"

namespace constnet::codegen {

/// A variable that one part declares and others use: a vector, or one float.
struct Carried {
  std::string type;
  std::string name;
  std::string declaration;
  int slot = 0;
  std::size_t last_use = 0;
};

struct Part {
  std::vector<const Item*> items;
  int lines = 0;
  std::string comment;
  std::vector<std::shared_ptr<Carried>> loads;
  std::vector<std::shared_ptr<Carried>> stores;
};

inline bool is_const(const std::string& type) { return type.starts_with("const "); }

/// Calls `use` for each identifier in the lines of `item`.
void each_identifier(const Item& item, const auto& use) {
  for (const std::string_view name : identifiers_in(item.text)) use(name);
  if (item.block == nullptr) return;
  for (const Item& inner : item.block->items) each_identifier(inner, use);
}

/// Cuts a function's body: small blocks stay whole, a large one is cut between its items, and what those share is
/// carried.
class Cutter {
 public:
  explicit Cutter(const CodeBlock& body);

  std::vector<Part> parts;
  int slots = 0;  ///< vectors that are carried at the same time

 private:
  using Scope = std::map<std::string, std::shared_ptr<Carried>, std::less<>>;

  void cut(const CodeBlock& block);
  void flush(const CodeBlock& block);
  /// Leaves what nobody reads afterwards out of the stores.
  void finish();

  std::vector<Scope> scopes_;
  Part current_;
  int next_slot_ = 0;
};

}  // namespace constnet::codegen
