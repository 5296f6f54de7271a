// Draws, and their matrices.
#include "constnet/desk/augmentation/draw.hpp"

#include <cmath>
#include <numbers>

namespace constnet::runtime {

Drawn draw(const Augmentation& layer, const Random& random, std::uint64_t first) {
  const float u = random.uniform(first);
  const float v = layer.one_factor ? u : random.uniform(first + 1);
  const auto between = [](const Augmentation::Range& range, float part) {
    return range.low + (range.high - range.low) * part;
  };
  Drawn drawn;
  drawn.flips = layer.kind == Augmentation::Kind::flip && u <= 0.5f;
  drawn.factor = between(layer.factor, u);
  drawn.width_factor = between(layer.one_factor ? layer.factor : layer.width_factor, v);
  return drawn;
}

Affine affine_of(const Augmentation& layer, const Drawn& drawn, ImageSize size) {
  const auto width = static_cast<float>(size.width);
  const auto height = static_cast<float>(size.height);
  const float middle_x = (width - 1) / 2;
  const float middle_y = (height - 1) / 2;
  switch (layer.kind) {
    case Augmentation::Kind::rotation: {
      const double angle = 2 * std::numbers::pi * static_cast<double>(drawn.factor);
      const auto cosine = static_cast<float>(std::cos(angle));
      const auto sine = static_cast<float>(std::sin(angle));
      return {cosine, -sine,  middle_x - middle_x * cosine + middle_y * sine,
              sine,   cosine, middle_y - middle_x * sine - middle_y * cosine};
    }
    case Augmentation::Kind::translation:
      return {1, 0, -drawn.width_factor * width, 0, 1, -drawn.factor * height};
    case Augmentation::Kind::zoom:
      return {drawn.width_factor,           0, middle_x * (1 - drawn.width_factor), 0, drawn.factor,
              middle_y * (1 - drawn.factor)};
    case Augmentation::Kind::flip:
    case Augmentation::Kind::contrast:
    case Augmentation::Kind::brightness:
    case Augmentation::Kind::crop:
      break;
  }
  return {};
}

}  // namespace constnet::runtime
