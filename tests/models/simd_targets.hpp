// Highway's targets, one after the other, in place of the best one.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace constnet::comparison {

/// The targets that this machine has and that code compiled with these flags was built for. The list holds the target
/// of the flags alone, too: one lane (SCALAR) where g++ 12 is told nothing.
std::vector<std::int64_t> simd_targets();

/// While it lives, dynamic dispatch takes this target.
class SelectedTarget {
 public:
  explicit SelectedTarget(std::int64_t target);
  ~SelectedTarget();
  SelectedTarget(const SelectedTarget&) = delete;
  SelectedTarget& operator=(const SelectedTarget&) = delete;

  /// "AVX2", as simd_target() of a generated network should say.
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

}  // namespace constnet::comparison
