// Copies channels forward, and adds the gradients of the copies backward.
#include "steps/repeat_channels.hpp"

#include "emit/expression.hpp"

namespace constnet::codegen {

std::string RepeatChannelsStep::title() const {
  return fmt::format("Each channel {} times: input {} -> output {}.", times_, text_of(input_shape_),
                     text_of(output_shape()));
}

void RepeatChannelsStep::emit_forward(Writer& out) const {
  open_forward(out);
  if (!output_.dense()) out.line("clear(output, {});", output_.size());
  const std::string y = open_loop(out, "y", input_shape_.height);
  const std::string x = open_loop(out, "x", input_shape_.width);
  const std::string channel = open_loop(out, "channel", input_shape_.channels);
  for (int k = 0; k < times_; ++k) {
    out.line(
        "output[{}] = input[{}];",
        sum("", {{y, output_.row_stride()}, {x, output_.pixel_stride}, {channel, times_}}, output_.offset(0, 0) + k),
        sum("", {{y, input_.row_stride()}, {x, input_.pixel_stride}, {channel, 1}}, input_.offset(0, 0)));
  }
  close_loop(out, channel);
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  out.blank();
}

void RepeatChannelsStep::emit_training(Writer& out) const {
  emit_forward_batch(out);
  open_backward(out);
  out.line("clear(d_input, {});", input_.size());
  const std::string y = open_loop(out, "y", input_shape_.height);
  const std::string x = open_loop(out, "x", input_shape_.width);
  const std::string channel = open_loop(out, "channel", input_shape_.channels);
  for (int k = 0; k < times_; ++k) {
    out.line(
        "d_input[{}] += d_output[{}];",
        sum("", {{y, input_.row_stride()}, {x, input_.pixel_stride}, {channel, 1}}, input_.offset(0, 0)),
        sum("", {{y, output_.row_stride()}, {x, output_.pixel_stride}, {channel, times_}}, output_.offset(0, 0) + k));
  }
  close_loop(out, channel);
  close_loop(out, x);
  close_loop(out, y);
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
