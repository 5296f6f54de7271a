// Branch: a list of layers inside a layer, and what is common to the layers that hold such lists.
#pragma once

#include <boost/hana/basic_tuple.hpp>
#include <boost/hana/for_each.hpp>
#include <concepts>
#include <constnet/dsl/check.hpp>
#include <constnet/dsl/mistakes.hpp>
#include <constnet/dsl/shape.hpp>
#include <cstdint>

namespace constnet {

/// A list of layers, each fed by the one before it, inside Residual or Concatenate: `Branch<Conv2D{...},
/// Conv2D{...}>{}`. Without layers it passes on what it receives.
template <auto... Layers>
struct Branch {
  static constexpr int layer_count = sizeof...(Layers);

  /// The layers' values, a boost::hana::basic_tuple.
  static constexpr auto layers = boost::hana::make_basic_tuple(Layers...);

  /// The check of the layers in the place of the layer that holds the branch.
  static constexpr Findings<sizeof...(Layers)> check(const Place& place) {
    return check_from({1, false, place.input, place.parameters_before}, Layers...);
  }
};

/// What the layers of a branch make of an image of shape `in`.
template <auto... Layers>
constexpr Shape output_shape(const Branch<Layers...>&, Shape in) {
  ((in = output_shape(Layers, in)), ...);
  return in;
}

template <auto... Layers>
constexpr std::int64_t parameter_count(const Branch<Layers...>&, [[maybe_unused]] Shape in) {
  std::int64_t count = 0;
  ((count += parameter_count(Layers, in), in = output_shape(Layers, in)), ...);
  return count;
}

template <typename L>
inline constexpr bool is_branch = false;
template <auto... Layers>
inline constexpr bool is_branch<Branch<Layers...>> = true;

/// The parameters of all branches of a layer.
template <HasBranches L>
constexpr std::int64_t parameter_count(const L&, Shape in) {
  std::int64_t count = 0;
  boost::hana::for_each(L::branches, [&](const auto& branch) { count += parameter_count(branch, in); });
  return count;
}

/// The first branch with a mistake, from 0, or -1.
template <HasBranches L>
constexpr int branch_with_mistake(const Place& place) {
  int found = -1;
  int number = 0;
  boost::hana::for_each(L::branches, [&](const auto& branch) {
    if (found < 0 && branch.layer_count > 0 && !branch.check(place).is_good()) found = number;
    ++number;
  });
  return found;
}

namespace mistake {

/// A layer of a branch has a mistake: what is said is that layer's (complaint.hpp).
struct InABranch {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return branch_with_mistake<L>(place) >= 0;
  }
};

/// Among the arguments of a list of branches stands something else.
struct NotABranch {
  template <typename L>
  static constexpr bool found(const L&, const Place&) {
    return !L::all_are_branches;
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Concatenate takes branches: wrap each list of layers, as in Branch<Conv2D{...}, Conv2D{...}>{}");
  };
};

/// Branches whose outputs do not fit together.
struct ConcatenateOfDifferentSizes {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return !L::fit(place.input);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Concatenate joins channels: all branches must end in the same height and width "
                  "(padding = same keeps them, strides and pooling change them)");
  };
};

struct ResidualOfDifferentShapes {
  template <typename L>
  static constexpr bool found(const L&, const Place& place) {
    return !L::fit(place.input);
  }
  template <typename Layer, typename Receives>
  struct at {
    static_assert(accepted<Layer>,
                  "Residual adds what its layers make of the image to the image: both need the same shape, or a second "
                  "branch that brings the image to it, as in Residual<Branch<...>{}, Branch<Conv2D{...}>{}>{}");
  };
};

}  // namespace mistake
}  // namespace constnet
