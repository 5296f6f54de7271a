// One step of a plan: what it needs in memory and the code it stands for.
#pragma once

#include <constnet/codegen/network.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "emit/activation_function.hpp"
#include "emit/writer.hpp"
#include "plan/map_layout.hpp"
#include "plan/memory.hpp"
#include "plan/target.hpp"
#include "plan/tile.hpp"
#include "plan/tuning.hpp"
#include "plan/update_rule.hpp"

namespace constnet::codegen {

/// Sums of parameter gradients beyond this many floats are cleared piece by piece: half of a second-level cache.
constexpr int kCachedSums = 65536;

/// The channels that a step normalizes with the statistics of the batch.
struct BatchNormalized {
  Normalization normalization;
  int first;  ///< place in the arena's statistics
  int channels;
};

/// What every step knows of its surroundings.
struct Surroundings {
  Target target;
  bool training = false;         ///< a backward pass is generated
  bool input_gradient = true;    ///< false where nothing that is trained lies before this step
  bool trainable = true;         ///< whether the step's own parameters are trained
  int micro_batch = 1;           ///< images that pass through a step together
  std::vector<int> groups = {};  ///< Plan::groups: `micro_batch` of each part
  int arena_images = 0;          ///< that the training arena holds, where they pass in groups; 0: all together
  int winograd = 2;              ///< largest Winograd tile for convolutions within an image; 0 for none at all
  bool sparse = true;            ///< backward through pooling follows lists of winners; else it sums over all pixels
  std::shared_ptr<Tuning> tuning = nullptr;             ///< measured choices, or null
  std::optional<Normalization> normalization = {};      ///< folded into the step's parameters
  Sides zeros = {};                                     ///< around the input: a ZeroPadding2D that the step takes along
  std::optional<UpdateRule> train_step = std::nullopt;  ///< backward changes the weights, image by image
};

/// A map that a step reads.
struct Source {
  std::string name;  ///< of its block
  MapLayout layout;
  std::string d_name;   ///< of the block that the step writes the map's gradient to; empty where nobody needs it
  bool d_kept = false;  ///< whether that block holds all images of the arena, not only those of a group
};

/// A parameter tensor of a step: what its functions call it ("kernel"), and which of the network's it is.
struct StepTensor {
  std::string role;
  std::string block;  ///< "conv2d_1_kernel"
};

/// A step reads one map, or several, and writes one. The planner asks for the demands on the input maps first, then
/// fixes the layouts of all maps, then lets each step claim memory, then emit.
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
  /// Of the parameters' gradients and the input's, as far as there are any.
  virtual long long backward_multiply_adds() const {
    return multiply_adds() * ((learns() ? 1 : 0) + (around_.training && around_.input_gradient ? 1 : 0));
  }
  /// The activation whose functions the step calls; null where there are none.
  virtual const ActivationFunction* activation_function() const { return nullptr; }
  /// Whether the step reads the training arena's `randomness`.
  virtual bool draws_numbers() const { return false; }
  /// Whether forward in training adds to the training arena's `activity_penalty`.
  virtual bool adds_to_loss() const { return false; }
  /// The parameter tensors that emit_prepare and emit_add_gradients speak of, in Keras' order.
  virtual std::vector<StepTensor> tensors() const { return {}; }
  bool has_parameters() const { return !tensors().empty(); }
  /// Those of them that training changes, where the step is trainable.
  virtual std::vector<StepTensor> learned_tensors() const { return tensors(); }
  bool learns() const { return around_.training && around_.trainable && !learned_tensors().empty(); }
  /// A normalization whose parameters are folded into those of the step: emit_prepare finds its factors in `factors`.
  const std::optional<Normalization>& folded() const { return around_.normalization; }
  /// What emit_prepare reads: tensors(), and those of what is folded into the step.
  std::vector<StepTensor> prepared_tensors() const;
  /// The channels that the step normalizes with the statistics of the batch, if it is one that does. Then there are
  /// NAME_statistics(arena, count) and NAME_sums(arena, count) before NAME_forward_batch and NAME_backward.
  virtual std::optional<BatchNormalized> normalizes_batch() const { return std::nullopt; }
  /// Whether the step's backward pass can change its weights in place, for train_step.
  virtual bool learns_in_place() const { return !has_parameters(); }
  /// Whether NAME_backward itself clears the sums of the kernel's gradient where they have to start from zero, piece by
  /// piece just before it adds to each: for sums that outgrow a cache.
  virtual bool clears_kernel_sums() const { return false; }
  /// Whether the step has a part in the backward pass at all.
  bool in_backward() const { return around_.training && (around_.input_gradient || learns()); }
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

  /// Told by the planner once layouts are fixed.
  void connect(std::vector<Source> sources, MapLayout output, bool d_output_kept) {
    sources_ = std::move(sources);
    input_ = sources_.front().layout;
    output_ = output;
    d_output_kept_ = d_output_kept;
  }
  virtual void claim(Memory& /*memory*/) {}

  /// Functions for inference (also used by training): NAME_forward(weights, input..., output[, scratch]) for one image.
  virtual void emit_forward(Writer& out) const = 0;
  /// Functions for training: NAME_forward_batch and NAME_backward, both (weights, arena, count), or (weights, arena,
  /// first, count) for the images of the arena from `first` on where they pass in groups. Only of steps that are
  /// in_backward(); of the others, emit_forward_batch says all. For train_step, NAME_backward of a step that learns
  /// takes (weights, arena) and what emit/update.hpp says, finds the input's gradient and then changes the weights.
  virtual void emit_training(Writer& out) const = 0;
  /// NAME_forward_batch(weights, arena, count): NAME_forward of one image after the other.
  virtual void emit_forward_batch(Writer& out) const;
  /// Of steps with parameters: the statements that bring the tensors, each a pointer named by its role, into the layout
  /// of `weights`.
  virtual void emit_prepare(Writer& /*out*/) const {}
  /// The same for the first tensor and what only backward reads; `needs_backward_weights` says whether there is any.
  virtual void emit_prepare_backward(Writer& /*out*/) const {}
  virtual bool needs_backward_weights() const { return has_parameters() && around_.input_gradient; }
  /// Of steps that learn in place: the statements that bring the tensors, each a pointer named by its role, back out of
  /// the layout of `weights`.
  virtual void emit_read_back(Writer& /*out*/) const {}
  /// Of steps that learn: the statements that add the sums in `arena` to the gradient of each tensor, d_ROLE.
  virtual void emit_add_gradients(Writer& /*out*/) const {}

 protected:
  int lanes() const { return around_.target.lanes; }
  int padded(int channels) const { return round_up(channels, lanes()); }
  /// The tile for one of the step's products, by its name within the step: as measured, else by the cost model.
  Tile tile_for(const std::string& product, const Product& work) const;
  /// Emits the statement that brings the bias, and what is folded into it, into `padded_outputs` floats at
  /// `weights_at`'s NAME_bias.
  void emit_prepare_bias(Writer& out, bool use_bias, int outputs, int padded_outputs) const;
  /// Whether the arena's images pass in groups.
  bool in_groups() const { return around_.arena_images > 0; }
  /// Images that the training arena holds.
  int arena_images() const { return in_groups() ? around_.arena_images : around_.micro_batch; }
  /// The place in the arena of image `image` of those that pass together: "(first + image)" where they are a group.
  std::string in_arena(const std::string& image) const;
  /// Opens NAME_FUNCTION(weights, arena, count) of emit_training. `weights` says whether it reads them,
  /// `only_gradients` that it reads and writes no maps but gradients.
  void open_training(Writer& out, const std::string& function, bool weights, bool only_gradients = false) const;
  /// Name of the factors of what is folded into the step, one for each output; empty where nothing is.
  std::string factors() const { return around_.normalization ? "factors" : ""; }
  /// Layout of a gradient map is that of the map itself.
  std::string input_map(const std::string& image) const;
  std::string output_map(const std::string& image) const;
  std::string d_input_map(const std::string& image) const;
  std::string d_output_map(const std::string& image) const;
  /// Block `name` of the training arena, for image `image` where there is one of `size` per image ("" for the first).
  /// `kept` says that it holds all images of the arena.
  std::string arena_block(const std::string& member, const std::string& name, const std::string& image, int size,
                          bool kept = false) const;

  /// Opens NAME_forward of a step with one input and no scratch, under its title.
  void open_forward(Writer& out) const;
  /// Opens NAME_backward of a step without parameters, and in it a loop over the images with their `d_output` and
  /// `d_input`: two blocks to close.
  void open_backward(Writer& out) const;
  /// The statement of emit_read_back for a bias of `size` values, if the step has one.
  void emit_read_back_bias(Writer& out, int size) const;

  /// The same for source number `source`; its gradient has a block where `d_name` is not empty.
  std::string source_map(std::size_t source, const std::string& image) const;
  std::string d_source_map(std::size_t source, const std::string& image) const;

  std::string name_;
  Surroundings around_;
  std::vector<Source> sources_;
  MapLayout input_;  ///< the layout of the first source
  MapLayout output_;
  bool d_output_kept_ = false;
};

/// "(5, 5, 64)" or "(576)".
std::string text_of(const Shape& shape);
/// 2407168 as "2,407,168".
std::string with_separators(long long n);
/// "3x3".
std::string text_of(const Size2& size);
/// "((0, 1), (0, 1))".
std::string text_of(const Sides& sides);

}  // namespace constnet::codegen
