// Blocks of memory that a generated network needs, with the names under which the generated code knows their offsets.
#pragma once

#include <string>
#include <vector>

namespace constnet::codegen {

/// One named block in a region; offsets and sizes in elements.
struct Block {
  std::string name;
  int offset = 0;
  int size = 0;
};

/// A block that must hold its values from step `first` to step `last`.
struct Lifetime {
  std::string name;
  int size = 0;
  int first = 0;
  int last = 0;
};

/// Blocks one after the other, each on a 64-byte boundary for any element type.
class Region {
 public:
  /// Claims `size` elements under `name`.
  void claim(const std::string& name, int size);
  /// Claims blocks of which those that are not needed at the same step share their elements.
  void claim_in_turns(std::vector<Lifetime> lifetimes);
  const std::vector<Block>& blocks() const { return blocks_; }
  int size() const { return size_; }

 private:
  std::vector<Block> blocks_;
  int size_ = 0;
};

/// Places blocks so that those alive at the same step do not overlap: largest first, each at the lowest free offset.
std::vector<Block> place(std::vector<Lifetime> lifetimes);

/// End of the last of `blocks`.
int end_of(const std::vector<Block>& blocks);

/// Everything that the steps of one network claim for one vector width.
struct Memory {
  Region weights;                   ///< what predict reads
  Region training_weights;          ///< what backward reads besides
  std::vector<Lifetime> inference;  ///< activations of one image
  std::vector<Lifetime> batch;      ///< activations of a micro-batch that is predicted
  Region floats;                    ///< activations and their gradients of a micro-batch
  Region gradients;                 ///< sums of parameter gradients
  Region words;                     ///< masks and offsets for sparse backward passes
  Region bytes;                     ///< winners of max pooling
  // For a train_step only:
  Region trained;                        ///< what predict reads of the steps that learn; `weights` holds the others
  Region state;                          ///< what the optimizer keeps for each of those
  Region backward_floats;                ///< needed only while a step's backward pass runs
  Region backward_words;                 ///< the same
  std::vector<Lifetime> training;        ///< in place of `floats`
  std::vector<Lifetime> training_words;  ///< in place of `words`
};

}  // namespace constnet::codegen
