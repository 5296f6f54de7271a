// UpSampling2D: each pixel as a block of equal ones; backward adds the gradients of a block up.
#pragma once

#include <functional>
#include <string>

#include "emit/map_loops.hpp"
#include "steps/step.hpp"

namespace constnet::codegen {

class UpSampling2DStep : public Step {
 public:
  UpSampling2DStep(std::string name, Surroundings surroundings, Size2 size, Shape input)
      : Step(std::move(name), surroundings), size_(size), input_shape_(input) {}

  std::string title() const override;
  Shape output_shape() const override { return constnet::output_shape(UpSampling2D{size_}, input_shape_); }
  bool input_in_vectors() const override { return true; }
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;

 private:
  /// Whether the pixels of a block are written one by one; else there are loops over them.
  bool unrolled() const { return size_.height * size_.width <= 16; }
  /// Calls `use` with the address in `map`, which lies as the output does, of each pixel of the block that belongs to
  /// the vector at which `at` stands.
  void emit_block(Writer& out, const std::string& map, const MapPlace& at,
                  const std::function<void(const std::string& address)>& use) const;

  Size2 size_;
  Shape input_shape_;
};

}  // namespace constnet::codegen
