// The check of a network as plain data: the first mistake wins, and the shapes before it are known.
#include <constnet/dsl.hpp>
#include <constnet/dsl/check.hpp>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "catch.hpp"

using namespace constnet;

namespace {

// A layer that the DSL does not know: it doubles the channels, and refuses more than 64 of them.
struct Doubling {
  static constexpr const char* class_name = "Doubling";
  static constexpr const char* snake_name = "doubling";
};

struct TooWide {
  static constexpr bool found(const Doubling&, const Place& place) { return place.input.channels > 64; }
};

constexpr Shape output_shape(const Doubling&, Shape in) { return {in.height, in.width, in.channels * 2}; }
constexpr std::int64_t parameter_count(const Doubling&, Shape in) { return in.channels; }
constexpr auto mistakes_of(const Doubling&) { return MistakeList<TooWide>{}; }

template <std::size_t index, typename Layer>
using MistakeOf = typename decltype(all_mistakes_of(Layer{}))::template Nth<index>;

}  // namespace

TEST_CASE("A good network has no mistake") {
  constexpr auto findings = check(Input{28, 28, 1}, Flatten{}, Dense{.units = 10, .activation = softmax});
  STATIC_REQUIRE(findings.is_good());
  STATIC_REQUIRE(findings.checked == 3);
  STATIC_REQUIRE(findings.inputs[3] == Shape{10});
  STATIC_REQUIRE(findings.parameters_before[3] == 7'850);
}

TEST_CASE("The first of several mistakes is found, and what reaches it") {
  constexpr auto findings = check(Input{28, 28, 1}, MaxPooling2D{}, Dense{.units = 10}, Dense{.units = -1});
  STATIC_REQUIRE(!findings.is_good());
  STATIC_REQUIRE(findings.checked == 2);
  STATIC_REQUIRE(findings.inputs[2] == Shape{14, 14, 1});
  STATIC_REQUIRE(std::is_same_v<MistakeOf<findings.mistake, Dense>, mistake::DenseOnAnImage>);
}

TEST_CASE("A network without layers is not good") { STATIC_REQUIRE(!check().is_good()); }

TEST_CASE("Softmax is welcome on the last layer only, whatever its kind") {
  constexpr Conv2D softmax_conv2d{.filters = 4, .kernel_size = 1, .activation = softmax};
  STATIC_REQUIRE(check(Input{8, 8, 1}, softmax_conv2d).is_good());
  STATIC_REQUIRE(!check(Input{8, 8, 1}, softmax_conv2d, Flatten{}).is_good());
  STATIC_REQUIRE(check(Input{8, 8, 1}, Flatten{}, Dense{4, softmax}).is_good());
  STATIC_REQUIRE(!check(Input{8, 8, 1}, Flatten{}, Dense{4, softmax}, Flatten{}).is_good());
}

TEST_CASE("Windows may be larger than the image under same, and as large as it under valid") {
  STATIC_REQUIRE(check(Input{2, 2, 1}, Conv2D{.filters = 1, .kernel_size = 5, .padding = same}).is_good());
  STATIC_REQUIRE(check(Input{2, 2, 1}, MaxPooling2D{.pool_size = 5, .padding = same}).is_good());
  STATIC_REQUIRE(check(Input{5, 5, 1}, Conv2D{.filters = 1, .kernel_size = 5}).is_good());
  STATIC_REQUIRE(check(Input{5, 5, 1}, MaxPooling2D{.pool_size = 5}).is_good());
  STATIC_REQUIRE(!check(Input{4, 5, 1}, Conv2D{.filters = 1, .kernel_size = 5}).is_good());
  STATIC_REQUIRE(!check(Input{5, 4, 1}, Conv2D{.filters = 1, .kernel_size = 5}).is_good());
  STATIC_REQUIRE(!check(Input{4, 5, 1}, MaxPooling2D{.pool_size = 5}).is_good());
  STATIC_REQUIRE(!check(Input{5, 4, 1}, MaxPooling2D{.pool_size = 5}).is_good());
}

TEST_CASE("A count of exactly the limit is accepted") {
  STATIC_REQUIRE(check(Input{1, 1, 2'147'483'647}, Flatten{}).is_good());
  STATIC_REQUIRE(check(Input{1, 1, 2'147'483'646}, Flatten{}, Dense{.units = 1}).is_good());
  STATIC_REQUIRE(!check(Input{1, 1, 2'147'483'647}, Flatten{}, Dense{.units = 1}).is_good());
}

TEST_CASE("A layer of the user's own takes part, with its own rules") {
  STATIC_REQUIRE(IsLayer<Doubling>);
  STATIC_REQUIRE(!IsLayer<int>);
  STATIC_REQUIRE(Sequential<Input{4, 4, 3}, Doubling{}, Doubling{}>::output_shape == Shape{4, 4, 12});
  STATIC_REQUIRE(Sequential<Input{4, 4, 3}, Doubling{}, Doubling{}>::parameter_count == 9);
  STATIC_REQUIRE(!check(Input{4, 4, 33}, Doubling{}, Doubling{}).is_good());
}
