// From the first mistake in a network, found as plain data, to the struct that says it.
#pragma once

#include <boost/hana/at.hpp>
#include <boost/hana/basic_tuple.hpp>
#include <constnet/dsl/check.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <type_traits>

namespace constnet {

/// What there is to say about a network without a mistake.
struct NoComplaint {};

/// The struct that says the first mistake, as a std::type_identity so that it is not instantiated here.
template <auto... Layers>
constexpr auto complaint() {
  constexpr auto findings = check(Layers...);
  if constexpr (sizeof...(Layers) == 0) {
    return std::type_identity<mistake::EmptyList::at<layer_count<0>>>{};
  } else if constexpr (findings.is_good()) {
    return std::type_identity<NoComplaint>{};
  } else {
    constexpr int number = findings.checked;
    constexpr Shape input = findings.inputs[number];
    constexpr auto arguments = boost::hana::at_c<number>(boost::hana::make_basic_tuple(Layers...));
    using Kind = std::remove_const_t<decltype(arguments)>;
    using Mistake = typename decltype(all_mistakes_of(arguments))::template Nth<findings.mistake>;
    using Image = receives<input.height, input.width, input.channels>;
    using Received = std::conditional_t<number == 0, receives<>,
                                        std::conditional_t<input.rank == 3, Image, receives<input.channels>>>;
    return std::type_identity<typename Mistake::template at<layer<number, Kind, arguments>, Received>>{};
  }
}

template <auto... Layers>
struct ComplaintAbout {
  using Type = typename decltype(complaint<Layers...>())::type;
};

}  // namespace constnet
