// AveragePooling2D and GlobalAveragePooling2D: vectors run along the channels, sums stay in registers.
#pragma once

#include <functional>
#include <string>

#include "steps/pooling_window.hpp"

namespace constnet::codegen {

/// Padding is a border of zeros, which adds nothing to a sum; what a sum is divided by is counted.
class AveragePoolingStep : public Step {
 public:
  AveragePoolingStep(std::string name, Surroundings surroundings, PoolingWindow window)
      : Step(std::move(name), surroundings), window_(std::move(window)) {}

  std::string title() const override { return window_.title(); }
  Shape output_shape() const override { return window_.output; }
  Border input_border() const override { return window_.border(); }
  std::optional<Size2> needed_input() const override { return window_.needed_input(); }
  bool input_in_vectors() const override { return true; }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  /// Whether taps are written one by one; else there are loops over the window.
  bool unrolled() const { return window_.size.height * window_.size.width <= 9; }
  bool overlapping() const;
  /// Whether backward writes to every pixel of the input's gradient.
  bool covering() const;

  /// Opens the loops over windows, makes `share`, one over the values in a window, writes `body` and closes them.
  void emit_windows(Writer& out, const std::function<void(const std::string& y, const std::string& x)>& body) const;
  /// Calls `tap` with the address in `map` of each value under the window at (y, x).
  void emit_taps(Writer& out, const std::string& map, const std::string& y, const std::string& x,
                 const std::string& channel, const std::function<void(const std::string& address)>& tap) const;

  PoolingWindow window_;
};

}  // namespace constnet::codegen
