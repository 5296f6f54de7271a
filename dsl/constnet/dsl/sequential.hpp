// Sequential: a list of layers as a type, checked where it is written down.
#pragma once

#include <constnet/dsl/complaint.hpp>
#include <constnet/dsl/network.hpp>
#include <type_traits>

namespace constnet {

/// A network as a list of layers, each fed by the one before it:
/// `using Mnist = Sequential<Input{28, 28, 1}, Flatten{}, Dense{.units = 10, .activation = softmax}>;`
/// See Network for its members. A mistake is one compile error, at the place where the list is written down.
///
/// The built-in trait needs the complaint to be complete, and there its static_assert fails. With a base class or a
/// member in its place, clang would drop the user's declaration and report every later use of it as well.
template <auto... Layers>
using Sequential = std::conditional_t<__is_base_of(NoComplaint, typename ComplaintAbout<Layers...>::Type),
                                      Network<Layers...>, RefusedNetwork<Layers...>>;

}  // namespace constnet
