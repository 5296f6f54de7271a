// What batch normalization needs to know of the whole batch: mean and variance of the inputs, forward, and two sums of
// the gradients, backward.
#include "steps/batch_normalization.hpp"

namespace constnet::codegen {

/// The images' own mean and variance, which take two passes over a map that is in a cache by then, are combined by the
/// formula of T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample
/// variances", 1979.
void BatchNormalizationStep::emit_statistics(Writer& out) const {
  const int pixels = shape_.height * shape_.width;
  out.comment("Mean and variance of the input of " + name_ + " over all pixels of the images so far.");
  open_half(out, "statistics", false);
  emit_clear_statistics(out, {"mean", "variance"});
  if (pixels > 1) out.line("const Floats share = hn::Set(f32, {} / {});", literal(1), pixels);
  emit_channels(out, 3, [&](const Vectors& vectors) {
    const auto load = [&](const char* member) {
      declare(
          out, vectors, member, [&](int i) { return fmt::format("hn::Load(f32, {})", statistics(member, vectors, i)); },
          false);
    };
    load("mean");
    load("variance");
    out.open("for (int image = 0; image < count; ++image)");
    out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
    const auto value = [&](const std::string& row, const std::string& column, int i) {
      return fmt::format("hn::LoadU(f32, {})", in_map("input", input_, row, column, vectors, i));
    };
    if (pixels == 1) {
      declare(out, vectors, "image_mean", [&](int i) { return value("", "", i); });
    } else {
      declare(out, vectors, "sum", [](int) { return "hn::Zero(f32)"; }, false);
      emit_sums(out, vectors, shape_, {"sum"}, [&](const std::string& row, const std::string& column) {
        for (int i = 0; i < vectors.count; ++i) {
          out.line("sum_of_row{0} = hn::Add(sum_of_row{0}, {1});", vectors.suffix(i), value(row, column, i));
        }
      });
      declare(out, vectors, "image_mean",
              [&](int i) { return fmt::format("hn::Mul(sum{}, share)", vectors.suffix(i)); });
      declare(out, vectors, "squares", [](int) { return "hn::Zero(f32)"; }, false);
      emit_sums(out, vectors, shape_, {"squares"}, [&](const std::string& row, const std::string& column) {
        declare(out, vectors, "distance", [&](int i) {
          return fmt::format("hn::Sub({}, image_mean{})", value(row, column, i), vectors.suffix(i));
        });
        for (int i = 0; i < vectors.count; ++i) {
          out.line("squares_of_row{0} = hn::MulAdd(distance{0}, distance{0}, squares_of_row{0});", vectors.suffix(i));
        }
      });
    }
    // n images have mean and variance already: those of n + 1 lie so much nearer to the image's own.
    out.line("const float before = static_cast<float>({});", in_groups() ? "first + image" : "image");
    out.line("const Floats weight = hn::Set(f32, {} / (before + {}));", literal(1), literal(1));
    out.line("const Floats spread = hn::Set(f32, before / (before + {}));", literal(1));
    for (int i = 0; i < vectors.count; ++i) {
      const std::string n = vectors.suffix(i);
      out.line("const Floats step{0} = hn::Sub(image_mean{0}, mean{0});", n);
      out.line("mean{0} = hn::MulAdd(step{0}, weight, mean{0});", n);
      out.line("const Floats between{0} = hn::Mul(hn::Mul(step{0}, step{0}), spread);", n);
      const std::string own = pixels == 1 ? "between" + n : fmt::format("hn::MulAdd(squares{0}, share, between{0})", n);
      out.line("variance{0} = hn::MulAdd(hn::Sub({1}, variance{0}), weight, variance{0});", n, own);
    }
    out.close();
    for (const char* member : {"mean", "variance"}) {
      for (int i = 0; i < vectors.count; ++i) {
        out.line("hn::Store({}{}, f32, {});", member, vectors.suffix(i), statistics(member, vectors, i));
      }
    }
  });
  out.close();
  out.blank();
}

void BatchNormalizationStep::emit_deviations(Writer& out) const {
  out.comment("1 / sqrt(variance + epsilon) of the batch.");
  out.line("void {}_deviations(TrainingArena& arena) {{", name_);
  out.indent();
  out.open("for (int i = 0; i < {}; ++i)", padded(shape_.channels));
  const std::string i = sum("i", {}, first_);
  out.line("const float variance = arena.statistics.variance[{}];", i);
  out.line("arena.statistics.inverse_deviation[{}] = inverse_root(variance + {});", i, literal(normalization_.epsilon));
  out.close();
  out.close();
  out.blank();
}

void BatchNormalizationStep::emit_whole_sums(Writer& out, const Vectors& vectors) const {
  out.line("const float* HWY_RESTRICT input = {};", input_map("image"));
  out.line("const float* HWY_RESTRICT d_output = {};", d_output_map("image"));
  emit_sums(out, vectors, shape_, {"d_beta", "products"}, [&](const std::string& row, const std::string& column) {
    for (int i = 0; i < vectors.count; ++i) {
      const std::string n = vectors.suffix(i);
      out.line("const Floats distance{0} = hn::Sub(hn::LoadU(f32, {1}), mean{0});", n,
               in_map("input", input_, row, column, vectors, i));
      emit_gradient(out, fmt::format("hn::Load(f32, {})", in_map("d_output", output_, row, column, vectors, i)), n);
      out.line("d_beta_of_row{0} = hn::Add(d_beta_of_row{0}, d{0});", n);
      out.line("products_of_row{0} = hn::MulAdd(distance{0}, d{0}, products_of_row{0});", n);
    }
  });
}

/// d_beta and d_gamma of these images: parameter gradients, and what the whole batch sums up for d_input.
void BatchNormalizationStep::emit_backward_sums(Writer& out) const {
  out.comment("Sums of the gradients over the images so far, which backward of " + name_ +
              " needs of the whole batch.");
  open_half(out, "sums", true);
  emit_clear_statistics(out, {"d_beta", "d_gamma"});
  emit_channels(out, 2 + (normalizes_again() ? held_constants(true) : 1), [&](const Vectors& vectors) {
    if (normalizes_again()) {
      emit_constants(out, vectors, true);
    } else if (!pool_) {
      declare(out, vectors, "mean",
              [&](int i) { return fmt::format("hn::Load(f32, {})", statistics("mean", vectors, i)); });
    }
    for (const char* name : {"d_beta", "products"}) {
      declare(out, vectors, name, [](int) { return "hn::Zero(f32)"; }, false);
    }
    out.open("for (int image = 0; image < count; ++image)");
    if (pool_) {
      emit_pooled_sums(out, vectors);
    } else {
      emit_whole_sums(out, vectors);
    }
    out.close();
    declare(out, vectors, "d_gamma", [&](int i) {
      return fmt::format("hn::Mul(products{}, hn::Load(f32, {}))", vectors.suffix(i),
                         statistics("inverse_deviation", vectors, i));
    });
    const auto add = [&](const std::string& role, int i, const std::string& to) {
      out.list("hn::Store", {fmt::format("hn::Add(d_{}{}, hn::Load(f32, {}))", role, vectors.suffix(i), to), "f32", to},
               ";");
    };
    for (const char* role : {"beta", "gamma"}) {
      for (int i = 0; i < vectors.count; ++i) add(role, i, statistics(std::string("d_") + role, vectors, i));
    }
    if (!learns()) return;
    for (const StepTensor& tensor : tensors()) {
      for (int i = 0; i < vectors.count; ++i) {
        add(tensor.role, i,
            of_channel(fmt::format("arena.gradients + gradients_at::{}_d_{}", name_, tensor.role), vectors, i));
      }
    }
  });
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
