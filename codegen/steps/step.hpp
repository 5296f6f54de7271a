// One step of a plan: what it needs in memory and the code it stands for.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "emit/writer.hpp"
#include "plan/map_layout.hpp"
#include "plan/memory.hpp"
#include "plan/target.hpp"

namespace constnet::codegen {

/// What every step knows of its surroundings.
struct Surroundings {
  Target target;
  bool training = false;       ///< a backward pass is generated
  bool input_gradient = true;  ///< false where no parameters lie before this step
  int micro_batch = 1;         ///< images that the batch and training arenas hold
  int winograd = 2;            ///< largest Winograd tile for convolutions within an image; 0 for none at all
  bool sparse = true;          ///< backward through pooling follows lists of winners; else it sums over all pixels
};

/// A step reads one map and writes the next. The planner asks for the demands on the input map first, then fixes the
/// layouts of all maps, then lets each step claim memory, then emit.
class Step {
 public:
  Step(std::string name, Surroundings surroundings) : name_(std::move(name)), around_(surroundings) {}
  virtual ~Step() = default;
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  const std::string& name() const { return name_; }
  /// The step in one line: kind, sizes, shapes.
  virtual std::string title() const = 0;
  virtual long long multiply_adds() const { return 0; }
  virtual bool has_parameters() const { return false; }
  /// Outputs along the largest Winograd tile of this step; 0 where all sums are direct.
  virtual int winograd_tile() const { return 0; }

  virtual Shape output_shape() const = 0;
  /// Zeros that the step reads around its input.
  virtual Border input_border() const { return {}; }
  /// The rows and columns of the input that the step reads, from the top left, if not all: pooling may drop the rest.
  virtual std::optional<Size2> needed_input() const { return std::nullopt; }
  /// Told by the planner: nobody reads more than the first `needed` rows and columns of the output.
  virtual void crop_output(Size2 /*needed*/) {}
  /// Whether the step loads whole vectors along the channels of its input, which a user's image is not padded for.
  virtual bool input_in_vectors() const { return false; }

  /// Floats that emit_forward's function needs besides its maps; where there are any, it takes them as `scratch`.
  virtual int scratch() const { return 0; }

  /// Whether several images go through this step together: NAME_forward_several(weights, input, output[, scratch],
  /// count), which emit_forward writes as well; `several_scratch` floats of scratch are for `micro_batch` images.
  virtual bool takes_several() const { return false; }
  virtual int several_scratch() const { return 0; }

  /// Told by the planner once layouts are fixed; names of blocks are those of the producing steps.
  void connect(std::string input_name, MapLayout input, MapLayout output) {
    input_name_ = std::move(input_name);
    input_ = input;
    output_ = output;
  }
  virtual void claim(Memory& /*memory*/) {}

  /// Functions for inference (also used by training): NAME_forward(weights, input, output[, scratch]) for one image.
  virtual void emit_forward(Writer& out) const = 0;
  /// Functions for training: NAME_forward_batch and NAME_backward, both (weights, arena, count).
  virtual void emit_training(Writer& out) const = 0;
  /// Of steps with parameters: the statements that bring `kernel` and `bias` into the layout of `weights`.
  virtual void emit_prepare(Writer& /*out*/) const {}
  /// The same for what only backward reads; `needs_backward_weights` says whether there is any.
  virtual void emit_prepare_backward(Writer& /*out*/) const {}
  virtual bool needs_backward_weights() const { return has_parameters() && around_.input_gradient; }
  /// Of steps with parameters: the statements that add the sums in `arena` to `d_kernel` and `d_bias`.
  virtual void emit_add_gradients(Writer& /*out*/) const {}

 protected:
  int lanes() const { return around_.target.lanes; }
  int padded(int channels) const { return round_up(channels, lanes()); }
  /// Layout of a gradient map is that of the map itself.
  std::string input_map(const std::string& image) const;
  std::string output_map(const std::string& image) const;
  std::string d_input_map(const std::string& image) const;
  std::string d_output_map(const std::string& image) const;
  /// Block `name` of the training arena, for image `image` where there is one of `size` per image ("" for the first).
  static std::string arena_block(const std::string& member, const std::string& name, const std::string& image,
                                 int size);

  std::string name_;
  Surroundings around_;
  std::string input_name_;
  MapLayout input_;
  MapLayout output_;
};

/// "(5, 5, 64)" or "(576)".
std::string text_of(const Shape& shape);
/// 2407168 as "2,407,168".
std::string with_separators(long long n);
/// "3x3".
std::string text_of(const Size2& size);

}  // namespace constnet::codegen
