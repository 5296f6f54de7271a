// Writes the code of the networks in models.hpp.
#include <constnet/codegen/generator.hpp>

#include "models.hpp"

using constnet::codegen::model;

int main(int argc, char** argv) {
  constexpr const char* header = "tests/golden/models.hpp";
  return constnet::codegen::generate(
      {
          model<golden::Conv>("conv", header),
          model<golden::ConvPool>("conv_pool", header),
          model<golden::ConvPoolBack>("conv_pool_back", header),
          model<golden::Augmented>("augmented", header),
          model<golden::Branches>("branches", header),
          model<golden::Enlarged>("enlarged", header),
          model<golden::Frames>("frames", header),
          model<golden::Joined>("joined", header),
          model<golden::Observed>("observed", header),
          model<golden::Means>("means", header),
          model<golden::Global>("global", header),
          model<golden::Pool>("pool", header),
          model<golden::PoolFirst>("pool_first", header),
          model<golden::Reshaped>("reshaped", header),
          model<golden::DenseSoftmax>("dense_softmax", header),
          model<golden::Slopes>("slopes", header),
          model<golden::Same>("same", header),
          model<golden::Strides>("strides", header),
          model<golden::TrainStep>("train_step", header),
          model<golden::TrainStepAdam>("train_step_adam", header),
          model<golden::Unrolled>("unrolled", header),
          model<golden::Winograd>("winograd", header),
          model<golden::WinogradBatch>("winograd_batch", header),
          model<golden::Dilated>("dilated", header),
          model<golden::Groups>("groups", header),
          model<golden::Penalty>("penalty", header),
          model<golden::Dropping>("dropping", header),
          model<golden::Normalizing>("normalizing", header),
          model<golden::Inference>("inference", header),
      },
      argc, argv);
}
