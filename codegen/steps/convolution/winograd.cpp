// Forward pass of 3x3 convolutions by Winograd's minimal filtering, several tiles per image: transform a row of tiles,
// multiply at each position of the tile, transform back and finish with bias, activation and pooling.
#include <algorithm>

#include "emit/transform.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
int ConvolutionStep::scratch() const {
  if (image_tile_ == 0) return 0;
  const int n = image_tile_ + 2;
  return n * n * (plane_size(tiles_per_chunk() * input_.pixel_stride) + plane_size(tiles_per_chunk() * filter_block()));
}

/// The product at one position of `tiles` tiles.
ProductCode ConvolutionStep::position_code(int tiles) const {
  const auto product = [&](int columns) {
    Product p;
    p.channels = input_shape_.channels;
    p.input_column_step = input_.pixel_stride;
    p.unit_columns = columns;
    p.output_vectors = filter_block() / lanes();
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
  const int depth = filter_block();
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
  const int block_depth = filter_block();
  out.open("for (int filter = 0; filter < {}; filter += {})", block_depth, lanes());
  out.line("const float* HWY_RESTRICT bias = biases + filter;");
  out.open("for (int tile = 0; tile < count; ++tile)");
  out.line("const float* HWY_RESTRICT from = products + tile * {} + filter;", block_depth);
  out.line("float* HWY_RESTRICT output = outputs + tile * {} + filter;", per_tile * output_.pixel_stride);
  if (winners) out.line("std::uint8_t* HWY_RESTRICT winners = all_winners + tile * {} + filter;", per_tile * depth);
  const int plane = plane_size(tiles_per_chunk() * block_depth);
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
  const int tiles = tiles_per_chunk();
  const int pooled = pool_ ? 2 : 1;
  const int positions = w.n * w.n;
  // Of an odd number of pixels the last tile begins one earlier, and writes what it shares with its neighbour again.
  const int whole_rows = transformed_pixels().height / w.m;
  const int whole_columns = transformed_pixels().width / w.m;
  std::vector<Segment> rows = cut(whole_rows, chunk().height);
  if (whole_rows < tile_rows()) rows.push_back({whole_rows, 1, 1});
  const std::vector<Segment> columns = cut(tile_columns(), chunk().width);
  if (!winners) {
    emit_input_transform(out);
    std::vector<int> emitted;
    for (const Segment& r : rows) {
      for (const Segment& c : columns) {
        const int count = r.size * c.size;
        if (std::find(emitted.begin(), emitted.end(), count) == emitted.end()) emit_tiles(out, position_code(count));
        emitted.push_back(count);
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
  const int units = w.m / pooled;  // along a tile, after pooling
  const int block_depth = filter_block();
  const bool blocks_inside = chunk_takes_all_blocks();
  std::string block;
  if (!blocks_inside) block = open_loop(out, "block", depth / block_depth);
  for (const Segment& r : rows) {
    const int early_row = r.start == whole_rows ? 1 : 0;
    const std::string y = open_loop(out, "y", r.count);
    for (const Segment& c : columns) {
      const std::string x = open_loop(out, "x", c.count);
      // Calls `use`(row, column, early, count) for the tiles of each row: whole ones, then the one that begins early.
      const auto each_row = [&](const auto& use) {
        const std::string row = open_loop(out, "row", r.size);
        const int whole = std::min(c.size, whole_columns - c.start);
        use(row, 0, 0, whole);
        if (whole < c.size) use(row, whole, 1, 1);
        close_loop(out, row);
      };
      const auto in_map = [&](const std::string& base, std::vector<Term> terms, const std::string& row, int column,
                              int early, int per_tile, long long row_stride, long long pixel_stride, long long origin) {
        terms.insert(
            terms.end(),
            {{y, r.size * per_tile * row_stride}, {row, per_tile * row_stride}, {x, c.size * per_tile * pixel_stride}});
        return sum(base, terms,
                   origin + (r.start * per_tile - early_row) * row_stride +
                       ((c.start + column) * per_tile - early) * pixel_stride);
      };
      const auto in_planes = [&](const std::string& base, const std::string& row, int column, int floats) {
        return sum(base, {{row, 1LL * c.size * floats}}, 1LL * column * floats);
      };
      each_row([&](const std::string& row, int column, int early, int count) {
        out.list(
            name_ + "_transform_input",
            {in_map("input", {}, row, column, early, w.m, input_.row_stride(), input_.pixel_stride, input_origin()),
             in_planes("tiles", row, column, input_.pixel_stride), std::to_string(count)},
            ";");
      });
      if (blocks_inside) block = open_loop(out, "block", depth / block_depth);
      out.open("for (int position = 0; position < {}; ++position)", positions);
      emit_tile_loops(out, position_code(r.size * c.size),
                      fmt::format("tiles + position * {}", plane_size(tiles * input_.pixel_stride)),
                      sum(fmt::format("kernel + position * {}", plane_size(input_shape_.channels * depth)),
                          {{block, 1LL * input_shape_.channels * block_depth}}),
                      {{fmt::format("products + position * {}", plane_size(tiles * block_depth)), 0, block_depth, 1}});
      out.close();
      each_row([&](const std::string& row, int column, int early, int count) {
        const std::vector<Term> in_block{{block, block_depth}};
        std::vector<std::string> arguments{in_planes("products", row, column, block_depth), sum("bias", in_block),
                                           in_map("output", in_block, row, column, early, units, output_.row_stride(),
                                                  output_.pixel_stride, output_.offset(0, 0))};
        if (winners) {
          arguments.push_back(
              in_map("winners", in_block, row, column, early, units, 1LL * output_shape_.width * depth, depth, 0));
        }
        arguments.push_back(std::to_string(count));
        out.list(name_ + (winners ? "_transform_output_winners" : "_transform_output"), arguments, ";");
      });
      if (blocks_inside) close_loop(out, block);
      close_loop(out, x);
    }
    close_loop(out, y);
  }
  if (!blocks_inside) close_loop(out, block);
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
