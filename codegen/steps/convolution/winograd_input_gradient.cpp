// The input's gradient of a 3x3 convolution without pooling by Winograd F(2x2): a convolution of the output's gradient
// with the kernel turned by half a turn, several tiles per image.
#include <algorithm>

#include "emit/transform.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

constexpr int kTile = 2;
constexpr int kReach = kTile + 2;
constexpr int kPositions = kReach * kReach;
/// Planes of the tiles that share a pass over the kernels: within half of a second-level cache.
constexpr int kPlaneFloats = 65536;

int tiles_along(int n) { return (n + 1) / kTile; }

}  // namespace

/// Rows of tiles of one image that go through the products together.
int ConvolutionStep::d_input_rows() const {
  const int row_floats = kPositions * (input_.pixel_stride + padded(filters())) * tiles_along(input_.shape.width);
  return std::clamp(kPlaneFloats / row_floats, 1, tiles_along(input_.shape.height));
}

/// The product at one position of `tiles` tiles, filters to channels.
ProductCode ConvolutionStep::d_input_code(int tiles) const {
  const auto product = [&](int columns) {
    Product p;
    p.channels = filters();
    p.input_column_step = padded(filters());
    p.output_vectors = input_.pixel_stride / lanes();
    p.unit_columns = columns;
    return p;
  };
  ProductCode code;
  code.target = around_.target;
  code.tile = tile_for("products_back", product(d_input_rows() * tiles_along(input_.shape.width)));
  code.product = product(tiles);
  code.tile.columns = std::min(code.tile.columns, tiles);
  code.name = fmt::format("{}_products_back_{}", name_, tiles);
  code.unit = "tile";
  code.parameters = {"float* HWY_RESTRICT products"};
  const int per_tile = input_.pixel_stride;
  const int width = lanes();
  code.epilogue = [=](Writer& out, const std::vector<std::string>& sums, int, int tile, int vector) {
    out.line("hn::Store({}, f32, {});", sums.front(), sum("products", {}, tile * per_tile + vector * width));
  };
  return code;
}

void ConvolutionStep::emit_tiled_input_gradient(Writer& out) const {
  const Winograd w = winograd(kTile);
  const int depth = padded(filters());
  const MapLayout masked = masked_layout();
  const Phase phase = phases().front();
  const int plane = plane_size(gradient_tiles() * input_.pixel_stride);
  const int d_plane = plane_size(gradient_tiles() * depth);
  const int columns = tiles_along(input_.shape.width);
  const int whole_rows = input_.shape.height / kTile;
  const int whole_columns = input_.shape.width / kTile;
  PlaneTransform from{name_ + "_transform_gradient",
                      "Transforms 4x4 pixels of the output's gradient for each tile of the input's.",
                      w.input,
                      kReach,
                      masked.row_stride(),
                      masked.pixel_stride,
                      kTile * masked.pixel_stride,
                      kReach * d_plane,
                      d_plane,
                      depth,
                      depth};
  from.unit = "tile";
  emit_plane_transform(out, from, lanes());
  PlaneTransform to{name_ + "_transform_d_input",
                    "Transforms the products back to 2x2 pixels of the input's gradient.",
                    w.output,
                    kReach,
                    kReach * plane,
                    plane,
                    input_.pixel_stride,
                    input_.row_stride(),
                    input_.pixel_stride,
                    kTile * input_.pixel_stride,
                    input_.pixel_stride};
  to.unit = "tile";
  emit_plane_transform(out, to, lanes());

  // Of an odd number of pixels the last tile begins one earlier, and writes what it shares with its neighbour again.
  std::vector<Segment> segments = cut(whole_rows, d_input_rows());
  if (input_.shape.height % kTile > 0) segments.push_back({whole_rows, 1, 1});
  std::vector<int> emitted;
  for (const Segment& r : segments) {
    const int tiles = r.size * columns;
    if (std::find(emitted.begin(), emitted.end(), tiles) == emitted.end()) emit_tiles(out, d_input_code(tiles));
    emitted.push_back(tiles);
  }
  out.comment("The input's gradient of one image, some rows of tiles at a time.");
  out.list("HWY_NOINLINE void " + name_ + "_d_input",
           {"const float* HWY_RESTRICT kernel", "const float* HWY_RESTRICT masked", "float* HWY_RESTRICT d_tiles",
            "float* HWY_RESTRICT tiles", "float* HWY_RESTRICT d_input"},
           " {");
  out.indent();
  for (const Segment& r : segments) {
    const long long start = r.start * kTile - (r.start == whole_rows ? 1 : 0);
    const std::string y = open_loop(out, "y", r.count);
    const auto transform = [&](const std::string& function, const auto& call) {
      const std::string row = open_loop(out, "row", r.size);
      call(function, row, 0, 0, whole_columns);
      if (input_.shape.width % kTile > 0) call(function, row, whole_columns, -1, 1);
      close_loop(out, row);
    };
    const auto in_map = [&](const std::string& base, const MapLayout& map, int offset, const std::string& row,
                            int column, int shift) {
      const long long step = kTile * map.row_stride();
      return sum(base, {{y, r.size * step}, {row, step}},
                 offset + start * map.row_stride() + (1LL * column * kTile + shift) * map.pixel_stride);
    };
    const auto in_planes = [&](const std::string& base, int floats, const std::string& row, int column) {
      return sum(base, {{row, 1LL * columns * floats}}, 1LL * column * floats);
    };
    transform(name_ + "_transform_gradient",
              [&](const std::string& function, const std::string& row, int column, int shift, int count) {
                const int offset = masked.offset(phase.first_row, phase.first_column);
                out.list(function,
                         {in_map("masked", masked, offset, row, column, shift),
                          in_planes("d_tiles", depth, row, column), std::to_string(count)},
                         ";");
              });
    out.open("for (int position = 0; position < {}; ++position)", kPositions);
    emit_tile_loops(out, d_input_code(r.size * columns), fmt::format("d_tiles + position * {}", d_plane),
                    fmt::format("kernel + position * {}", plane_size(filters() * input_.pixel_stride)),
                    {{fmt::format("tiles + position * {}", plane), 0, input_.pixel_stride, 1}});
    out.close();
    transform(name_ + "_transform_d_input",
              [&](const std::string& function, const std::string& row, int column, int shift, int count) {
                out.list(function,
                         {in_planes("tiles", input_.pixel_stride, row, column),
                          in_map("d_input", input_, input_.offset(0, 0), row, column, shift), std::to_string(count)},
                         ";");
              });
    close_loop(out, y);
  }
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
