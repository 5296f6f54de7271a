// Forward pass of 3x3 convolutions by Winograd's minimal filtering, several tiles per image: transform a row of tiles,
// multiply at each position of the tile, transform back and finish with bias, activation and pooling.
#include <algorithm>

#include "emit/transform.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// Below this many channels or filters the transforms cost more than the products save.
constexpr int kFewestChannels = 16;
/// Transformed inputs and products of the tiles of one chunk stay within half of a first-level cache ...
constexpr int kChunkFloats = 8192;
/// ... unless the kernels outgrow a second-level cache: then more tiles share each pass over them.
constexpr int kCachedKernels = 65536;
constexpr int kLargeChunkFloats = 65536;

}  // namespace

/// The largest allowed tile that divides the outputs and holds whole pooling windows; 0 where none does.
int ConvolutionStep::choose_image_tile() const {
  const bool three = convolution_.kernel_size == Size2{3} && convolution_.strides == Size2{1};
  const bool pool_in_tiles = !pool_ || (pool_->pool_size == Size2{2} && step(*pool_) == Size2{2});
  if (!three || !pool_in_tiles || lanes() < 4 || input_shape_.channels < kFewestChannels ||
      filters() < kFewestChannels) {
    return 0;
  }
  const int rows = pool_ ? 2 * output_shape_.height : convolved_.height;
  const int columns = pool_ ? 2 * output_shape_.width : convolved_.width;
  for (int m = around_.winograd; m >= 2; --m) {
    if (rows % m == 0 && columns % m == 0 && (!pool_ || m % 2 == 0) && rows * columns > m * m) return m;
  }
  return 0;
}

int ConvolutionStep::tile_rows() const { return (pool_ ? 2 * output_shape_.height : convolved_.height) / image_tile_; }

int ConvolutionStep::tile_columns() const { return (pool_ ? 2 * output_shape_.width : convolved_.width) / image_tile_; }

/// Tiles that are transformed before their products are made: some whole rows, or a part of one.
Size2 ConvolutionStep::chunk() const {
  const int positions = (image_tile_ + 2) * (image_tile_ + 2);
  const int kernels = positions * padded(input_shape_.channels) * padded(filters());
  const int floats = kernels > kCachedKernels ? kLargeChunkFloats : kChunkFloats;
  const int fitting = std::max(1, floats / (positions * (padded(input_shape_.channels) + padded(filters()))));
  const auto even = [](int n, int size) {
    const int pieces = (n + size - 1) / size;
    return (n + pieces - 1) / pieces;
  };
  if (fitting < tile_columns()) return {1, even(tile_columns(), fitting)};
  return {even(tile_rows(), std::min(tile_rows(), fitting / tile_columns())), tile_columns()};
}

int ConvolutionStep::tiles_per_chunk() const { return chunk().height * chunk().width; }

int ConvolutionStep::scratch() const {
  if (image_tile_ == 0) return 0;
  const int n = image_tile_ + 2;
  return n * n *
         (plane_size(tiles_per_chunk() * input_.pixel_stride) + plane_size(tiles_per_chunk() * padded(filters())));
}

/// The product at one position of `tiles` tiles.
ProductCode ConvolutionStep::position_code(int tiles) const {
  const auto product = [&](int columns) {
    Product p;
    p.channels = input_shape_.channels;
    p.input_column_step = input_.pixel_stride;
    p.unit_columns = columns;
    p.output_vectors = padded(filters()) / lanes();
    return p;
  };
  ProductCode code;
  code.target = around_.target;
  code.tile = tile_for("tile_products", product(tiles_per_chunk()));
  code.product = product(tiles);
  code.tile.columns = std::min(code.tile.columns, tiles);
  code.name = fmt::format("{}_products_{}", name_, tiles);
  code.unit = "tile";
  code.parameters = {"float* HWY_RESTRICT products"};
  const int depth = padded(filters());
  const int width = lanes();
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int, int tile, int vector) {
    out.line("hn::Store({}, f32, {});", sums.front(), sum("products", {}, tile * depth + vector * width));
  };
  return code;
}

void ConvolutionStep::emit_input_transform(Writer& out) const {
  const Winograd w = winograd(image_tile_);
  out.comment(fmt::format("Transforms {0}x{0} pixels of each tile; afterwards one plane per position.", w.n));
  out.list("HWY_NOINLINE void " + name_ + "_transform_input",
           {"const float* HWY_RESTRICT input", "float* HWY_RESTRICT tiles", "int count"}, " {");
  out.indent();
  out.open("for (int tile = 0; tile < count; ++tile)");
  out.open("for (int channel = 0; channel < {}; channel += {})", input_.pixel_stride, lanes());
  out.line("const float* HWY_RESTRICT x = input + tile * {} + channel;", w.m * input_.pixel_stride);
  out.line("float* HWY_RESTRICT to = tiles + tile * {} + channel;", input_.pixel_stride);
  const Names x = grid("x", w.n, w.n);
  for (int i = 0; i < w.n; ++i) {
    for (int j = 0; j < w.n; ++j) {
      out.line("const Floats x{}_{} = hn::LoadU(f32, {});", i, j,
               sum("x", {}, i * input_.row_stride() + j * input_.pixel_stride));
    }
  }
  emit_transform(out, w.input, x, "half", "tile");
  const int plane = plane_size(tiles_per_chunk() * input_.pixel_stride);
  for (int i = 0; i < w.n; ++i) {
    for (int j = 0; j < w.n; ++j) {
      out.line("hn::Store(tile{}_{}, f32, {});", i, j, sum("to", {}, (i * w.n + j) * plane));
    }
  }
  out.close();
  out.close();
  out.close();
  out.blank();
}

void ConvolutionStep::emit_output_transform(Writer& out, bool winners) const {
  const Winograd w = winograd(image_tile_);
  const int depth = padded(filters());
  const int window = pool_ ? 2 : 1;
  const int per_tile = w.m / window;
  out.comment(fmt::format("Transforms the products of each tile back to {0}x{0} pixels, adds the bias{1}.", w.m,
                          pool_ ? " and pools" : ""));
  std::vector<std::string> parameters{"const float* HWY_RESTRICT products", "const float* HWY_RESTRICT biases",
                                      "float* HWY_RESTRICT outputs"};
  if (winners) parameters.push_back("std::uint8_t* HWY_RESTRICT all_winners");
  parameters.push_back("int count");
  out.list("HWY_NOINLINE void " + name_ + (winners ? "_transform_output_winners" : "_transform_output"), parameters,
           " {");
  out.indent();
  out.open("for (int filter = 0; filter < {}; filter += {})", depth, lanes());
  out.line("const float* HWY_RESTRICT bias = biases + filter;");
  out.open("for (int tile = 0; tile < count; ++tile)");
  out.line("const float* HWY_RESTRICT from = products + tile * {} + filter;", depth);
  out.line("float* HWY_RESTRICT output = outputs + tile * {} + filter;", per_tile * output_.pixel_stride);
  if (winners) out.line("std::uint8_t* HWY_RESTRICT winners = all_winners + tile * {} + filter;", per_tile * depth);
  const int plane = plane_size(tiles_per_chunk() * depth);
  for (int i = 0; i < w.n; ++i) {
    for (int j = 0; j < w.n; ++j) {
      out.line("const Floats product{}_{} = hn::Load(f32, {});", i, j, sum("from", {}, (i * w.n + j) * plane));
    }
  }
  emit_transform(out, w.output, grid("product", w.n, w.n), "half", "pixel");
  const ProductCode code = forward_code(winners);
  for (int row = 0; row < per_tile; ++row) {
    for (int column = 0; column < per_tile; ++column) {
      std::vector<std::string> sums;
      for (int i = 0; i < window; ++i) {
        for (int j = 0; j < window; ++j)
          sums.push_back(fmt::format("pixel{}_{}", row * window + i, column * window + j));
      }
      if (!pool_) sums.front() = fmt::format("hn::Add({}, hn::Load(f32, bias))", sums.front());
      code.epilogue(out, sums, row, column, 0);
    }
  }
  out.close();
  out.close();
  out.close();
  out.blank();
}

void ConvolutionStep::emit_winograd_forward(Writer& out, bool winners) const {
  const Winograd w = winograd(image_tile_);
  const int depth = padded(filters());
  const Size2 chunk = this->chunk();
  const int tiles = tiles_per_chunk();
  const int pooled = pool_ ? 2 : 1;
  const int positions = w.n * w.n;
  if (!winners) {
    emit_input_transform(out);
    for (const Segment& r : cut(tile_rows(), chunk.height)) {
      for (const Segment& c : cut(tile_columns(), chunk.width)) {
        // Whole rows left over are fewer tiles; parts of a row come again in each row.
        if (r.start == 0 || chunk.height > 1) emit_tiles(out, position_code(r.size * c.size));
      }
    }
  }
  emit_output_transform(out, winners);
  if (winners) {
    out.comment("The same, and which pixel of each pooling window is the greatest.");
  } else {
    out.comment(title() + fmt::format(" Winograd F({0}x{0}, 3x3): {1} multiply-adds in products.", w.m,
                                      with_separators(static_cast<long long>(tile_rows()) * tile_columns() * positions *
                                                      input_shape_.channels * filters())));
  }
  std::vector<std::string> parameters{"const float* HWY_RESTRICT weights", "const float* HWY_RESTRICT input",
                                      "float* HWY_RESTRICT output", "float* HWY_RESTRICT scratch"};
  if (winners) parameters.push_back("std::uint8_t* HWY_RESTRICT winners");
  out.list("void " + name_ + (winners ? "_forward_winners" : "_forward"), parameters, " {");
  out.indent();
  if (!output_.border.empty()) out.line("clear(output, {});", output_.size());
  out.line("const float* HWY_RESTRICT kernel = weights + weights_at::{}_kernel;", name_);
  out.line("const float* HWY_RESTRICT bias = weights + weights_at::{}_bias;", name_);
  out.line("float* HWY_RESTRICT tiles = scratch;");
  out.line("float* HWY_RESTRICT products = scratch + {};", positions * plane_size(tiles * input_.pixel_stride));
  const int row_step = w.m * input_.row_stride();
  const int column_step = w.m * input_.pixel_stride;
  const int units = w.m / pooled;  // along a tile, after pooling
  for (const Segment& r : cut(tile_rows(), chunk.height)) {
    const std::string y = open_loop(out, "y", r.count);
    for (const Segment& c : cut(tile_columns(), chunk.width)) {
      const std::string x = open_loop(out, "x", c.count);
      const std::string count = std::to_string(c.size);
      const std::string row = open_loop(out, "row", r.size);
      out.list(name_ + "_transform_input",
               {sum("input", {{y, 1LL * r.size * row_step}, {row, row_step}, {x, 1LL * c.size * column_step}},
                    input_origin() + 1LL * r.start * row_step + 1LL * c.start * column_step),
                sum("tiles", {{row, 1LL * c.size * input_.pixel_stride}}), count},
               ";");
      close_loop(out, row);
      out.open("for (int position = 0; position < {}; ++position)", positions);
      emit_tile_loops(out, position_code(r.size * c.size),
                      fmt::format("tiles + position * {}", plane_size(tiles * input_.pixel_stride)),
                      fmt::format("kernel + position * {}", plane_size(input_shape_.channels * depth)),
                      {{fmt::format("products + position * {}", plane_size(tiles * depth)), 0, depth, 1}});
      out.close();
      const std::string done = open_loop(out, "row", r.size);
      const auto in_output = [&](const std::string& base, long long per_row, long long per_column, long long start) {
        return sum(base, {{y, r.size * units * per_row}, {done, units * per_row}, {x, c.size * units * per_column}},
                   start + r.start * units * per_row + c.start * units * per_column);
      };
      std::vector<std::string> arguments{
          sum("products", {{done, 1LL * c.size * depth}}), "bias",
          in_output("output", output_.row_stride(), output_.pixel_stride, output_.offset(0, 0))};
      if (winners) arguments.push_back(in_output("winners", 1LL * output_shape_.width * depth, depth, 0));
      arguments.push_back(count);
      out.list(name_ + (winners ? "_transform_output_winners" : "_transform_output"), arguments, ";");
      close_loop(out, done);
      close_loop(out, x);
    }
    close_loop(out, y);
  }
  out.close();
  out.blank();
}

/// Transforms the kernel for tiles of `m` into weights_at::`block`: [position][group][channel][vector][lane].
void ConvolutionStep::emit_winograd_prepare(Writer& out, int m, const Tile& tile, const std::string& block) const {
  const Winograd w = winograd(m);
  const int channels = input_shape_.channels;
  const int depth = padded(filters());
  for (const Segment& v : cut(depth / lanes(), tile.vectors)) {
    const int width = v.size * lanes();
    const std::string group = open_loop(out, "group", v.count);
    out.open("for (int channel = 0; channel < {}; ++channel)", channels);
    const std::string vector = open_loop(out, "vector", v.size);
    const std::vector<Term> filter{{group, width}, {vector, lanes()}};
    out.line("const int filter = {};", sum("", filter, static_cast<long long>(v.start) * lanes()));
    out.line("const float* HWY_RESTRICT k = kernel + channel * {} + filter;", filters());
    if (folded()) {
      out.line("const Floats factor = load_some({}, {} - filter);", sum(factors(), {{"filter", 1}}), filters());
    }
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        const std::string value =
            fmt::format("load_some({}, {} - filter)",
                        sum("k", {}, static_cast<long long>(i * 3 + j) * channels * filters()), filters());
        out.line("const Floats k{}_{} = {};", i, j, folded() ? fmt::format("hn::Mul(factor, {})", value) : value);
      }
    }
    emit_transform(out, w.kernel, grid("k", 3, 3), "half", "position");
    out.line("float* HWY_RESTRICT to = {};",
             sum(fmt::format("weights + weights_at::{}", block),
                 {{group, static_cast<long long>(channels) * width}, {"channel", width}, {vector, lanes()}},
                 static_cast<long long>(channels) * v.start * lanes()));
    for (int i = 0; i < w.n; ++i) {
      for (int j = 0; j < w.n; ++j) {
        out.line("hn::Store(position{}_{}, f32, {});", i, j,
                 sum("to", {}, 1LL * (i * w.n + j) * plane_size(channels * depth)));
      }
    }
    close_loop(out, vector);
    out.close();
    close_loop(out, group);
  }
}

}  // namespace constnet::codegen
