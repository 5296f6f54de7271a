// BatchNormalization in training, with the statistics of the batch, and what behind it is done in the same passes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "emit/expression.hpp"
#include "steps/normalization.hpp"

namespace constnet::codegen {

/// Whether `pool` can be computed in the same pass as the normalization of `input`: small windows that do not overlap.
bool can_pool_normalized(const MaxPooling2D& pool, const Shape& input);

/// Forward and backward have a first half, NAME_statistics and NAME_sums, that leaves in the arena what the whole batch
/// has to agree on before the second half, NAME_forward_batch and NAME_backward. An activation behind it has no maps of
/// its own: its slope is found anew from the input. Nor has max pooling behind that, where windows do not overlap.
class BatchNormalizationStep : public Step {
 public:
  /// `first` is the place of the layer's channels in the arena's statistics.
  BatchNormalizationStep(std::string name, Surroundings surroundings, Normalization normalization, int first,
                         Shape shape, std::optional<ActivationFunction> activation, std::optional<MaxPooling2D> pool)
      : Step(std::move(name), surroundings),
        normalization_(std::move(normalization)),
        activation_(std::move(activation)),
        pool_(pool),
        first_(first),
        shape_(shape) {}

  std::string title() const override;
  std::vector<StepTensor> tensors() const override { return tensors_of(normalization_, false); }
  const ActivationFunction* activation_function() const override;
  Shape output_shape() const override { return pool_ ? constnet::output_shape(*pool_, shape_) : shape_; }
  bool input_in_vectors() const override { return true; }
  bool needs_backward_weights() const override { return false; }
  std::optional<BatchNormalized> normalizes_batch() const override {
    return BatchNormalized{normalization_, first_, shape_.channels};
  }
  void claim(Memory& memory) override;
  void emit_forward(Writer&) const override {}  // there is no image without its batch
  void emit_forward_batch(Writer& out) const override;
  void emit_training(Writer& out) const override;
  void emit_prepare(Writer& out) const override;
  void emit_add_gradients(Writer& out) const override;

 private:
  /// Some vectors of a pixel's channels, whose constants and sums are in registers while a pass goes over the pixels.
  struct Vectors {
    int count;
    std::string channel;  ///< the variable of the loop around them, or ""
    long long start;      ///< the first channel, counted from that variable
    std::string suffix(int i) const { return count == 1 ? "" : std::to_string(i); }
  };
  using Body = std::function<void(const Vectors&)>;
  /// Opens the loops over all channels, as many vectors at a time as leave a pass that keeps `held` registers for each
  /// enough others, and writes `body` for each loop.
  void emit_channels(Writer& out, int held, const Body& body) const;
  /// Where vector `i` of those begins.
  std::string of_channel(const std::string& base, const Vectors& vectors, int i) const;
  std::string in_map(const std::string& map, const MapLayout& layout, const std::string& row, const std::string& column,
                     const Vectors& vectors, int i) const;
  std::string statistics(const std::string& member, const Vectors& vectors, int i) const;
  std::string weights(const std::string& role, const Vectors& vectors, int i) const;
  /// Declares "`what`0", "`what`1", ... as what `value` says of each vector.
  static void declare(Writer& out, const Vectors& vectors, const std::string& what,
                      const std::function<std::string(int i)>& value, bool constant = true);
  /// The sums `names` of each vector over the pixels of a map of `shape`, to which `body` adds what it finds at each
  /// pixel: row by row, so that sums stay short and their errors small.
  void emit_sums(Writer& out, const Vectors& vectors, const Shape& shape, const std::vector<std::string>& names,
                 const std::function<void(const std::string& row, const std::string& column)>& body) const;
  void emit_clear_statistics(Writer& out, const std::vector<std::string>& members) const;
  void open_half(Writer& out, const std::string& function, bool weights) const;

  bool is_relu() const;
  bool bends() const { return activation_.has_value(); }
  /// Whether backward has to know on which side of a bend the normalized value lies; behind pooling the output says it.
  bool normalizes_again() const { return bends() && !pool_; }
  /// Registers for mean, factor and, where there is one and it is asked for, beta.
  int held_constants(bool shift) const { return normalization_.center && shift ? 3 : 2; }
  void emit_constants(Writer& out, const Vectors& vectors, bool shift) const;
  void emit_whole_forward(Writer& out) const;
  void emit_whole_backward(Writer& out, const Vectors& vectors) const;
  std::string normalized(const std::string& distance, const std::string& suffix) const;
  /// Declares `d` of a vector: the gradient of the normalized value, found from the output's and, where there is an
  /// activation, from `distance`.
  void emit_gradient(Writer& out, const std::string& d_output, const std::string& suffix) const;

  /// From the gradient `d` of the normalized value, or "" where it is zero, to that of the input at `input`, in
  /// `d_input`. Variables are named by `suffix` and `place`.
  void emit_input_gradient(Writer& out, const std::string& input, const std::string& d, const std::string& suffix,
                           const std::string& place, const std::string& d_input) const;

  // batch_normalization_pooled.cpp
  MapLayout window_layout() const;
  std::string distances_map() const;
  std::string winners_map() const;
  void each_pixel(const std::function<void(int place, int row, int column)>& body) const;
  std::string in_window(const std::string& map, const MapLayout& layout, const std::string& y, const std::string& x,
                        int row, int column, const Vectors& vectors, int i) const;
  void emit_pooled_forward(Writer& out) const;
  void emit_pooled_gradient(Writer& out, const std::string& y, const std::string& x, const Vectors& vectors,
                            int i) const;
  void emit_pooled_sums(Writer& out, const Vectors& vectors) const;
  void emit_pooled_backward(Writer& out, const Vectors& vectors) const;

  void emit_statistics(Writer& out) const;
  void emit_deviations(Writer& out) const;
  void emit_whole_sums(Writer& out, const Vectors& vectors) const;
  void emit_backward_sums(Writer& out) const;
  void emit_backward(Writer& out) const;

  Normalization normalization_;
  std::optional<ActivationFunction> activation_;
  std::optional<MaxPooling2D> pool_;
  int first_;
  Shape shape_;
};

}  // namespace constnet::codegen
