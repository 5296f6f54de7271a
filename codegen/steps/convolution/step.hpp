// Conv2D with its activation and, where it follows and fits, its MaxPooling2D: one step.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "emit/pack_parts.hpp"
#include "emit/product.hpp"
#include "plan/winograd.hpp"
#include "steps/step.hpp"

namespace constnet::codegen {

/// Whether `pool` can be computed inside the convolution before it: whole windows that do not overlap, few enough to
/// keep in registers.
bool can_fuse(const Conv2D& convolution, const MaxPooling2D& pool, const Shape& convolved, const Target& target);

/// Whether a kernel sees all channels, its taps lie on neighbouring pixels and so do the places where it stands.
inline bool is_plain(const Conv2D& convolution) {
  return convolution.groups == 1 && convolution.strides == Size2{1} && convolution.dilation_rate == Size2{1};
}

class ConvolutionStep : public Step {
 public:
  ConvolutionStep(std::string name, Surroundings surroundings, const Conv2D& convolution, Shape input,
                  std::optional<MaxPooling2D> pool);

  std::string title() const override;
  long long multiply_adds() const override;
  /// Of the kernel's gradient and, where there is one, the input's; only winners count where lists of them are
  /// followed.
  long long backward_multiply_adds() const override;
  std::vector<StepTensor> tensors() const override;
  Shape output_shape() const override { return output_shape_; }
  Border input_border() const override;
  std::optional<Size2> needed_input() const override;
  void crop_output(Size2 needed) override;
  /// Winograd transforms take vectors of channels, sums over channels one at a time.
  bool input_in_vectors() const override { return winograd_tile() > 0; }
  int winograd_tile() const override { return std::max({image_tile_, batch_tile_, gradient_tile_}); }
  int scratch() const override;
  bool takes_several() const override { return batch_tile_ > 0; }
  int several_scratch() const override;
  bool learns_in_place() const override { return true; }
  bool clears_kernel_sums() const override;
  void claim(Memory& memory) override;
  void emit_forward(Writer& out) const override;
  void emit_training(Writer& out) const override;
  void emit_prepare(Writer& out) const override;
  void emit_read_back(Writer& out) const override;
  void emit_prepare_backward(Writer& out) const override;
  void emit_add_gradients(Writer& out) const override;

 private:
  /// One of the stride x stride sets of input pixels that the same kernel taps reach, each a small dense convolution.
  struct Phase {
    int row, column;              ///< first input pixel
    int tap_row, tap_column;      ///< first kernel tap that reaches it
    int first_row, first_column;  ///< first row and column of the output gradient that it reads
    int unit_rows, unit_columns;
    int kernel_rows, kernel_columns;
    std::string suffix;
  };

  /// A pixel's patch as runs of floats that follow each other in the input: one for each kernel row, along columns and
  /// channels, or one for each tap where dilation or groups leave floats out between them. A filter's kernel in this
  /// layout has the runs one behind the other, each in whole vectors.
  struct Patch {
    int rows;
    int columns;  ///< runs in a row
    int vectors;  ///< of a run
    int size;     ///< floats of one filter's kernel
    int runs() const { return rows * columns; }
  };
  /// A block of vectors of a patch, with the variables of the loops over all blocks; "" where a loop runs once.
  struct PatchBlock {
    int runs;
    int first_vector;  ///< of the run, without `block`
    int vectors;       ///< of each run
    int blocks;        ///< how often `block` runs
    std::string row;   ///< of runs, where blocks have one run each
    std::string column;
    std::string block;
  };

  int filters() const { return convolution_.filters; }
  bool relu() const { return convolution_.activation == Activation::relu; }
  /// Whether backward follows lists of pooling windows' winners.
  bool sparse() const { return pool_ && around_.sparse && convolution_.groups == 1; }
  /// Where the input pixel of output pixel (0, 0) and kernel tap (0, 0) lies, counted from the map's block.
  int input_origin() const;

  void emit_add_kernel_gradients(Writer& out) const;
  void emit_mask(Writer& out) const;

  // direct.cpp: forward without transforms
  ProductCode forward_code(bool winners) const;
  Product forward_product() const;
  void emit_direct_forward(Writer& out, bool winners) const;

  // groups.cpp: groups of filters that see a part of the channels
  int blocks_of(int outputs) const;
  KernelParts parts(int blocks) const;
  KernelParts parts() const { return parts(blocks_); }
  int block_channels() const { return input_shape_.channels / blocks_; }
  int block_filters() const { return filters() / blocks_; }
  WeightSource kernel_source(const std::string& block) const;
  void emit_prepare_groups(Writer& out) const;
  void emit_read_back_groups(Writer& out) const;
  void emit_prepare_backward_groups(Writer& out) const;
  void emit_add_group_gradients(Writer& out) const;

  // winograd.cpp: several tiles per image
  int choose_image_tile() const;
  Size2 transformed_pixels() const;
  int filter_block(int m) const;
  int filter_block() const { return filter_block(image_tile_); }
  int tile_rows() const;
  int tile_columns() const;
  Size2 chunk() const;
  int tiles_per_chunk() const;
  bool chunk_takes_all_blocks() const;
  ProductCode position_code(int tiles) const;
  void emit_winograd_forward(Writer& out, bool winners) const;
  void emit_input_transform(Writer& out) const;
  void emit_output_transform(Writer& out, bool winners) const;

  // winograd_batch.cpp: one tile per image, all images of a micro-batch together
  int choose_batch_tile() const;
  ProductCode batch_code(bool backward, int images) const;
  int products_offset() const;
  void claim_batch(Memory& memory) const;
  void emit_batch_forward(Writer& out) const;
  void emit_batch_products(Writer& out, bool backward) const;
  void emit_batch_training(Writer& out) const;
  void emit_batch_backward(Writer& out) const;

  // winograd_weights.cpp: kernels for all of them
  void emit_winograd_prepare(Writer& out, int m, const Tile& tile, int block_depth, const std::string& to_block) const;
  void emit_batch_prepare(Writer& out) const;
  void emit_batch_add_gradients(Writer& out) const;

  // winograd_gradients.cpp: several tiles per image, without pooling
  int choose_gradient_tile() const;
  int gradient_rows() const;
  int d_input_rows() const;
  int gradient_tiles() const;
  ProductCode d_input_code(int tiles) const;
  void claim_tiled(Memory& memory) const;
  void emit_tiled_kernel_gradient(Writer& out) const;
  void emit_tiled_kernel_loops(Writer& out) const;
  void emit_tiled_input_gradient(Writer& out) const;
  void emit_tiled_backward(Writer& out) const;

  // window_gradients.cpp: sparse, for images with one channel
  Size2 window_extent() const;
  bool gathers_windows() const;
  void claim_windows(Memory& memory) const;
  void emit_window_backward(Writer& out) const;

  // patch.cpp: the pixels under one kernel
  Patch patch() const;
  int run_offset(int run) const;
  bool patch_has_gaps() const;
  void emit_patch_blocks(Writer& out, int limit, const std::function<void(const PatchBlock&)>& body) const;
  std::string in_map(const PatchBlock& at, const std::string& base, long long start) const;
  std::string in_filter(const PatchBlock& at, const std::string& base) const;
  std::string in_blocks(const PatchBlock& at, const std::string& base) const;
  void emit_transpose_blocks(Writer& out, int limit, const std::string& blocks, bool add) const;

  // sparse_gradients.cpp: only pixels that won their pooling window
  int winner_offset(int winner) const;
  int weight_block_limit() const { return around_.target.registers - 4; }
  int input_block_limit() const;
  int input_group_words() const;
  int words_in_strip(int floats) const;
  std::string sparse_input_name(int rows, int columns, int group) const;
  void claim_sparse(Memory& memory) const;
  void emit_route(Writer& out) const;  // route.cpp
  void emit_sparse_weight_gradient(Writer& out) const;
  void emit_sparse_input_gradient(Writer& out) const;
  void emit_sparse_input_group(Writer& out, int group) const;
  void emit_sparse_backward(Writer& out) const;

  // in_place.cpp: backward changes the weights, for train_step
  void claim_in_place(Memory& memory) const;
  void emit_list_gradients(Writer& out) const;
  void emit_move_filter(Writer& out, bool back) const;
  void emit_move_part(Writer& out, bool back, TapOrder order) const;
  void emit_in_place_block(Writer& out, int rows, int columns, bool d_input) const;
  void emit_in_place_blocks(Writer& out, bool d_input, const std::string& kernel) const;
  void emit_find_filter(Writer& out) const;
  void emit_in_place_backward(Writer& out) const;

  // dense_gradients.cpp: all pixels
  Shape summed_shape() const;
  void emit_unpool(Writer& out) const;
  std::vector<Phase> phases() const;
  MapLayout masked_layout() const;
  ProductCode phase_code(const Phase& phase) const;
  void claim_dense(Memory& memory) const;
  void emit_dense_backward(Writer& out) const;

  Conv2D convolution_;
  Shape input_shape_;
  Shape convolved_;
  Shape output_shape_;  ///< what is computed: without the rows and columns that nobody reads
  Shape layer_output_;  ///< what the layers' rules say
  std::optional<MaxPooling2D> pool_;
  int blocks_;  ///< equal parts of channels and filters, of one or more groups, that are computed one after the other
  int blocks_back_;  ///< the same for the input's gradient
  int padding_top_;
  int padding_left_;
  int image_tile_;     ///< outputs along a Winograd tile of the forward pass; 0: direct
  int batch_tile_;     ///< the same for several images together where one tile is the whole map; 0: not
  int gradient_tile_;  ///< outputs along a tile of the gradients where there are several; 0: other ways
};

}  // namespace constnet::codegen
