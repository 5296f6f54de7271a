// The text of forward and backward in parts.
#include "emit/parts.hpp"

#include <stdexcept>

#include "emit/expression.hpp"
#include "emit/parameters.hpp"

namespace constnet::codegen {
namespace {

/// Where a tensor begins in Parameters.
long long offset_of(const NetworkDescription& network, const std::string& layer, const std::string& role) {
  for (const ParameterTensor& tensor : parameters_of(network)) {
    if (tensor.layer == layer && tensor.role == role) return tensor.offset;
  }
  throw std::logic_error("no tensor " + layer + "/" + role);
}

}  // namespace

void emit_parts_constants(Writer& out, const std::vector<BatchNormalized>& normalized) {
  std::vector<std::string> channels;
  for (const BatchNormalized& n : normalized) channels.push_back(fmt::format("{{{}, {}}}", n.first, n.channels));
  out.comment("The channels that each layer normalizes with the statistics of the batch.", "///");
  out.braces("inline constexpr constnet::runtime::NormalizedChannels normalized[] = ", channels, ";");
  out.comment("Forward and backward have so many parts: one more than such layers.", "///");
  out.line("inline constexpr int parts = {};", normalized.size() + 1);
  out.blank();
}

void emit_parts_declarations(Writer& out) {
  out.comment(
      "Part `part` of forward, for images of a batch whose other images have arenas of their own. Each part but the "
      "last "
      "ends with the statistics of one normalized layer in arena.statistics: combine those of the whole batch, and its "
      "number of images, into all arenas before the next part.",
      "///");
  out.list("void forward_part",
           {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images", "int count",
            "float* outputs", "int part"},
           ";");
  out.blank();
  out.comment(
      "Part `part` of backward. Each part but the last ends with sums of one normalized layer, from the last one on, "
      "in "
      "arena.statistics.d_beta and d_gamma: add up those of the whole batch.",
      "///");
  out.list(
      "void backward_part",
      {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* d_outputs", "int count", "int part"},
      ";");
  out.blank();
  out.comment("Moves the moving statistics towards those of the last batch; once for each batch, prepare after it.",
              "///");
  out.line("void update_moving_statistics(const TrainingArena& arena, Parameters& parameters);");
  out.blank();
}

void emit_parts_members(Writer& out, const std::string& ns) {
  out.line("static constexpr const auto& normalized = {}::normalized;", ns);
  out.line("static constexpr int parts = {}::parts;", ns);
  out.list("static void forward_part",
           {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images", "int count",
            "float* outputs", "int part"},
           " {");
  out.indent();
  out.line("{}::forward_part(prepared, arena, images, count, outputs, part);", ns);
  out.close();
  out.list(
      "static void backward_part",
      {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* d_outputs", "int count", "int part"},
      " {");
  out.indent();
  out.line("{}::backward_part(prepared, arena, d_outputs, count, part);", ns);
  out.close();
  out.short_function("static void update_moving_statistics(const TrainingArena& arena, Parameters& parameters)",
                     ns + "::update_moving_statistics(arena, parameters);");
}

void emit_parts_dispatch(Writer& out, const PlannedNetwork& planned) {
  out.blank();
  out.list("void forward_part",
           {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* images", "int count",
            "float* outputs", "int part"},
           " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(forward_images_part)(prepared, arena, images, count, outputs, part);");
  out.close();
  out.blank();
  out.list(
      "void backward_part",
      {"const TrainingPrepared& prepared", "TrainingArena& arena", "const float* d_outputs", "int count", "int part"},
      " {");
  out.indent();
  out.line("HWY_DYNAMIC_DISPATCH(backward_images_part)(prepared, arena, d_outputs, count, part);");
  out.close();
  out.blank();
  out.open("void update_moving_statistics(const TrainingArena& arena, Parameters& parameters)");
  for (const BatchNormalized& n : planned.normalized()) {
    const std::string& layer = n.normalization.layer;
    out.line("float* {}_mean = parameters.values + {};", layer, offset_of(planned.network, layer, "moving_mean"));
    out.line("float* {}_variance = parameters.values + {};", layer,
             offset_of(planned.network, layer, "moving_variance"));
    out.open("for (int i = 0; i < {}; ++i)", n.channels);
    const std::string rate = literal(1 - n.normalization.momentum);
    for (const char* what : {"mean", "variance"}) {
      out.line("{0}_{1}[i] += (arena.statistics.{1}[{2}] - {0}_{1}[i]) * {3};", layer, what, sum("i", {}, n.first),
               rate);
    }
    out.close();
  }
  out.close();
}

}  // namespace constnet::codegen
