// From the first mistake in a network, found as plain data, to the struct that says it.
#pragma once

#include <boost/hana/at.hpp>
#include <boost/hana/basic_tuple.hpp>
#include <constnet/dsl/branch.hpp>
#include <constnet/dsl/check.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <type_traits>

namespace constnet {

/// What there is to say about a network without a mistake.
struct NoComplaint {};

/// The struct that says the first mistake in a list of layers, as a std::type_identity so that it is not instantiated
/// here. The list begins at `start`; `Within` says which branches it is in.
template <Place start, typename... Within, auto... Layers>
constexpr auto complaint_in(Branch<Layers...>) {
  constexpr auto findings = check_from(start, Layers...);
  if constexpr (findings.is_good()) {
    return std::type_identity<NoComplaint>{};
  } else {
    constexpr int at = findings.checked;
    constexpr int number = start.number + at;
    constexpr Shape input = findings.inputs[at];
    constexpr auto arguments = boost::hana::at_c<at>(boost::hana::make_basic_tuple(Layers...));
    using Kind = std::remove_const_t<decltype(arguments)>;
    using Mistake = typename decltype(all_mistakes_of(arguments))::template Nth<findings.mistake>;
    if constexpr (std::is_same_v<Mistake, mistake::InABranch>) {
      constexpr Place inside{1, false, input, findings.parameters_before[at]};
      constexpr int branch = branch_with_mistake<Kind>(inside);
      return complaint_in<inside, in_branch<branch + 1, number>, Within...>(boost::hana::at_c<branch>(Kind::branches));
    } else {
      using Image = receives<input.height, input.width, input.channels>;
      using Received = std::conditional_t<number == 0, receives<>,
                                          std::conditional_t<input.rank == 3, Image, receives<input.channels>>>;
      using Layer = std::conditional_t<HasBranches<Kind>, layer<number, Kind, nullptr, Within...>,
                                       layer<number, Kind, arguments, Within...>>;
      return std::type_identity<typename Mistake::template at<Layer, Received>>{};
    }
  }
}

/// The struct that says the first mistake in a network.
template <auto... Layers>
constexpr auto complaint() {
  if constexpr (sizeof...(Layers) == 0) {
    return std::type_identity<mistake::EmptyList::at<layer_count<0>>>{};
  } else {
    return complaint_in<Place{0, true, {}, 0, true}>(Branch<Layers...>{});
  }
}

template <auto... Layers>
struct ComplaintAbout {
  using Type = typename decltype(complaint<Layers...>())::type;
};

}  // namespace constnet
