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

/// Emits the loops over the blocks of a patch, of at most `limit` vectors each, and within them what `body` writes.
void ConvolutionStep::emit_patch_blocks(Writer& out, int limit,
                                        const std::function<void(const PatchBlock&)>& body) const {
  const Patch p = patch();
  const PatchBlocks blocks = cut_patch(p.runs(), p.vectors, limit);
  for (const Segment& r : blocks.rows) {
    const std::string row = open_loop(out, "row", r.count > 1 ? p.rows : 1);
    const std::string column = open_loop(out, "column", r.count > 1 ? p.columns : 1);
    for (const Segment& c : blocks.columns) {
      const std::string block = open_loop(out, "block", c.count);
      body({r.size, c.start, c.size, c.count, row, column, block});
      close_loop(out, block);
    }
    close_loop(out, column);
    close_loop(out, row);
  }
}

/// The block's first vector in the patch at `base` + `start` of a map.
std::string ConvolutionStep::in_map(const PatchBlock& at, const std::string& base, long long start) const {
  return sum(base,
             {{at.row, 1LL * convolution_.dilation_rate.height * input_.row_stride()},
              {at.column, 1LL * convolution_.dilation_rate.width * input_.pixel_stride},
              {at.block, 1LL * at.vectors * lanes()}},
             start + 1LL * at.first_vector * lanes());
}

/// The same in the kernel of one filter.
std::string ConvolutionStep::in_filter(const PatchBlock& at, const std::string& base) const {
  const Patch p = patch();
  return sum(base,
             {{at.row, 1LL * p.columns * p.vectors * lanes()},
              {at.column, 1LL * p.vectors * lanes()},
              {at.block, 1LL * at.vectors * lanes()}},
             1LL * at.first_vector * lanes());
}

/// Where the block of the first filter lies in the kernels of all filters: block by block, and in each, filter by
/// filter.
std::string ConvolutionStep::in_blocks(const PatchBlock& at, const std::string& base) const {
  const Patch p = patch();
  const long long vectors = 1LL * filters() * lanes();
  return sum(base,
             {{at.row, vectors * p.columns * p.vectors},
              {at.column, vectors * p.vectors},
              {at.block, vectors * at.runs * at.vectors}},
             vectors * at.runs * at.first_vector);
}

/// Emits the calls that bring `kernel`, in Keras' layout, into blocks of at most `limit` vectors at `blocks`, or add
/// those to `d_kernel`.
void ConvolutionStep::emit_transpose_blocks(Writer& out, int limit, const std::string& blocks, bool add) const {
  const Patch p = patch();
  const int channels = input_shape_.channels;
  const int taps = p.columns > 1 ? 1 : convolution_.kernel_size.width;  // of a run
  // Where pixels have no gaps, the weights of a run follow each other in Keras' layout too; else those of a tap do.
  const bool gaps = taps > 1 && input_.pixel_stride != channels;
  const int stretch = gaps ? channels : taps * channels;
  const int vectors_of_stretch = gaps ? input_.pixel_stride / lanes() : p.vectors;
  const long long stretch_step = 1LL * stretch * filters();
  emit_patch_blocks(out, limit, [&](const PatchBlock& at) {
    const std::string run = open_loop(out, "run", at.runs);
    const std::string vector = gaps ? open_loop(out, "vector", at.vectors) : "";
    const int width = (gaps ? 1 : at.vectors) * lanes();
    const long long run_step = stretch_step * (gaps ? taps : 1);
    std::vector<Term> terms{{at.row, run_step * p.columns}, {at.column, run_step}, {run, run_step}};
    long long start = 0;
    std::string count = std::to_string(std::min(width, stretch));
    if (vectors_of_stretch == 1) {
      terms.insert(terms.end(), {{at.block, stretch_step * at.vectors}, {vector, stretch_step}});
      start = stretch_step * at.first_vector;
    } else {
      const int first = at.first_vector * lanes();
      const int block_step = at.vectors * lanes();
      std::string left;  // of the stretch, where that depends on a variable
      if (gaps) {
        out.line("const int in_run = {};", sum("", {{at.block, block_step}, {vector, lanes()}}, first));
        terms.push_back({fmt::format("in_run / {}", input_.pixel_stride), stretch_step});
        terms.push_back({fmt::format("in_run % {}", input_.pixel_stride), filters()});
        if (stretch % lanes() != 0) left = fmt::format("{} - in_run % {}", stretch, input_.pixel_stride);
      } else {
        terms.push_back({at.block, 1LL * block_step * filters()});
        start = 1LL * first * filters();
        if (stretch < first + at.blocks * width) left = sum(std::to_string(stretch - first), {{at.block, -block_step}});
      }
      const bool looped = gaps || !at.block.empty();
      if (!left.empty()) {
        count = looped ? fmt::format("static_cast<std::size_t>(std::min({}, {}))", width, left) : left;
      }
    }
    const std::string kernel = sum(add ? "d_kernel" : "kernel", terms, start);
    const std::string in_order = sum(in_blocks(at, blocks), {{run, 1LL * at.vectors * lanes()}, {vector, lanes()}});
    const std::string per_filter = std::to_string(at.runs * at.vectors * lanes());
    const std::string all = std::to_string(filters());
    if (add) {
      out.list("transpose_add", {in_order, per_filter, kernel, all, all, count}, ";");
    } else {
      out.list("transpose", {kernel, all, in_order, per_filter, count, all}, ";");
    }
    close_loop(out, vector);
    close_loop(out, run);
  });
}

}  // namespace constnet::codegen
