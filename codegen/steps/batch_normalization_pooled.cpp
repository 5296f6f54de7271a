// The passes of batch normalization with an activation and max pooling behind it: what pooling drops is not stored.
#include "steps/batch_normalization.hpp"

namespace constnet::codegen {
namespace {

/// Larger windows make long straight lines.
constexpr int kLargestWindow = 9;

}  // namespace

bool can_pool_normalized(const MaxPooling2D& pool, const Shape& input) {
  const Size2 window = pool.pool_size;
  const Shape output = output_shape(pool, input);
  return step(pool) == window && window.height * window.width <= kLargestWindow &&
         output.height == input.height / window.height && output.width == input.width / window.width;
}

/// The pixels under the present window, each as `body`(place among them, row, column).
void BatchNormalizationStep::each_pixel(const std::function<void(int, int, int)>& body) const {
  for (int row = 0; row < pool_->pool_size.height; ++row) {
    for (int column = 0; column < pool_->pool_size.width; ++column) {
      body(row * pool_->pool_size.width + column, row, column);
    }
  }
}

/// Pixel (row, column) of window (y, x) of a map that is not pooled.
std::string BatchNormalizationStep::in_window(const std::string& map, const MapLayout& layout, const std::string& y,
                                              const std::string& x, int row, int column, const Vectors& vectors,
                                              int i) const {
  return sum(map,
             {{y, pool_->pool_size.height * layout.row_stride()},
              {x, pool_->pool_size.width * layout.pixel_stride},
              {vectors.channel, 1}},
             layout.offset(row, column) + vectors.start + i * lanes());
}

/// The map of what backward reads of each window beside the output: in `distances`, how far the winning input lies from
/// the mean, and in `winners`, which of the window's pixels it is.
MapLayout BatchNormalizationStep::window_layout() const { return {output_shape(), padded(shape_.channels), {}}; }

std::string BatchNormalizationStep::distances_map() const {
  return arena_block("floats", name_ + "_distances", "image", window_layout().size(), true);
}

/// Words, not bytes: where pointers of one base had steps of different sizes, g++ 12.2 folded them into one and then
/// took the function for one that writes nothing.
std::string BatchNormalizationStep::winners_map() const {
  return fmt::format("reinterpret_cast<std::int32_t*>(arena.words + words_at::{}_winners) + {} * {}", name_,
                     in_arena("image"), window_layout().size());
}

void BatchNormalizationStep::emit_pooled_forward(Writer& out) const {
  emit_channels(out, held_constants(true) + 2, [&](const Vectors& vectors) {
    emit_constants(out, vectors, true);
    out.open("for (int image = 0; image < count; ++image)");
    out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
    out.line("float* HWY_RESTRICT output = {};", output_map("image"));
    out.line("float* HWY_RESTRICT distances = {};", distances_map());
    out.line("std::int32_t* HWY_RESTRICT winners = {};", winners_map());
    const std::string y = open_loop(out, "y", output_shape().height);
    const std::string x = open_loop(out, "x", output_shape().width);
    for (int i = 0; i < vectors.count; ++i) {
      const std::string n = vectors.suffix(i);
      each_pixel([&](int place, int row, int column) {
        const std::string distance = fmt::format("hn::Sub(hn::LoadU(f32, {}), mean{})",
                                                 in_window("input", input_, y, x, row, column, vectors, i), n);
        if (place == 0) {
          out.line("Floats distance{} = {};", n, distance);
          out.line("Floats best{} = {};", n, normalized("distance" + n, n));
          out.line("Ints winner{} = hn::Zero(s32);", n);
        } else {
          const std::string other = fmt::format("distance{}_of_{}", n, place);
          out.line("const Floats {} = {};", other, distance);
          out.list("compete", {normalized(other, n), std::to_string(place), "best" + n, "winner" + n}, ";");
          out.line(
              "distance{0} = hn::IfThenElse(hn::RebindMask(f32, hn::Eq(winner{0}, hn::Set(s32, {1}))), {2}, "
              "distance{0});",
              n, place, other);
        }
      });
      const std::string best = is_relu() ? fmt::format("hn::Max(hn::Zero(f32), best{})", n) : "best" + n;
      out.line("hn::Store({}, f32, {});", best, in_map("output", output_, y, x, vectors, i));
      out.line("hn::Store(distance{}, f32, {});", n, in_map("distances", window_layout(), y, x, vectors, i));
      out.line("hn::Store(winner{}, s32, {});", n, in_map("winners", window_layout(), y, x, vectors, i));
    }
    close_loop(out, x);
    close_loop(out, y);
    out.close();
  });
}

/// Declares `d` of a vector: the gradient of the pooled value, zero where the activation is flat.
void BatchNormalizationStep::emit_pooled_gradient(Writer& out, const std::string& y, const std::string& x,
                                                  const Vectors& vectors, int i) const {
  const std::string n = vectors.suffix(i);
  const std::string d_output = fmt::format("hn::Load(f32, {})", in_map("d_output", output_, y, x, vectors, i));
  if (is_relu()) {
    out.line("const auto alive{} = hn::Gt(hn::Load(f32, {}), hn::Zero(f32));", n,
             in_map("output", output_, y, x, vectors, i));
    out.line("const Floats d{0} = hn::IfThenElseZero(alive{0}, {1});", n, d_output);
  } else {
    out.line("const Floats d{} = {};", n, d_output);
  }
}

void BatchNormalizationStep::emit_pooled_sums(Writer& out, const Vectors& vectors) const {
  out.line("const float* HWY_RESTRICT distances = {};", distances_map());
  if (is_relu()) out.line("const float* HWY_RESTRICT output = {};", output_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  emit_sums(out, vectors, output_shape(), {"d_beta", "products"}, [&](const std::string& y, const std::string& x) {
    for (int i = 0; i < vectors.count; ++i) {
      const std::string n = vectors.suffix(i);
      emit_pooled_gradient(out, y, x, vectors, i);
      out.line("const Floats distance{} = hn::Load(f32, {});", n,
               in_map("distances", window_layout(), y, x, vectors, i));
      out.line("d_beta_of_row{0} = hn::Add(d_beta_of_row{0}, d{0});", n);
      out.line("products_of_row{0} = hn::MulAdd(distance{0}, d{0}, products_of_row{0});", n);
    }
  });
}

void BatchNormalizationStep::emit_pooled_backward(Writer& out, const Vectors& vectors) const {
  if (is_relu()) out.line("const float* HWY_RESTRICT output = {};", output_map("image"));
  out.line("const std::int32_t* HWY_RESTRICT winners = {};", winners_map());
  const std::string y = open_loop(out, "y", output_shape().height);
  const std::string x = open_loop(out, "x", output_shape().width);
  for (int i = 0; i < vectors.count; ++i) {
    const std::string n = vectors.suffix(i);
    emit_pooled_gradient(out, y, x, vectors, i);
    out.line("const Ints winner{} = hn::Load(s32, {});", n, in_map("winners", window_layout(), y, x, vectors, i));
    each_pixel([&](int place, int row, int column) {
      const std::string won = fmt::format("hn::RebindMask(f32, hn::Eq(winner{}, hn::Set(s32, {})))", n, place);
      const std::string d = fmt::format("d{}_of_{}", n, place);
      out.line("const Floats {} = hn::IfThenElseZero({}, d{});", d, won, n);
      emit_input_gradient(out, in_window("input", input_, y, x, row, column, vectors, i), d, n,
                          fmt::format("_of_{}", place), in_window("d_input", input_, y, x, row, column, vectors, i));
    });
  }
  close_loop(out, x);
  close_loop(out, y);
  // Pixels behind the last window.
  const int rows = output_shape().height * pool_->pool_size.height;
  const int columns = output_shape().width * pool_->pool_size.width;
  const auto emit_rest = [&](int first_row, int first_column, int height, int width) {
    if (height == 0 || width == 0) return;
    const std::string row = open_loop(out, "y", height);
    const std::string column = open_loop(out, "x", width);
    const long long start = 1LL * first_row * input_.row_stride() + 1LL * first_column * input_.pixel_stride;
    for (int i = 0; i < vectors.count; ++i) {
      const auto at = [&](const std::string& map) {
        return sum(map, {{row, input_.row_stride()}, {column, input_.pixel_stride}, {vectors.channel, 1}},
                   input_.offset(0, 0) + start + vectors.start + i * lanes());
      };
      emit_input_gradient(out, at("input"), "", vectors.suffix(i), "", at("d_input"));
    }
    close_loop(out, column);
    close_loop(out, row);
  };
  emit_rest(0, columns, shape_.height, shape_.width - columns);
  emit_rest(rows, 0, shape_.height - rows, columns);
}

}  // namespace constnet::codegen
