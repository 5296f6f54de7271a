// What all optimizers share: their state.
#include "constnet/desk/training/optimizer.hpp"

namespace constnet::runtime {

void Optimizer::start(std::size_t parameter_count) {
  iterations_ = 0;
  states_.clear();
  for (std::string& name : state_names()) states_.push_back({std::move(name), FloatBlock(parameter_count)});
}

}  // namespace constnet::runtime
