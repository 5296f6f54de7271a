// Draws digits: strokes are bent, made smooth, brought onto the pixels and inked. All randomness comes from a counter.
#include "constnet/desk/data/drawn_digits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/base/random.hpp"
#include "digit_strokes.hpp"

namespace constnet::runtime {
namespace {

constexpr int side = 28;
constexpr int classes = 10;
constexpr float two_pi = 6.2831853f;

using Canvas = std::array<float, side * side>;  // ink, 0 to 1

// The random numbers of one image, in the order in which they are asked for, each from a block of its own.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t stream) : random_(seed, stream) {}

  float between(float low, float high) { return random_.uniform(4 * next_++, low, high); }
  std::size_t below(std::size_t bound) { return random_.below(4 * next_++, static_cast<std::uint32_t>(bound)); }
  // A bell curve of this spread: the sum of a block's four numbers, of which each has a variance of 1/12.
  float around_zero(float spread) {
    float sum = -2.0f;
    for (const std::uint32_t word : random_.block(next_++)) sum += static_cast<float>(word >> 8) * 0x1p-24f;
    return sum * spread * 1.7320508f;
  }

 private:
  Random random_;
  std::uint64_t next_ = 0;
};

// From the unit square to pixels: a slow wave, then size, slant and turn around the middle, then a shift.
class Hand {
 public:
  explicit Hand(Dice& dice)
      : wave_x_(dice.between(0, .08f)),
        wave_y_(dice.between(0, .08f)),
        phase_x_(dice.between(0, two_pi)),
        phase_y_(dice.between(0, two_pi)),
        height_(dice.between(15, 21)),
        width_(height_ * dice.between(.55f, 1)),
        slant_(dice.around_zero(.25f)),
        turn_(dice.around_zero(.14f)),
        shift_x_(dice.around_zero(1)),
        shift_y_(dice.around_zero(1)) {}

  Point place(Point p) const {
    const float x = (p.x - .5f + wave_x_ * std::sin(two_pi * p.y + phase_x_)) * width_;
    const float y = (p.y - .5f + wave_y_ * std::sin(two_pi * p.x + phase_y_)) * height_;
    const float slanted = x - slant_ * y;
    const float cosine = std::cos(turn_);
    const float sine = std::sin(turn_);
    constexpr float middle = side / 2.0f;
    return {cosine * slanted - sine * y + middle + shift_x_, sine * slanted + cosine * y + middle + shift_y_};
  }

 private:
  float wave_x_, wave_y_, phase_x_, phase_y_, height_, width_, slant_, turn_, shift_x_, shift_y_;
};

// Catmull-Rom curve between b and c, t from 0 to 1.
Point on_curve(Point a, Point b, Point c, Point d, float t) {
  const auto mix = [t](float p, float q, float r, float s) {
    return q + .5f * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
  };
  return {mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)};
}

Stroke smooth(const Stroke& points) {
  constexpr int pieces = 6;
  const auto at = [&points](std::size_t i) { return points[std::min(i, points.size() - 1)]; };
  Stroke curve = {points.front()};
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    for (int piece = 1; piece <= pieces; ++piece) {
      const float t = static_cast<float>(piece) / pieces;
      curve.push_back(on_curve(at(i == 0 ? 0 : i - 1), at(i), at(i + 1), at(i + 2), t));
    }
  }
  return curve;
}

float distance_to_segment(Point p, Point a, Point b) {
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float length_squared = dx * dx + dy * dy;
  const float along = length_squared == 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length_squared;
  const float t = std::clamp(along, 0.0f, 1.0f);
  const float x = p.x - a.x - t * dx;
  const float y = p.y - a.y - t * dy;
  return std::sqrt(x * x + y * y);
}

void ink_segment(Canvas& canvas, Point a, Point b, float radius) {
  const auto first = [radius](float p, float q) { return std::max(0, static_cast<int>(std::min(p, q) - radius - 1)); };
  const auto last = [radius](float p, float q) {
    return std::min(side - 1, static_cast<int>(std::max(p, q) + radius + 1));
  };
  for (int row = first(a.y, b.y); row <= last(a.y, b.y); ++row) {
    for (int column = first(a.x, b.x); column <= last(a.x, b.x); ++column) {
      const Point centre = {static_cast<float>(column) + .5f, static_cast<float>(row) + .5f};
      const float ink = std::clamp(radius + .5f - distance_to_segment(centre, a, b), 0.0f, 1.0f);
      float& pixel = canvas[static_cast<std::size_t>(row * side + column)];
      pixel = std::max(pixel, ink);
    }
  }
}

void draw(int digit, Dice dice, std::span<std::uint8_t> out) {
  const std::vector<Glyph>& ways = digit_glyphs()[static_cast<std::size_t>(digit)];
  const Glyph& glyph = ways[dice.below(ways.size())];
  const Hand hand(dice);
  const float radius = dice.between(.7f, 2);
  const float darkest = dice.between(.6f, 1);
  const float wobble = dice.between(.02f, .06f);
  const float noise = dice.between(0, .12f);

  Canvas canvas = {};
  for (Stroke stroke : glyph) {
    for (Point& p : stroke) p = hand.place({p.x + dice.around_zero(wobble), p.y + dice.around_zero(wobble)});
    const Stroke curve = smooth(stroke);
    for (std::size_t i = 0; i + 1 < curve.size(); ++i) ink_segment(canvas, curve[i], curve[i + 1], radius);
  }
  for (std::size_t i = 0; i < canvas.size(); ++i) {
    const float value = darkest * canvas[i] + dice.around_zero(noise);
    out[i] = static_cast<std::uint8_t>(std::clamp(value, 0.0f, 1.0f) * 255.0f + .5f);
  }
}

Dataset draw_set(std::uint64_t seed, std::uint64_t part, std::size_t count) {
  Dataset data{side, side, 1, classes, std::vector<std::uint8_t>(count * side * side), std::vector<int>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    Dice dice(seed, part << 32 | i);
    data.labels[i] = static_cast<int>(dice.below(classes));
    draw(data.labels[i], dice, std::span(data.pixels).subspan(i * data.image_size(), data.image_size()));
  }
  return data;
}

}  // namespace

DataSplits drawn_digits(std::uint64_t seed, std::size_t train_count, std::size_t test_count) {
  constexpr std::uint64_t train_part = 0xD161'7001;  // apart from the streams of training with the same seed
  constexpr std::uint64_t test_part = train_part + 1;
  return {draw_set(seed, train_part, train_count), draw_set(seed, test_part, test_count),
          "drawn digits, seed " + std::to_string(seed)};
}

}  // namespace constnet::runtime
