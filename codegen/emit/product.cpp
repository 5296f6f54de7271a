// The text of register tiles and of the loops around them.
#include "emit/product.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace constnet::codegen {
namespace {

/// Sums of chain 0 have the plain name: the others are added to them in the end.
std::string accumulator(const ProductCode& code, const Pixel& pixel, int vector, int vectors, int chain = 0) {
  std::string name = code.unit == "pixel" ? fmt::format("pixel{}_{}", pixel.row, pixel.column)
                                          : fmt::format("{}{}", code.unit, pixel.column);
  if (vectors > 1) name += fmt::format("_v{}", vector);
  if (chain > 0) name += fmt::format("_chain{}", chain);
  return name;
}

std::string weight(int row, int column, bool all, int vector, int vectors) {
  std::string name = all ? fmt::format("k{}{}", row, column) : fmt::format("k{}", column);
  return vectors == 1 ? name : name + fmt::format("_v{}", vector);
}

std::string function_name(const ProductCode& code, int rows, int columns, int vectors) {
  std::string name = fmt::format("{}_tile_{}x{}", code.name, rows, columns);
  return code.tile.vectors == 1 ? name : name + fmt::format("x{}", vectors);
}

/// Independent chains of sums over the channels: few accumulators alone would wait for each other.
int chains_of(const ProductCode& code, int pixels, int vectors) {
  const Target& target = code.target;
  if (target.lanes == 1 || code.tile.order != TapOrder::one) return 1;
  int chains = 1;
  while (chains * pixels * vectors < 8 && 2 * chains * (pixels * vectors + 1) + vectors < target.registers &&
         code.product.channels % (2 * chains) == 0) {
    chains *= 2;
  }
  return chains;
}

/// The multiply-adds of one block of live taps for one channel, which lies `chain` floats behind x.
void emit_block(Writer& out, const ProductCode& code, const std::vector<Pixel>& pixels, int vectors, int chain) {
  const Product& p = code.product;
  const int tap_rows = code.tile.order == TapOrder::all ? p.kernel_rows : 1;
  const int tap_columns = code.tile.order == TapOrder::one ? 1 : p.kernel_columns;
  const bool all = code.tile.order == TapOrder::all;
  const std::string suffix = chain > 0 ? fmt::format("_chain{}", chain) : "";
  int load = chain * tap_rows * tap_columns * vectors;
  for (int r = 0; r < tap_rows; ++r) {
    for (int s = 0; s < tap_columns; ++s) {
      for (int v = 0; v < vectors; ++v, ++load) {
        out.line("const Floats {} = hn::Load(f32, {});", weight(r, s, all, v, vectors) + suffix,
                 sum("weights", {}, load * code.target.lanes));
      }
    }
  }
  struct Use {
    Pixel pixel;
    int row;
    int column;
  };
  std::map<std::pair<int, int>, std::vector<Use>> uses;  // by input (column, row): neighbours in memory together
  for (const Pixel& pixel : pixels) {
    for (int r = 0; r < tap_rows; ++r) {
      for (int s = 0; s < tap_columns; ++s) {
        uses[{pixel.column * p.stride_columns + s * p.dilation_columns,
              pixel.row * p.stride_rows + r * p.dilation_rows}]
            .push_back({pixel, r, s});
      }
    }
  }
  for (const auto& [position, list] : uses) {
    const auto [column, row] = position;
    const std::string x = fmt::format("x{}_{}", row, column) + suffix;
    out.line("const Floats {} = hn::Set(f32, x[{}]);", x,
             row * p.input_row_step + column * p.input_column_step + chain);
    for (const Use& use : list) {
      for (int v = 0; v < vectors; ++v) {
        const std::string a = accumulator(code, use.pixel, v, vectors, chain);
        out.line("{} = hn::MulAdd({}, {}, {});", a, x, weight(use.row, use.column, all, v, vectors) + suffix, a);
      }
    }
  }
}

void emit_tile(Writer& out, const ProductCode& code, int rows, int columns, int vectors) {
  const Product& p = code.product;
  const std::vector<Pixel> pixels = pixels_of(p, rows, columns);
  const int outputs = vectors * code.target.lanes;
  if (code.unit == "pixel") {
    out.comment(fmt::format("{} x {} {} of {} outputs each.", rows, columns,
                            p.window_rows * p.window_columns > 1 ? "pooling windows" : "pixels", outputs));
  } else {
    out.comment(fmt::format("{} {}{} of {} outputs each.", columns, code.unit, columns > 1 ? "s" : "", outputs));
  }
  std::vector<std::string> parameters{"const float* HWY_RESTRICT input", "const float* HWY_RESTRICT weights"};
  parameters.insert(parameters.end(), code.parameters.begin(), code.parameters.end());
  out.list("HWY_NOINLINE void " + function_name(code, rows, columns, vectors), parameters, " {");
  out.indent();
  if (!code.preamble.empty()) out.line("{}", code.preamble);
  const int chains = chains_of(code, static_cast<int>(pixels.size()), vectors);
  for (int chain = 0; chain < chains; ++chain) {
    for (const Pixel& pixel : pixels) {
      for (int v = 0; v < vectors; ++v) {
        out.line("Floats {} = {};", accumulator(code, pixel, v, vectors, chain),
                 code.start_from_bias && chain == 0
                     ? fmt::format("hn::Load(f32, {})", sum("bias", {}, v * code.target.lanes))
                     : "hn::Zero(f32)");
      }
    }
  }
  const bool row_loop = code.tile.order != TapOrder::all && p.kernel_rows > 1;
  const bool column_loop = code.tile.order == TapOrder::one && p.kernel_columns > 1;
  const std::string row = row_loop ? open_loop(out, "row", p.kernel_rows) : "";
  const std::string column = column_loop ? open_loop(out, "column", p.kernel_columns) : "";
  const int live = live_taps(p, code.tile.order);
  const int step = live * vectors * code.target.lanes;
  out.line("const float* HWY_RESTRICT x = {};", sum("input", {{row, p.dilation_rows * p.input_row_step},
                                                              {column, p.dilation_columns * p.input_column_step}}));
  const bool channel_loop = p.channels > chains;
  if (channel_loop) {
    const std::string next = chains == 1 ? "++channel, ++x" : fmt::format("channel += {0}, x += {0}", chains);
    out.open("for (int channel = 0; channel < {}; {}, weights += {})", p.channels, next, step * chains);
  }
  for (int chain = 0; chain < chains; ++chain) emit_block(out, code, pixels, vectors, chain);
  if (channel_loop) {
    out.close();
  } else if (row_loop || column_loop) {
    out.line("weights += {};", step * chains);
  }
  close_loop(out, column);
  close_loop(out, row);
  for (int half = chains / 2; half >= 1; half /= 2) {
    for (int chain = 0; chain < half; ++chain) {
      for (const Pixel& pixel : pixels) {
        for (int v = 0; v < vectors; ++v) {
          const std::string a = accumulator(code, pixel, v, vectors, chain);
          out.line("{} = hn::Add({}, {});", a, a, accumulator(code, pixel, v, vectors, chain + half));
        }
      }
    }
  }
  const int window = p.window_rows * p.window_columns;
  for (int unit = 0; unit < rows * columns; ++unit) {
    for (int v = 0; v < vectors; ++v) {
      std::vector<std::string> sums;
      for (int i = 0; i < window; ++i) {
        sums.push_back(accumulator(code, pixels[static_cast<std::size_t>(unit * window + i)], v, vectors));
      }
      code.epilogue(out, sums, unit / columns, unit % columns, v);
    }
  }
  out.close();
  out.blank();
}

}  // namespace

int packed_size(const Product& product, const Target& target) {
  return product.taps() * product.channels * product.output_vectors * target.lanes;
}

void emit_tiles(Writer& out, const ProductCode& code) {
  for (const Segment& v : cut(code.product.output_vectors, code.tile.vectors)) {
    for (const Segment& r : cut(code.product.unit_rows, code.tile.rows)) {
      for (const Segment& c : cut(code.product.unit_columns, code.tile.columns)) {
        emit_tile(out, code, r.size, c.size, v.size);
      }
    }
  }
}

namespace {

/// Emits the calls for the group of output channels `v` at `group`.
void emit_group_loops(Writer& out, const ProductCode& code, const Segment& v, const std::string& group,
                      const std::string& input, const std::string& weights,
                      const std::vector<TileArgument>& arguments) {
  const Product& p = code.product;
  const int lanes = code.target.lanes;
  const int row_step = p.unit_step_rows * p.stride_rows * p.input_row_step;
  const int column_step = p.unit_step_columns * p.stride_columns * p.input_column_step;
  for (const Segment& r : cut(p.unit_rows, code.tile.rows)) {
    const std::string y = open_loop(out, "y", r.count);
    for (const Segment& c : cut(p.unit_columns, code.tile.columns)) {
      const std::string x = open_loop(out, "x", c.count);
      const int per_vector = p.taps() * p.channels * lanes;
      std::vector<std::string> values{
          sum(input,
              {{y, static_cast<long long>(row_step) * r.size}, {x, static_cast<long long>(column_step) * c.size}},
              static_cast<long long>(r.start) * row_step + static_cast<long long>(c.start) * column_step),
          sum(weights, {{group, static_cast<long long>(per_vector) * v.size}},
              static_cast<long long>(v.start) * per_vector)};
      for (const TileArgument& a : arguments) {
        values.push_back(sum(a.base,
                             {{group, static_cast<long long>(a.per_group) * lanes * v.size},
                              {y, static_cast<long long>(a.per_row) * r.size},
                              {x, static_cast<long long>(a.per_column) * c.size}},
                             static_cast<long long>(v.start) * lanes * a.per_group +
                                 static_cast<long long>(r.start) * a.per_row +
                                 static_cast<long long>(c.start) * a.per_column));
      }
      out.list(function_name(code, r.size, c.size, v.size), values, ";");
      close_loop(out, x);
    }
    close_loop(out, y);
  }
}

}  // namespace

void emit_tile_loops(Writer& out, const ProductCode& code, const std::string& input, const std::string& weights,
                     const std::vector<TileArgument>& arguments) {
  for (const Segment& v : cut(code.product.output_vectors, code.tile.vectors)) {
    const std::string group = open_loop(out, "group", v.count);
    emit_group_loops(out, code, v, group, input, weights, arguments);
    close_loop(out, group);
  }
}

namespace {

/// Images per tile, the most first; the last is always one.
std::vector<int> image_tiles(const ImageProduct& product, int batch) {
  const int chosen = product(0).tile.columns;
  std::vector<int> sizes;
  for (const int size : {chosen, batch % chosen, 1}) {
    if (size > 0 && (sizes.empty() || size < sizes.back())) sizes.push_back(size);
  }
  return sizes;
}

}  // namespace

void emit_image_tiles(Writer& out, const ImageProduct& product, int batch, bool with_single) {
  for (const int images : image_tiles(product, batch)) {
    if (images > 1 || with_single) emit_tiles(out, product(images));
  }
}

void emit_image_loops(Writer& out, const ImageProduct& product, int batch, const std::string& input, int input_step,
                      const std::string& weights, std::vector<TileArgument> arguments, int output_step) {
  const std::string from = fmt::format("{} + image * {}", input, input_step);
  arguments.back().base += fmt::format(" + image * {}", output_step);
  const ProductCode chosen = product(0);
  const std::vector<Segment> groups = cut(chosen.product.output_vectors, chosen.tile.vectors);
  for (const Segment& v : groups) {
    const std::string group = open_loop(out, "group", v.count);
    const bool own_scope = group.empty() && groups.size() > 1;
    if (own_scope) out.open("");
    out.line("int image = 0;");
    for (const int images : image_tiles(product, batch)) {
      if (images > 1) {
        out.open("for (; image + {0} <= count; image += {0})", images);
      } else {
        out.open("for (; image < count; ++image)");
      }
      emit_group_loops(out, product(images), v, group, from, weights, arguments);
      out.close();
    }
    if (own_scope) out.close();
    close_loop(out, group);
  }
}

}  // namespace constnet::codegen
