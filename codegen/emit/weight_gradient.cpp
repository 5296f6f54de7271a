// The text of dense weight gradients.
#include "emit/weight_gradient.hpp"

#include <algorithm>

namespace constnet::codegen {
namespace {

struct EntryTile {
  int entries;
  int vectors;
};

/// Accumulators, one input and the vectors of d_output fit the registers; the fewest loads per multiply-add win, a load
/// of a vector counting twice as much as that of one input, and pieces that are left over counting as they come.
EntryTile choose(const WeightGradient& g) {
  EntryTile best{1, 1};
  double best_cost = -1;
  for (int vectors = 1; vectors <= std::min(g.output_vectors, 4); ++vectors) {
    for (int entries = 1; entries <= std::min(g.run_length, 24); ++entries) {
      if (entries * vectors + vectors + 1 > g.target.registers) continue;
      double cost = 0;
      for (const Segment& v : cut(g.output_vectors, vectors)) {
        for (const Segment& e : cut(g.run_length, entries)) {
          const double work = e.size * v.size;
          cost += v.count * e.count * (std::max(work, 8.0) + 1.0 * v.size + 0.5 * e.size);
        }
      }
      if (best_cost < 0 || cost < best_cost) {
        best_cost = cost;
        best = {entries, vectors};
      }
    }
  }
  return best;
}

std::string name_of(const WeightGradient& g, int entries, int vectors) {
  return fmt::format("{}_{}x{}", g.name, entries, vectors);
}

void emit_tile(Writer& out, const WeightGradient& g, int entries, int vectors) {
  const int lanes = g.target.lanes;
  const int depth = g.output_vectors * lanes;
  out.comment(fmt::format("Adds the gradients of {} inputs' weights for {} outputs, over all pixels and images.",
                          entries, vectors * lanes));
  out.list("HWY_NOINLINE void " + name_of(g, entries, vectors),
           {"const float* HWY_RESTRICT input", "const float* HWY_RESTRICT d_output", "float* HWY_RESTRICT d_kernel",
            "int count"},
           " {");
  out.indent();
  const auto accumulator = [&](int e, int v) {
    return vectors == 1 ? fmt::format("sum{}", e) : fmt::format("sum{}_{}", e, v);
  };
  const auto each = [&](const auto& body) {
    for (int e = 0; e < entries; ++e) {
      for (int v = 0; v < vectors; ++v) body(e, v);
    }
  };
  each([&](int e, int v) {
    out.line("Floats {} = hn::Load(f32, {});", accumulator(e, v), sum("d_kernel", {}, e * depth + v * lanes));
  });
  out.open("for (int image = 0; image < count; ++image)");
  const std::string y = open_loop(out, "y", g.rows);
  const std::string x = open_loop(out, "x", g.columns);
  out.line("const float* HWY_RESTRICT in = {};",
           sum("input", {{"image", g.input_image_step}, {y, g.input_row_step}, {x, g.input_column_step}}));
  out.line("const float* HWY_RESTRICT d = {};",
           sum("d_output", {{"image", g.d_image_step}, {y, g.d_row_step}, {x, g.d_column_step}}));
  for (int v = 0; v < vectors; ++v) out.line("const Floats d{} = hn::Load(f32, {});", v, sum("d", {}, v * lanes));
  for (int e = 0; e < entries; ++e) {
    out.line("const Floats in{} = hn::Set(f32, in[{}]);", e, e);
    for (int v = 0; v < vectors; ++v) {
      out.line("{} = hn::MulAdd(in{}, d{}, {});", accumulator(e, v), e, v, accumulator(e, v));
    }
  }
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  each([&](int e, int v) {
    out.line("hn::Store({}, f32, {});", accumulator(e, v), sum("d_kernel", {}, e * depth + v * lanes));
  });
  out.close();
  out.blank();
}

}  // namespace

void emit_weight_gradient_tiles(Writer& out, const WeightGradient& g) {
  const EntryTile tile = choose(g);
  for (const Segment& v : cut(g.output_vectors, tile.vectors)) {
    for (const Segment& e : cut(g.run_length, tile.entries)) emit_tile(out, g, e.size, v.size);
  }
}

void emit_weight_gradient_loops(Writer& out, const WeightGradient& g, const std::string& input,
                                const std::string& d_output, const std::string& d_kernel) {
  const EntryTile tile = choose(g);
  const long long lanes = g.target.lanes;
  const long long depth = g.output_vectors * lanes;
  const long long run = g.run_length * depth;
  const long long row_step = g.d_kernel_row_step > 0 ? g.d_kernel_row_step : run * g.run_columns;
  const std::vector<Segment> groups = cut(g.output_vectors, tile.vectors);
  std::string row, column;
  const auto open_runs = [&] {
    row = open_loop(out, "row", g.run_rows);
    column = open_loop(out, "column", g.run_columns);
  };
  const auto close_runs = [&] {
    close_loop(out, column);
    close_loop(out, row);
  };
  const auto call = [&](const Segment& e, const std::string& block, const Segment& v, const std::string& group) {
    out.list(name_of(g, e.size, v.size),
             {sum(input, {{row, g.run_row_step}, {column, g.run_column_step}, {block, e.size}}, e.start),
              sum(d_output, {{row, g.d_run_row_step}, {group, v.size * lanes}}, v.start * lanes),
              sum(d_kernel, {{row, row_step}, {column, run}, {block, e.size * depth}, {group, v.size * lanes}},
                  e.start * depth + v.start * lanes),
              "count"},
             ";");
  };
  const auto each_block = [&](const auto& body) {
    for (const Segment& e : cut(g.run_length, tile.entries)) {
      const std::string block = open_loop(out, "block", e.count);
      body(e, block);
      close_loop(out, block);
    }
  };
  const auto each_group = [&](const auto& body) {
    for (const Segment& v : groups) {
      const std::string group = open_loop(out, "group", v.count);
      body(v, group);
      close_loop(out, group);
    }
  };
  const auto clear = [&](const std::string& block, long long start, long long size) {
    if (g.cleared.empty()) return;
    out.list(fmt::format("if ({}) clear", g.cleared),
             {sum(d_kernel, {{row, row_step}, {column, run}, {block, size}}, start), std::to_string(size)}, ";");
  };
  if (g.entries_first) {
    open_runs();
    each_block([&](const Segment& e, const std::string& block) {
      clear(block, e.start * depth, e.size * depth);
      each_group([&](const Segment& v, const std::string& group) { call(e, block, v, group); });
    });
    close_runs();
    return;
  }
  if (g.d_run_row_step > 0) {
    open_runs();
    clear("", 0, run);
    each_group([&](const Segment& v, const std::string& group) {
      each_block([&](const Segment& e, const std::string& block) { call(e, block, v, group); });
    });
    close_runs();
    return;
  }
  each_group([&](const Segment& v, const std::string& group) {
    open_runs();
    each_block([&](const Segment& e, const std::string& block) { call(e, block, v, group); });
    close_runs();
  });
}

}  // namespace constnet::codegen
