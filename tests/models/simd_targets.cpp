// Selects a target in Highway's own way of testing.
#include "models/simd_targets.hpp"

// The generated code leaves these out: of the instruction sets of one width, it has the one that most processors have.
#define HWY_DISABLED_TARGETS (HWY_AVX3_DL | HWY_SSSE3)
#include <hwy/targets.h>

namespace constnet::comparison {

std::vector<std::int64_t> simd_targets() { return hwy::SupportedAndGeneratedTargets(); }

SelectedTarget::SelectedTarget(std::int64_t target) : name_(hwy::TargetName(target)) {
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

SelectedTarget::~SelectedTarget() {
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace constnet::comparison
