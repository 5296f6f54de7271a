// From the arguments of augmentation layers to the bounds of what is drawn.
#include "emit/augmentation.hpp"

#include <algorithm>

namespace constnet::codegen {
namespace {

using Members = std::vector<std::string>;

/// As a literal of type float, or a whole number.
std::string decimal(double number) {
  const std::string text = fmt::format("{}", static_cast<float>(number));
  return text.find_first_of(".e") == std::string::npos ? text : text + "f";
}

std::string range(const std::string& member, double low, double high) {
  return fmt::format(".{} = {{{}, {}}}", member, decimal(low), decimal(high));
}

/// The bounds of a factor, and `base` on both of them.
std::string range(const std::string& member, const Factor& factor, double base = 0) {
  return range(member, base + factor.lower.value(), base + factor.upper.value());
}

Members kind(const std::string& name) { return {".kind = constnet::runtime::Augmentation::Kind::" + name}; }

/// What differs from the defaults, bilinear and reflect.
template <typename L>
void add_filling(Members& members, const L& layer) {
  const std::string scope = "constnet::runtime::";
  if (layer.interpolation == Interpolation::nearest) {
    members.push_back(".interpolation = " + scope + "Interpolation::nearest");
  }
  if (layer.fill_mode == FillMode::reflect) return;
  const char* const mode = layer.fill_mode == FillMode::constant  ? "constant"
                           : layer.fill_mode == FillMode::nearest ? "nearest"
                                                                  : "wrap";
  members.push_back(".fill_mode = " + scope + "FillMode::" + mode);
  if (layer.fill_mode == FillMode::constant && layer.fill_value != Number{}) {
    members.push_back(".fill_value = " + decimal(layer.fill_value.value()));
  }
}

void add_value_range(Members& members, const ValueRange& values) {
  members.push_back(range("value_range", values.low.value(), values.high.value()));
}

Members members_of(const RandomFlip& layer) {
  Members members = kind("flip");
  if (layer.mode != FlipMode::vertical) members.push_back(".horizontal = true");
  if (layer.mode != FlipMode::horizontal) members.push_back(".vertical = true");
  return members;
}

Members members_of(const RandomRotation& layer) {
  Members members = kind("rotation");
  members.push_back(range("factor", layer.factor));
  add_filling(members, layer);
  return members;
}

Members members_of(const RandomTranslation& layer) {
  Members members = kind("translation");
  members.push_back(range("factor", layer.height_factor));
  members.push_back(range("width_factor", layer.width_factor));
  add_filling(members, layer);
  return members;
}

Members members_of(const RandomZoom& layer) {
  Members members = kind("zoom");
  members.push_back(range("factor", layer.height_factor, 1));
  if (layer.width_factor.is_given) {
    members.push_back(range("width_factor", layer.width_factor, 1));
  } else {
    members.push_back(".one_factor = true");
  }
  add_filling(members, layer);
  return members;
}

Members members_of(const RandomContrast& layer) {
  // Keras cuts the -f that one number f stands for off at 0, the smallest factor that this layer takes.
  const double lower = layer.factor.is_one_number ? 0 : layer.factor.lower.value();
  Members members = kind("contrast");
  members.push_back(range("factor", 1 - lower, 1 + layer.factor.upper.value()));
  add_value_range(members, layer.value_range);
  return members;
}

Members members_of(const RandomBrightness& layer) {
  const double width = layer.value_range.high.value() - layer.value_range.low.value();
  Members members = kind("brightness");
  members.push_back(range("factor", layer.factor.lower.value() * width, layer.factor.upper.value() * width));
  add_value_range(members, layer.value_range);
  return members;
}

/// The place is drawn between the first row or column and the one behind the last possible, and rounded down.
Members members_of(const RandomCrop& layer, const Shape& input) {
  Members members = kind("crop");
  members.push_back(range("factor", 0, input.height - layer.height + 1));
  members.push_back(range("width_factor", 0, input.width - layer.width + 1));
  members.push_back(fmt::format(".height = {}", layer.height));
  members.push_back(fmt::format(".width = {}", layer.width));
  return members;
}

}  // namespace

bool has_augmentation(const NetworkDescription& network) {
  return std::any_of(network.layers.begin(), network.layers.end(),
                     [](const Layer& layer) { return std::holds_alternative<Augmentation>(layer.arguments); });
}

void emit_augmentations(Writer& out, const NetworkDescription& network) {
  out.comment("What training draws for each image, in this order; predict, forward and backward know nothing of it.");
  out.open("inline constexpr constnet::runtime::Augmentation augmentations[] =");
  for (const Layer& layer : network.layers) {
    const auto* augmentation = std::get_if<Augmentation>(&layer.arguments);
    if (augmentation == nullptr) continue;
    const Members members = std::visit(
        [&](const auto& arguments) {
          if constexpr (requires { members_of(arguments, layer.input); }) {
            return members_of(arguments, layer.input);
          } else {
            return members_of(arguments);
          }
        },
        *augmentation);
    out.braces("  ", members, ",");
  }
  out.close("};");
}

}  // namespace constnet::codegen
