// Backward pass of a convolution with pooling: only the greatest pixel of each window has a gradient, and only where
// the activation lets it through, so the sums run over lists of those and not over all pixels.
#include <algorithm>

#include "emit/patch_blocks.hpp"
#include "steps/convolution/step.hpp"

namespace constnet::codegen {
namespace {

/// Floats of kernels that stay in a first-level cache while all patches of an image are visited.
constexpr int kCachedKernels = 9216;
/// Filters whose bits share a word.
constexpr int kFiltersInWord = 32;

}  // namespace

int ConvolutionStep::winner_offset(int winner) const {
  const int row = winner / pool_->pool_size.width;
  const int column = winner % pool_->pool_size.width;
  return row * convolution_.strides.height * input_.row_stride() +
         column * convolution_.strides.width * input_.pixel_stride;
}

void ConvolutionStep::claim_sparse(Memory& memory) const {
  const int positions = output_shape_.height * output_shape_.width;
  const int window = pool_->pool_size.height * pool_->pool_size.width;
  const int depth = padded(filters());
  memory.gradients.claim(name_ + "_d_kernel", filters() * patch().size);
  memory.bytes.claim(name_ + "_winners", arena_images() * positions * depth);
  memory.words.claim(name_ + "_sources", positions * depth);
  memory.words.claim(name_ + "_positions", (positions + 31) / 32 * depth);
  if (around_.input_gradient) {
    memory.words.claim(name_ + "_filters", positions * window * ((depth + 31) / 32));
    memory.training_weights.claim(name_ + "_kernel_by_filter", filters() * patch().size);
  }
}

/// Vectors of a patch that are summed at once into the input's gradient: their kernels stay in the first-level cache.
/// Where those of all filters leave room for few vectors only, patches are visited for one group of filters at a time.
int ConvolutionStep::input_block_limit() const {
  const int registers = around_.target.registers - 4;
  const int cached = kCachedKernels / (input_group_words() * kFiltersInWord * lanes());
  return std::min(registers, std::max({cached, patch().runs(), 1}));
}

/// Words of filters that are visited together.
int ConvolutionStep::input_group_words() const {
  const int words = (padded(filters()) + kFiltersInWord - 1) / kFiltersInWord;
  const int fitting = kCachedKernels / (3 * patch().runs() * lanes() * kFiltersInWord);
  return std::clamp(fitting, 1, words);
}

/// The function for one block of a patch and one group of filters.
std::string ConvolutionStep::sparse_input_name(int rows, int columns, int group) const {
  const int words = (padded(filters()) + kFiltersInWord - 1) / kFiltersInWord;
  const std::string name = fmt::format("{}_d_input_{}x{}", name_, rows, columns);
  return group == words ? name : fmt::format("{}_of_{}", name, group * kFiltersInWord);
}

void ConvolutionStep::emit_sparse_input_gradient(Writer& out) const {
  const int words = (padded(filters()) + kFiltersInWord - 1) / kFiltersInWord;
  for (const Segment& g : cut(words, input_group_words())) emit_sparse_input_group(out, g.size);
}

/// The functions that visit `group` words of filters.
void ConvolutionStep::emit_sparse_input_group(Writer& out, int group) const {
  const Patch p = patch();
  const int limit = input_block_limit();
  const int depth = padded(filters());
  const int words = (depth + kFiltersInWord - 1) / kFiltersInWord;
  const int window = pool_->pool_size.height * pool_->pool_size.width;
  const int row_step = convolution_.strides.height * step(*pool_).height * input_.row_stride();
  const int column_step = convolution_.strides.width * step(*pool_).width * input_.pixel_stride;
  const PatchBlocks blocks = cut_patch(p.runs(), p.vectors, limit);
  for (const Segment& r : blocks.rows) {
    for (const Segment& c : blocks.columns) {
      out.comment(
          fmt::format("Adds {} x {} vectors of the kernels of all filters{} that won at a pixel, times their "
                      "gradients, to that pixel's patch.",
                      r.size, c.size, group == words ? "" : " of a group"));
      out.list("HWY_NOINLINE void " + sparse_input_name(r.size, c.size, group),
               {"const float* HWY_RESTRICT kernel", "const float* HWY_RESTRICT d_output",
                "const std::uint32_t* HWY_RESTRICT filters", "float* HWY_RESTRICT d_input"},
               " {");
      out.indent();
      std::vector<std::string> offsets;
      for (int i = 0; i < window; ++i) offsets.push_back(std::to_string(winner_offset(i)));
      out.line("constexpr int winner_offset[{}] = {{{}}};", window, fmt::join(offsets, ", "));
      const std::string y = open_loop(out, "y", output_shape_.height);
      const std::string x = open_loop(out, "x", output_shape_.width);
      out.line("const float* HWY_RESTRICT d_here = {};",
               sum("d_output", {{y, output_.row_stride()}, {x, output_.pixel_stride}}));
      out.open("for (int winner = 0; winner < {}; ++winner, filters += {})", window, words);
      std::string any = "filters[0]";
      for (int word = 1; word < group; ++word) any += fmt::format(" | filters[{}]", word);
      out.open("if (({}) == 0)", any);
      out.line("continue;");
      out.close();
      out.line("float* HWY_RESTRICT patch = {} + winner_offset[winner];",
               sum("d_input", {{y, row_step}, {x, column_step}}));
      const auto each = [&](const auto& body) {
        for (int i = 0; i < r.size; ++i) {
          for (int j = 0; j < c.size; ++j) body(fmt::format("sum{}_{}", i, j), i, j);
        }
      };
      each([&](const std::string& name, int i, int j) {
        out.line("Floats {} = hn::Load(f32, {});", name, sum("patch", {}, run_offset(i) + j * lanes()));
      });
      const std::string word = open_loop(out, "word", group);
      out.open("for (std::uint32_t bits = filters[{}]; bits != 0; bits &= bits - 1)", word.empty() ? "0" : word);
      out.line("const int filter = {};", sum("lowest_bit(bits)", {{word, 32}}));
      out.line("const Floats d = hn::Set(f32, d_here[filter]);");
      out.line("const float* HWY_RESTRICT k = kernel + filter * {};", r.size * c.size * lanes());
      each([&](const std::string& name, int i, int j) {
        out.line("{} = hn::MulAdd(d, hn::Load(f32, {}), {});", name, sum("k", {}, (i * c.size + j) * lanes()), name);
      });
      out.close();
      close_loop(out, word);
      each([&](const std::string& name, int i, int j) {
        out.line("hn::Store({}, f32, {});", name, sum("patch", {}, run_offset(i) + j * lanes()));
      });
      out.close();
      close_loop(out, x);
      close_loop(out, y);
      out.close();
      out.blank();
    }
  }
}

void ConvolutionStep::emit_sparse_backward(Writer& out) const {
  emit_route(out);
  emit_sparse_weight_gradient(out);
  if (around_.input_gradient) emit_sparse_input_gradient(out);
  const int depth = padded(filters());
  const int positions = output_shape_.height * output_shape_.width;
  const int filters_size = positions * pool_->pool_size.height * pool_->pool_size.width * ((depth + 31) / 32);
  out.comment("Backward of " + title() + " At most " + with_separators(backward_multiply_adds()) + " multiply-adds.");
  open_training(out, "backward", around_.input_gradient);
  out.line("float* d_kernel = arena.gradients + gradients_at::{}_d_kernel;", name_);
  out.line("std::int32_t* sources = reinterpret_cast<std::int32_t*>(arena.words + words_at::{}_sources);", name_);
  out.line("std::uint32_t* positions = arena.words + words_at::{}_positions;", name_);
  if (around_.input_gradient) {
    out.line("std::uint32_t* filters = arena.words + words_at::{}_filters;", name_);
    out.line("const float* kernel = weights + weights_at::{}_kernel_by_filter;", name_);
  }
  out.open("for (int image = 0; image < count; ++image)");
  out.line("const float* input = {};", input_map("image"));
  out.line("float* d_output = {};", d_output_map("image"));
  std::vector<std::string> arguments{output_map("image"),
                                     arena_block("bytes", name_ + "_winners", "image", positions * depth, true),
                                     "d_output", "sources", "positions"};
  if (around_.input_gradient) {
    out.line("std::memset(filters, 0, {} * sizeof(std::uint32_t));", filters_size);
    arguments.push_back("filters");
  }
  arguments.push_back(fmt::format("arena.gradients + gradients_at::{}_d_bias", name_));
  out.list(name_ + "_route", arguments, ";");
  const std::string d_output = sum("d_output", {}, output_.offset(0, 0));
  emit_patch_blocks(out, weight_block_limit(), [&](const PatchBlock& block) {
    if (clears_kernel_sums()) {
      out.list(
          in_groups() ? "if (first + image == 0 && arena.cleared) clear" : "if (image == 0 && arena.cleared) clear",
          {in_blocks(block, "d_kernel"), std::to_string(block.runs * block.vectors * lanes() * filters())}, ";");
    }
    out.list(fmt::format("{}_d_kernel_{}x{}", name_, block.runs, block.vectors),
             {in_map(block, "input", 0), d_output, "sources", "positions", in_blocks(block, "d_kernel")}, ";");
  });
  if (around_.input_gradient) {
    out.line("float* d_input = {};", d_input_map("image"));
    out.line("clear(d_input, {});", input_.size());
    const int filter_words = (depth + kFiltersInWord - 1) / kFiltersInWord;
    for (const Segment& g : cut(filter_words, input_group_words())) {
      const std::string group = open_loop(out, "group", g.count);
      const auto of_group = [&](const std::string& base, int step) {
        return sum(base, {{group, 1LL * g.size * step}}, 1LL * g.start * step);
      };
      emit_patch_blocks(out, input_block_limit(), [&](const PatchBlock& block) {
        const int per_filter = block.runs * block.vectors * lanes();
        out.list(sparse_input_name(block.runs, block.vectors, g.size),
                 {of_group(in_blocks(block, "kernel"), kFiltersInWord * per_filter), of_group(d_output, kFiltersInWord),
                  of_group("filters", 1), in_map(block, "d_input", input_origin())},
                 ";");
      });
      close_loop(out, group);
    }
  }
  out.close();
  out.close();
  out.blank();
}

}  // namespace constnet::codegen
