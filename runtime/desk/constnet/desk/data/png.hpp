// Reads PNG pictures as input of a network.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace constnet::runtime {

/// The picture as (height, width, channels) bytes, for 1 (grey) or 3 (red, green, blue) channels. Any kind of PNG is
/// taken: palettes are looked up, 16 bits become 8, colours become grey by ITU-R 601 luma, transparent parts count as
/// black. Nothing is scaled or inverted: MNIST's digits are white on black, so a picture must be too. Throws Error if
/// the file is missing, not a PNG, damaged, or of another size.
std::vector<std::uint8_t> read_png(const std::filesystem::path& path, int height, int width, int channels);

/// The same for a PNG in memory; `name` is what errors call it.
std::vector<std::uint8_t> decode_png(std::span<const std::uint8_t> bytes, const std::string& name, int height,
                                     int width, int channels);

}  // namespace constnet::runtime
