// The patch of a pixel: what lies in the input under one kernel, in runs that backward passes take vector by vector.
#include "emit/patch_blocks.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {

ConvolutionStep::Patch ConvolutionStep::patch() const {
  const Size2 kernel = convolution_.kernel_size;
  const bool groups = convolution_.groups > 1;
  const bool whole_rows = !groups && (convolution_.dilation_rate.width == 1 || kernel.width == 1);
  const int columns = whole_rows ? 1 : kernel.width;
  const int floats = groups ? parts().channels : (whole_rows ? kernel.width : 1) * input_.pixel_stride;
  const int vectors = (floats + lanes() - 1) / lanes();
  return {kernel.height, columns, vectors, kernel.height * columns * vectors * lanes()};
}

/// Floats of the input between the first run of a patch and run number `run`.
int ConvolutionStep::run_offset(int run) const {
  const Patch p = patch();
  return run / p.columns * convolution_.dilation_rate.height * input_.row_stride() +
         run % p.columns * convolution_.dilation_rate.width * input_.pixel_stride;
}

/// Whether a filter's kernel has gaps where pixels have more floats than channels, or vectors reach past a run.
bool ConvolutionStep::patch_has_gaps() const {
  const Patch p = patch();
  if (convolution_.groups > 1) return p.vectors * lanes() != parts().channels;
  const int taps = p.columns > 1 ? 1 : convolution_.kernel_size.width;
  return input_.pixel_stride != input_shape_.channels || p.vectors * lanes() != taps * input_.pixel_stride;
}

/// Emits the loops over the blocks of a patch, of at most `limit` vectors each, and within them what `call` writes.
void ConvolutionStep::emit_patch_blocks(Writer& out, int limit, const PatchBlockCall& call) const {
  const Patch p = patch();
  const PatchBlocks blocks = cut_patch(p.runs(), p.vectors, limit);
  for (const Segment& r : blocks.rows) {
    const std::string row = open_loop(out, "row", r.count > 1 ? p.rows : 1);
    const std::string column = open_loop(out, "column", r.count > 1 ? p.columns : 1);
    for (const Segment& c : blocks.columns) {
      const std::string block = open_loop(out, "block", c.count);
      const long long width = 1LL * c.size * lanes();
      const PatchPlace in_map = [&](const std::string& base, long long start) {
        return sum(base,
                   {{row, 1LL * convolution_.dilation_rate.height * input_.row_stride()},
                    {column, 1LL * convolution_.dilation_rate.width * input_.pixel_stride},
                    {block, width}},
                   start + 1LL * c.start * lanes());
      };
      const PatchPlace in_kernel = [&](const std::string& base, long long start) {
        return sum(base,
                   {{row, 1LL * p.columns * p.vectors * lanes()}, {column, 1LL * p.vectors * lanes()}, {block, width}},
                   start + 1LL * c.start * lanes());
      };
      call(r.size, c.size, in_map, in_kernel);
      close_loop(out, block);
    }
    close_loop(out, column);
    close_loop(out, row);
  }
}

}  // namespace constnet::codegen
