// Any bytes as a PNG picture of 4 x 5 pixels, read as grey and as colours.
#include "constnet/desk/data/png.hpp"

#include <zlib.h>

#include <algorithm>

#include "../desk/data/png_bytes.hpp"
#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {

std::vector<Bytes> seeds() {
  Bytes values(4 * 5 * 4);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::uint8_t>(i * 3);
  Bytes indices(4 * 5);
  for (std::size_t i = 0; i < indices.size(); ++i) indices[i] = static_cast<std::uint8_t>(i % 3);
  const std::vector<std::uint16_t> deep(4 * 5, 0x1234);
  return {png_bytes(4, 5, PNG_FORMAT_GRAY, values),
          png_bytes(4, 5, PNG_FORMAT_GA, values),
          png_bytes(4, 5, PNG_FORMAT_RGB, values),
          png_bytes(4, 5, PNG_FORMAT_RGBA, values),
          png_bytes(4, 5, PNG_FORMAT_LINEAR_Y, deep),
          png_bytes(4, 5, PNG_FORMAT_RGBA_COLORMAP, indices, {0, 0, 0, 255, 255, 255, 255, 128, 255, 0, 0, 0})};
}

// After the signature come chunks: length (big endian), type, content, CRC-32 of type and content.
Bytes repaired(Bytes bytes) {
  const auto number = [&bytes](std::size_t at) {
    return std::size_t{bytes[at]} << 24 | std::size_t{bytes[at + 1]} << 16 | std::size_t{bytes[at + 2]} << 8 |
           bytes[at + 3];
  };
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = number(at);
    if (length > bytes.size() - at - 12) break;
    const auto crc = crc32(0, bytes.data() + at + 4, static_cast<uInt>(length + 4));
    for (std::size_t i = 0; i < 4; ++i) bytes[at + 8 + length + i] = static_cast<std::uint8_t>(crc >> (24 - 8 * i));
    at += length + 12;
  }
  return bytes;
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const int channels : {1, 3}) {
    try {
      const auto pixels = constnet::runtime::decode_png({data, size}, "input", 4, 5, channels);
      fuzz::expect(pixels.size() == static_cast<std::size_t>(4 * 5 * channels));
    } catch (const constnet::runtime::Error&) {
    }
  }
  return 0;
}
