// PNG pictures of all kinds become bytes for a network; bad ones become a sentence.
#include "constnet/desk/data/png.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "png_bytes.hpp"

namespace {

using constnet::runtime::decode_png;
using constnet::runtime::quoted;
using constnet::runtime::read_png;
using Bytes = std::vector<std::uint8_t>;

const Bytes ramp = {0, 1, 50, 128, 254, 255};  // 2 rows of 3

std::string error_for(const Bytes& bytes) {
  return error_of([&] { decode_png(bytes, "digit.png", 2, 3, 1); });
}

}  // namespace

TEST_CASE("grey values are kept as they are") {
  CHECK(decode_png(png_bytes(2, 3, PNG_FORMAT_GRAY, ramp), "x", 2, 3, 1) == ramp);
}

TEST_CASE("grey becomes three equal colours, and three equal colours become grey") {
  Bytes tripled;
  for (const std::uint8_t value : ramp) tripled.insert(tripled.end(), 3, value);
  CHECK(decode_png(png_bytes(2, 3, PNG_FORMAT_GRAY, ramp), "x", 2, 3, 3) == tripled);
  CHECK(decode_png(png_bytes(2, 3, PNG_FORMAT_RGB, tripled), "x", 2, 3, 1) == ramp);
  CHECK(decode_png(png_bytes(2, 3, PNG_FORMAT_RGB, tripled), "x", 2, 3, 3) == tripled);
}

TEST_CASE("colours become grey by ITU-R 601 luma") {
  const Bytes colors = {255, 0, 0, 0, 255, 0, 0, 0, 255};
  CHECK(decode_png(png_bytes(1, 3, PNG_FORMAT_RGB, colors), "x", 1, 3, 1) == Bytes{76, 150, 29});
}

TEST_CASE("transparent parts count as black") {
  const Bytes white = {255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 128};
  CHECK(decode_png(png_bytes(1, 3, PNG_FORMAT_RGBA, white), "x", 1, 3, 1) == Bytes{255, 0, 128});
  const Bytes grey = {200, 255, 200, 0};
  CHECK(decode_png(png_bytes(1, 2, PNG_FORMAT_GA, grey), "x", 1, 2, 1) == Bytes{200, 0});
}

TEST_CASE("palettes are looked up") {
  const Bytes indices = {1, 0, 2};
  const Bytes colors = {0, 0, 0, 255, 255, 255, 255, 0, 0};
  CHECK(decode_png(png_bytes(1, 3, PNG_FORMAT_RGB_COLORMAP, indices, colors), "x", 1, 3, 1) == Bytes{255, 0, 76});
}

TEST_CASE("the transparent colour of a palette counts as black") {
  const Bytes indices = {1, 0, 2};
  const Bytes colors = {255, 255, 255, 0, 255, 255, 255, 255, 255, 255, 255, 128};
  CHECK(decode_png(png_bytes(1, 3, PNG_FORMAT_RGBA_COLORMAP, indices, colors), "x", 1, 3, 1) == Bytes{255, 0, 128});
}

TEST_CASE("interlaced pictures are put in order") {
  // Header (3 x 2 pixels, 8 bits, grey, Adam7), compressed passes, end.
  const Bytes interlaced = {0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    13,   'I',  'H',  'D',
                            'R',  0,    0,    0,    3,    0,    0,    0,    2,    8,    0,    0,    0,    1,    0xcf,
                            0x18, 0x09, 0x50, 0,    0,    0,    18,   'I',  'D',  'A',  'T',  0x78, 0xda, 0x63, 0x60,
                            0x60, 0x30, 0x62, 0x60, 0x64, 0x68, 0xf8, 0xf7, 0x1f, 0x00, 0x05, 0xe8, 0x02, 0xb1, 0xc2,
                            0x96, 0xdc, 0x9c, 0,    0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};
  CHECK(decode_png(interlaced, "x", 2, 3, 1) == ramp);
}

TEST_CASE("16 bits become 8") {
  const std::vector<std::uint16_t> deep = {0, 257, 0x8080, 0xffff};
  CHECK(decode_png(png_bytes(1, 4, PNG_FORMAT_LINEAR_Y, deep), "x", 1, 4, 1) == Bytes{0, 1, 128, 255});
}

TEST_CASE("what is not a PNG, or of another size, is named") {
  CHECK(error_for({'G', 'I', 'F'}) == "\"digit.png\" is not a PNG picture");
  CHECK(error_for({}) == "\"digit.png\" is not a PNG picture");
  CHECK(error_for(png_bytes(3, 2, PNG_FORMAT_GRAY, ramp)) ==
        "\"digit.png\" is 3 pixels high and 2 wide, expected 2 and 3");
  CHECK(error_of([] { decode_png({}, "digit.png", 2, 3, 4); }) ==
        "\"digit.png\" cannot be read as an image of 4 channels: a PNG picture gives 1 or 3");
}

TEST_CASE("every truncation of a picture is noticed") {
  const Bytes whole = png_bytes(2, 3, PNG_FORMAT_GRAY, ramp);
  for (std::size_t size = 8; size < whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    REQUIRE(error_for(cut) == "\"digit.png\" is a damaged PNG picture: it is truncated");
  }
}

TEST_CASE("a picture with a wrong checksum is damaged") {
  Bytes bytes = png_bytes(2, 3, PNG_FORMAT_GRAY, ramp);
  bytes[30] ^= 1;  // the header's checksum
  CHECK(error_for(bytes).starts_with("\"digit.png\" is a damaged PNG picture: "));
}

TEST_CASE("pictures are read from files") {
  const TemporaryFolder folder;
  put_file(folder / "digit.png", png_bytes(2, 3, PNG_FORMAT_GRAY, ramp));
  CHECK(read_png(folder / "digit.png", 2, 3, 1) == ramp);
  const auto missing = folder / "missing.png";
  CHECK(error_of([&] { read_png(missing, 2, 3, 1); }) ==
        quoted(missing.string()) + " cannot be opened: No such file or directory");
}
