// What a checkpoint keeps of a callback.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace constnet::runtime {

/// Values by names that mean something to the callback.
struct CallbackState {
  std::map<std::string, double> numbers;
  std::map<std::string, std::vector<float>> parameters;  ///< blocks as large as the network's parameters
};

}  // namespace constnet::runtime
