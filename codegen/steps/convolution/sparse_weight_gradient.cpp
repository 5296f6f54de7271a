// The kernel's gradient of a convolution with pooling, summed over lists of winning pixels.
#include <algorithm>

#include "emit/patch_blocks.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// Floats of a map's pixels that stay in a first-level cache while all filters are visited.
constexpr int kCachedPixels = 6144;

}  // namespace

/// Words of positions that the sums for all filters visit before the next ones: so many as read pixels that stay in the
/// first-level cache, of each `floats`. All words where the whole map does.
int ConvolutionStep::words_in_strip(int floats) const {
  const int words = (output_shape_.height * output_shape_.width + 31) / 32;
  const int row = input_.shape.width * std::min(floats, input_.pixel_stride);
  const auto read = [&](int positions) {
    const int rows = std::min(output_shape_.height, (positions + output_shape_.width - 1) / output_shape_.width + 1);
    return (rows * convolution_.strides.height * step(*pool_).height +
            convolution_.dilation_rate.height * (convolution_.kernel_size.height - 1)) *
           row;
  };
  if (row * input_.shape.height <= kCachedPixels) return words;
  int strip = 1;
  while (strip < words && read(32 * (strip + 1)) <= kCachedPixels) ++strip;
  return strip;
}

void ConvolutionStep::emit_sparse_weight_gradient(Writer& out) const {
  const Patch p = patch();
  const int depth = padded(filters());
  const int words = (output_shape_.height * output_shape_.width + 31) / 32;
  const PatchBlocks blocks = cut_patch(p.runs(), p.vectors, weight_block_limit());
  for (const Segment& r : blocks.rows) {
    for (const Segment& c : blocks.columns) {
      out.comment(
          fmt::format("Adds the patches of the winning pixels, times their gradients, to {} x {} vectors of "
                      "each filter's kernel gradient.",
                      r.size, c.size));
      out.list(fmt::format("HWY_NOINLINE void {}_d_kernel_{}x{}", name_, r.size, c.size),
               {"const float* HWY_RESTRICT input", "const float* HWY_RESTRICT d_output",
                "const std::int32_t* HWY_RESTRICT sources", "const std::uint32_t* HWY_RESTRICT positions",
                "float* HWY_RESTRICT d_kernel"},
               " {");
      out.indent();
      const int strip = words_in_strip(c.size * lanes());
      const bool whole = strip == words;
      const std::string gradient = whole ? "d_kernel" : "of_filter";
      if (whole) {
        out.open("for (int filter = 0; filter < {}; ++filter, d_kernel += {})", filters(), r.size * c.size * lanes());
      } else {
        out.comment("In strips, whose pixels stay in the first-level cache while all filters are visited.");
        if (strip == 1) out.open("for (int word = 0; word < {}; ++word)", words);
        if (strip > 1) out.open("for (int strip = 0; strip < {}; strip += {})", words, strip);
        out.open("for (int filter = 0; filter < {}; ++filter)", filters());
        out.line("float* HWY_RESTRICT of_filter = d_kernel + filter * {};", r.size * c.size * lanes());
      }
      const auto each = [&](const auto& body) {
        for (int i = 0; i < r.size; ++i) {
          for (int j = 0; j < c.size; ++j) body(fmt::format("sum{}_{}", i, j), i, j);
        }
      };
      each([&](const std::string& name, int i, int j) {
        out.line("Floats {} = hn::Load(f32, {});", name, sum(gradient, {}, (i * c.size + j) * lanes()));
      });
      const std::string word = whole && words == 1 ? "" : "word";
      if (whole) {
        open_loop(out, "word", words);
      } else if (strip > 1) {
        const std::string end = words % strip == 0 ? fmt::format("strip + {}", strip)
                                                   : fmt::format("std::min(strip + {}, {})", strip, words);
        out.open("for (int word = strip; word < {}; ++word)", end);
      }
      out.line("const int base = {};", sum("filter", {{word, 32LL * depth}}));
      out.open("for (std::uint32_t bits = positions[{}]; bits != 0; bits &= bits - 1)", sum("filter", {{word, depth}}));
      out.line("const int at = base + lowest_bit(bits) * {};", depth);
      out.line("const float* HWY_RESTRICT patch = input + sources[at];");
      const bool contiguous = output_.border.empty() && output_.pixel_stride == depth;
      if (contiguous) {
        out.line("const Floats d = hn::Set(f32, d_output[at]);");
      } else {
        out.line("const int position = {};", sum("lowest_bit(bits)", {{word, 32}}));
        out.line("const int pixel = position / {0} * {1} + position % {0} * {2};", output_shape_.width,
                 output_.row_stride(), output_.pixel_stride);
        out.line("const Floats d = hn::Set(f32, d_output[pixel + filter]);");
      }
      each([&](const std::string& name, int i, int j) {
        out.line("{} = hn::MulAdd(d, hn::LoadU(f32, {}), {});", name, sum("patch", {}, run_offset(i) + j * lanes()),
                 name);
      });
      out.close();
      close_loop(out, whole || strip > 1 ? word : "");
      each([&](const std::string& name, int i, int j) {
        out.line("hn::Store({}, f32, {});", name, sum(gradient, {}, (i * c.size + j) * lanes()));
      });
      out.close();
      if (!whole) out.close();
      out.close();
      out.blank();
    }
  }
}

}  // namespace constnet::codegen
