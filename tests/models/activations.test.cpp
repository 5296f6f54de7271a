// Activations and their derivatives over the whole range of floats, on every vector width, against double precision.
#include "models/activations.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <vector>

#include "activated_image.gen.hpp"
#include "activated_kernels.gen.hpp"
#include "catch.hpp"
#include "models/simd_targets.hpp"
#include "reference/elementwise.hpp"

namespace {

using namespace constnet::comparison;
using constnet::reference::Function;

template <auto... Functions>
struct References {
  static std::vector<Function> all() { return {constnet::reference::function_of(Functions)...}; }
};

const std::vector<Function> references = models::EveryActivation<References>::all();

/// Finite floats of every magnitude and sign, the zeros and the subnormal ones as well: 128 in each power of two. Then
/// those where activations do something: 200,000 evenly spread from -110 to 110, and as many from -4 to 4.
std::vector<float> points() {
  std::vector<float> values;
  for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
    const auto value = std::bit_cast<float>(bits << 16 | (bits * 40503u & 0xffffu));
    if (std::isfinite(value)) values.push_back(value);
  }
  for (const float value : {0.0f, -0.0f, std::numeric_limits<float>::max(), std::numeric_limits<float>::lowest(),
                            std::numeric_limits<float>::denorm_min(), 88.7228317f, 88.7228394f, -87.3365479f, -103.972f,
                            3.0f, -3.0f, 6.0f, 0.125f, 1.5f}) {
    values.push_back(value);
  }
  constexpr int spread = 100'000;
  for (int i = -spread; i <= spread; ++i) values.push_back(static_cast<float>(i) * (110.0f / spread));
  for (int i = -spread; i <= spread; ++i) values.push_back(static_cast<float>(i) * (4.0f / spread));
  while (values.size() % models::activated_values != 0) values.push_back(1);
  return values;
}

/// Whether `found` is within four units in the last place or 1e-6 of `expected`, which may be too large for a float.
bool is_near(float found, double expected) {
  const auto nearest = static_cast<float>(expected);
  if (std::isinf(nearest)) return found == nearest;
  const float magnitude = std::abs(nearest);
  // Under the greatest float, as far as to the next one below.
  const double ulp = static_cast<double>(magnitude) - std::nextafter(magnitude, -1.0f);
  const double allowed = std::max(1e-6, 4 * ulp);
  // One of the last four floats may come out as infinity.
  if (std::isinf(found)) {
    return (found > 0) == (nearest > 0) && std::abs(expected) + allowed >= std::numeric_limits<float>::max();
  }
  return std::abs(found - expected) <= allowed;
}

/// Keeps the first value of each activation that is wrong, and counts them.
class Errors {
 public:
  explicit Errors(std::string what) : what_(std::move(what)) {}

  void compare(std::size_t activation, float x, float found, double expected) {
    if (is_near(found, expected)) return;
    if (counts_[activation]++ > 0) return;
    std::ostringstream words;
    words.precision(9);
    words << what_ << " of " << models::activation_names[activation] << " at " << x << " is " << found << ", in double "
          << expected << '\n';
    text_ += words.str();
  }

  std::string text() const {
    std::string counts;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 1) counts += std::to_string(counts_[i]) + " of " + models::activation_names[i] + '\n';
    }
    return text_ + counts;
  }

 private:
  std::string what_;
  std::string text_;
  std::vector<int> counts_ = std::vector<int>(references.size());
};

/// The values of `points`, so many at a time.
std::span<const float> piece(std::span<const float> points, std::size_t first) {
  return points.subspan(first, models::activated_values);
}

}  // namespace

static_assert(activated_image::input_size == models::activated_values);
static_assert(activated_image::output_size / models::activated_values == std::size(models::activation_names));

TEST_CASE("every activation predicts within four units in the last place, or 1e-6") {
  const std::vector<float> all = points();
  const auto arena = std::make_unique<activated_image::InferenceArena>();
  const activated_image::Prepared prepared{};
  std::vector<float> outputs(activated_image::output_size);
  REQUIRE(references.size() == std::size(models::activation_names));
  for (const std::int64_t target : simd_targets()) {
    const SelectedTarget selected(target);
    Errors errors(selected.name() + ": value");
    for (std::size_t first = 0; first < all.size(); first += models::activated_values) {
      const std::span<const float> values = piece(all, first);
      activated_image::predict(prepared, *arena, values.data(), outputs.data());
      // Ten channels to a pixel, of each activation in turn.
      for (std::size_t i = 0; i < values.size(); ++i) {
        for (std::size_t a = 0; a < references.size(); ++a) {
          const float found = outputs[(i / 10 * references.size() + a) * 10 + i % 10];
          errors.compare(a, values[i], found, references[a].value(static_cast<double>(values[i])));
        }
      }
    }
    CHECK(errors.text() == "");
  }
}

TEST_CASE("every activation's derivative is within four units in the last place, or 1e-6, and training's outputs are") {
  using N = activated_kernels::Network;
  const std::vector<float> all = points();
  const auto parameters = std::make_unique<N::Parameters>();
  const auto gradients = std::make_unique<N::Parameters>();
  const auto prepared = std::make_unique<N::TrainingPrepared>();
  const auto arena = std::make_unique<N::TrainingArena>();
  const float image = 1;
  std::vector<float> outputs(N::output_size);
  const std::vector<float> ones(N::output_size, 1.0f);
  for (const std::int64_t target : simd_targets()) {
    const SelectedTarget selected(target);
    Errors values(selected.name() + ": value in training");
    Errors slopes(selected.name() + ": derivative");
    for (std::size_t first = 0; first < all.size(); first += models::activated_values) {
      const std::span<const float> xs = piece(all, first);
      for (std::size_t a = 0; a < references.size(); ++a) {
        std::ranges::copy(xs, parameters->values + a * models::activated_values);
      }
      std::ranges::fill(gradients->values, 0.0f);
      N::prepare(*parameters, *prepared);
      N::clear_gradients(*arena);
      N::forward(*prepared, *arena, &image, 1, outputs.data());
      N::backward(*prepared, *arena, ones.data(), 1);
      N::add_gradients(*arena, *gradients);
      for (std::size_t a = 0; a < references.size(); ++a) {
        for (std::size_t i = 0; i < xs.size(); ++i) {
          const std::size_t at = a * models::activated_values + i;
          const double x = xs[i];
          values.compare(a, xs[i], outputs[at], references[a].value(x));
          slopes.compare(a, xs[i], gradients->values[at], references[a].slope(x));
        }
      }
    }
    CHECK(values.text() == "");
    CHECK(slopes.text() == "");
  }
}
