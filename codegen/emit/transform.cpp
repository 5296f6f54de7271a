// The text of Winograd transforms.
#include "emit/transform.hpp"

#include <algorithm>
#include <cmath>

#include "emit/activation.hpp"
#include "emit/expression.hpp"

namespace constnet::codegen {
namespace {

struct Addend {
  Fraction factor;
  std::string name;
};

std::string literal(Fraction f) {
  const float value = static_cast<float>(f.value());
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text + "f";
}

/// Emits `name` = the sum of `addends`: those with the factors 1 and -1 in one expression, then one multiply-add each.
void emit_sum(Writer& out, const std::string& name, std::vector<Addend> addends) {
  const auto rank = [](const Addend& a) { return a.factor == Fraction(1) ? 0 : a.factor == Fraction(-1) ? 1 : 2; };
  std::stable_sort(addends.begin(), addends.end(), [&](const Addend& a, const Addend& b) { return rank(a) < rank(b); });
  std::string first;
  std::vector<Addend> scaled;
  for (const Addend& a : addends) {
    if (rank(a) == 2) {
      scaled.push_back(a);
    } else if (first.empty()) {
      first = rank(a) == 0 ? a.name : fmt::format("hn::Neg({})", a.name);
    } else {
      first = fmt::format("hn::{}({}, {})", rank(a) == 0 ? "Add" : "Sub", first, a.name);
    }
  }
  if (first.empty() && !scaled.empty()) {
    first = fmt::format("hn::Mul({}, hn::Set(f32, {}))", scaled.front().name, literal(scaled.front().factor));
    scaled.erase(scaled.begin());
  }
  out.line("{}Floats {} = {};", scaled.empty() ? "const " : "", name, first.empty() ? "hn::Zero(f32)" : first);
  for (const Addend& a : scaled) {
    out.line("{} = hn::MulAdd({}, hn::Set(f32, {}), {});", name, a.name, literal(a.factor), name);
  }
}

/// Emits results[i] = sum over k of matrix[i][k] * values[k].
void emit_product(Writer& out, const Matrix& matrix, const std::vector<std::string>& values,
                  const std::vector<std::string>& results) {
  std::vector<bool> done(matrix.size());
  for (std::size_t i = 0; i < matrix.size(); ++i) {
    if (done[i]) continue;
    // A row that differs from this one only in the signs of some terms shares both partial sums.
    std::size_t mate = matrix.size();
    for (std::size_t j = i + 1; j < matrix.size() && mate == matrix.size(); ++j) {
      bool same_size = true;
      int equal = 0;
      int opposite = 0;
      for (std::size_t k = 0; k < values.size(); ++k) {
        const Fraction a = matrix[i][k];
        const Fraction b = matrix[j][k];
        if (a == Fraction(0) && b == Fraction(0)) continue;
        equal += a == b;
        opposite += a == -b;
        same_size = same_size && (a == b || a == -b);
      }
      if (!done[j] && same_size && equal > 0 && opposite > 0 && equal + opposite > 2) mate = j;
    }
    std::vector<Addend> even;
    std::vector<Addend> odd;
    for (std::size_t k = 0; k < values.size(); ++k) {
      if (matrix[i][k] == Fraction(0)) continue;
      (mate < matrix.size() && matrix[mate][k] == -matrix[i][k] ? odd : even).push_back({matrix[i][k], values[k]});
    }
    if (mate == matrix.size()) {
      emit_sum(out, results[i], even);
      continue;
    }
    done[mate] = true;
    emit_sum(out, results[i] + "_even", even);
    emit_sum(out, results[i] + "_odd", odd);
    out.line("const Floats {0} = hn::Add({0}_even, {0}_odd);", results[i]);
    out.line("const Floats {0} = hn::Sub({1}_even, {1}_odd);", results[mate], results[i]);
  }
}

}  // namespace

Names grid(const std::string& stem, int rows, int columns) {
  Names names(static_cast<std::size_t>(rows));
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < columns; ++j) names[static_cast<std::size_t>(i)].push_back(fmt::format("{}{}_{}", stem, i, j));
  }
  return names;
}

void emit_transform(Writer& out, const Matrix& matrix, const Names& values, const std::string& half,
                    const std::string& results) {
  const int rows = static_cast<int>(matrix.size());
  const int n = static_cast<int>(values.size());
  const Names halves = grid(half, rows, n);
  const Names finished = grid(results, rows, rows);
  for (int j = 0; j < n; ++j) {
    std::vector<std::string> column;
    std::vector<std::string> to;
    for (int i = 0; i < n; ++i) column.push_back(values[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
    for (int i = 0; i < rows; ++i) to.push_back(halves[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
    emit_product(out, matrix, column, to);
  }
  for (int i = 0; i < rows; ++i) {
    emit_product(out, matrix, halves[static_cast<std::size_t>(i)], finished[static_cast<std::size_t>(i)]);
  }
}

void emit_plane_transform(Writer& out, const PlaneTransform& t, int lanes) {
  out.comment(t.comment);
  std::vector<std::string> parameters{"const float* HWY_RESTRICT from"};
  if (t.bias) parameters.push_back("const float* HWY_RESTRICT bias");
  parameters.push_back("float* HWY_RESTRICT to");
  if (t.ends_early) parameters.insert(parameters.end(), {"int last_row", "int last_column"});
  parameters.push_back("int count");
  out.list("HWY_NOINLINE void " + t.name, parameters, " {");
  out.indent();
  out.open("for (int {0} = 0; {0} < count; ++{0}, from += {1}, to += {2})", t.unit, t.from_image, t.to_image);
  out.open("for (int channel = 0; channel < {}; channel += {})", t.depth, lanes);
  for (int i = 0; i < t.rows; ++i) {
    for (int j = 0; j < t.rows; ++j) {
      const bool row_end = t.ends_early && i == t.rows - 1;
      const bool column_end = t.ends_early && j == t.rows - 1;
      out.line("const Floats x{}_{} = hn::LoadU(f32, {});", i, j,
               sum("from + channel", {{row_end ? "last_row" : "", 1}, {column_end ? "last_column" : "", 1}},
                   (row_end ? 0 : i * t.from_row) + (column_end ? 0 : j * t.from_column)));
    }
  }
  emit_transform(out, t.matrix, grid("x", t.rows, t.rows), "half", "y");
  const int rows = static_cast<int>(t.matrix.size());
  for (int i = 0; i < rows; ++i) {
    for (int j = 0; j < rows; ++j) {
      std::string value = fmt::format("y{}_{}", i, j);
      if (t.bias) value = fmt::format("hn::Add({}, hn::Load(f32, bias + channel))", value);
      out.line("hn::StoreU({}, f32, {});", activated(t.activation, value),
               sum("to + channel", {}, i * t.to_row + j * t.to_column));
    }
  }
  out.close();
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
