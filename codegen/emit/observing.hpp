// Functions for the whole network, once more for an observer of their steps.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "emit/writer.hpp"

namespace constnet::codegen {

inline constexpr const char* kInputStep = "input";
inline constexpr const char* kOutputStep = "output";

/// What a function for the whole network becomes where it is written for an observer: its name, one more parameter, and
/// a line behind each step. Without one, nothing.
class Observing {
 public:
  Observing(Writer& out, bool observed) : out_(out), observed_(observed) {}

  void open_function(const std::string& head, std::vector<std::string> parameters) const {
    if (observed_) parameters.push_back("const constnet::runtime::StepObserver& observer");
    out_.list(head + (observed_ ? "_observed" : ""), parameters, " {");
    out_.indent();
  }
  void done(const std::string& step) const {
    if (observed_) out_.line("observer.done(step_at::{});", step);
  }
  bool observed() const { return observed_; }
  /// Of a function that has no steps.
  void unused() const {
    if (observed_) out_.line("static_cast<void>(observer);");
  }

 private:
  Writer& out_;
  bool observed_;
};

}  // namespace constnet::codegen
