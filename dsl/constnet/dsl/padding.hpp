// What a sliding window does at the edge of an image.
#pragma once

namespace constnet {

/// `valid`: the window stays inside the image. `same`: the image is padded, so that stride 1 keeps its size.
enum class Padding { valid, same };

inline constexpr Padding valid = Padding::valid;
inline constexpr Padding same = Padding::same;

}  // namespace constnet
