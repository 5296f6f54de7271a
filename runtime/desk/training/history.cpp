// History: figures by name.
#include "constnet/desk/training/history.hpp"

#include <algorithm>

namespace constnet::runtime {

std::vector<std::string> History::names() const {
  std::vector<std::string> found;
  for (const Logs& logs : epochs) {
    for (const Log& log : logs) {
      if (std::ranges::find(found, log.name) == found.end()) found.push_back(log.name);
    }
  }
  return found;
}

std::vector<double> History::operator[](const std::string& name) const {
  std::vector<double> values;
  for (const Logs& logs : epochs) {
    if (const double* value = find_log(logs, name)) values.push_back(*value);
  }
  return values;
}

}  // namespace constnet::runtime
