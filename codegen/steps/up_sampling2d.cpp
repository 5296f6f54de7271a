// Repeats pixels forward, and adds up the gradients of the repeated ones backward.
#include "steps/up_sampling2d.hpp"

#include "emit/expression.hpp"

namespace constnet::codegen {

std::string UpSampling2DStep::title() const {
  return fmt::format("UpSampling2D {}: input {} -> output {}.", text_of(size_), text_of(input_shape_),
                     text_of(output_shape()));
}

void UpSampling2DStep::emit_block(Writer& out, const std::string& map, const MapPlace& at,
                                  const std::function<void(const std::string& address)>& use) const {
  const std::vector<Term> block{{at.row(), size_.height * output_.row_stride()},
                                {at.column(), size_.width * output_.pixel_stride},
                                {at.channel(), 1}};
  if (unrolled()) {
    for (int row = 0; row < size_.height; ++row) {
      for (int column = 0; column < size_.width; ++column) use(sum(map, block, output_.offset(row, column)));
    }
    return;
  }
  const std::string row = open_loop(out, "row", size_.height);
  const std::string column = open_loop(out, "column", size_.width);
  std::vector<Term> all = block;
  all.insert(all.end(), {{row, output_.row_stride()}, {column, output_.pixel_stride}});
  use(sum(map, all, output_.offset(0, 0)));
  close_loop(out, column);
  close_loop(out, row);
}

void UpSampling2DStep::emit_forward(Writer& out) const {
  open_forward(out);
  emit_clear_border(out, "output", output_);
  emit_map_loops(out, input_shape_, lanes(), [&](const MapPlace& at) {
    out.line("const Floats value = hn::LoadU(f32, {});", at("input", input_));
    emit_block(out, "output", at, [&](const std::string& address) { out.line("hn::Store(value, f32, {});", address); });
  });
  out.close();
  out.blank();
}

void UpSampling2DStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  open_backward(out);
  emit_map_loops(out, input_shape_, lanes(), [&](const MapPlace& at) {
    bool first = unrolled();
    if (!first) out.line("Floats d = hn::Zero(f32);");
    emit_block(out, "d_output", at, [&](const std::string& address) {
      const std::string value = fmt::format("hn::Load(f32, {})", address);
      out.line("{};", first ? "Floats d = " + value : "d = hn::Add(d, " + value + ")");
      first = false;
    });
    out.line("hn::Store(d, f32, {});", at("d_input", input_));
  });
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
