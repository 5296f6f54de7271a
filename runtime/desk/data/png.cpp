// Decodes PNG with libpng to 8-bit RGBA, then composes it on black and, if asked, makes it grey.
#include "constnet/desk/data/png.hpp"

#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <new>

#include "constnet/desk/base/error.hpp"
#include "constnet/desk/base/files.hpp"

namespace constnet::runtime {
namespace {

constexpr std::uint64_t largest_file = std::uint64_t{1} << 26;
constexpr std::size_t signature_size = 8;

// What libpng works on. It reports errors by longjmp: the functions that it may leave that way hold nothing to destroy.
struct Decoder {
  explicit Decoder(std::span<const std::uint8_t> bytes);
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { png_destroy_read_struct(&png, &info, nullptr); }

  std::span<const std::uint8_t> rest;
  char problem[200] = "";
  png_structp png = nullptr;
  png_infop info = nullptr;
};

void on_error(png_structp png, png_const_charp problem) {
  Decoder& decoder = *static_cast<Decoder*>(png_get_error_ptr(png));
  std::snprintf(decoder.problem, sizeof(decoder.problem), "%s", problem);
  png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep out, std::size_t count) {
  Decoder& decoder = *static_cast<Decoder*>(png_get_io_ptr(png));
  if (count > decoder.rest.size()) png_error(png, "it is truncated");
  std::copy_n(decoder.rest.begin(), count, out);
  decoder.rest = decoder.rest.subspan(count);
}

Decoder::Decoder(std::span<const std::uint8_t> bytes) : rest(bytes) {
  png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
  if (png != nullptr) info = png_create_info_struct(png);
  if (info == nullptr) {
    png_destroy_read_struct(&png, &info, nullptr);
    throw std::bad_alloc();
  }
  png_set_read_fn(png, this, on_read);
}

bool read_header(Decoder& decoder) {
  if (setjmp(png_jmpbuf(decoder.png)) != 0) return false;
  // Skips texts, colour profiles and gamma: a network wants the stored values.
  png_set_keep_unknown_chunks(decoder.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
  png_read_info(decoder.png, decoder.info);
  return true;
}

bool read_pixels(Decoder& decoder, png_bytepp rows) {
  if (setjmp(png_jmpbuf(decoder.png)) != 0) return false;
  png_set_expand(decoder.png);  // palettes, fewer than 8 bits, a transparent colour
  png_set_scale_16(decoder.png);
  png_set_gray_to_rgb(decoder.png);
  png_set_add_alpha(decoder.png, 0xff, PNG_FILLER_AFTER);
  png_set_interlace_handling(decoder.png);
  png_read_update_info(decoder.png, decoder.info);
  if (png_get_rowbytes(decoder.png, decoder.info) != 4 * std::size_t{png_get_image_width(decoder.png, decoder.info)}) {
    png_error(decoder.png, "its kind of pixels is unknown");
  }
  png_read_image(decoder.png, rows);
  png_read_end(decoder.png, nullptr);
  return true;
}

Error damaged(const std::string& name, const Decoder& decoder) {
  return Error(quoted(name) + " is a damaged PNG picture: " + decoder.problem);
}

std::uint8_t on_black(unsigned value, unsigned alpha) { return static_cast<std::uint8_t>((value * alpha + 127) / 255); }

// ITU-R 601 luma in 16-bit fixed point; the weights add up to 2^16, so grey stays as it is.
std::uint8_t luma(unsigned red, unsigned green, unsigned blue) {
  return static_cast<std::uint8_t>((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
}

}  // namespace

std::vector<std::uint8_t> decode_png(std::span<const std::uint8_t> bytes, const std::string& name, int height,
                                     int width, int channels) {
  if (channels != 1 && channels != 3) {
    throw Error(quoted(name) + " cannot be read as an image of " + std::to_string(channels) +
                " channels: a PNG picture gives 1 or 3");
  }
  if (bytes.size() < signature_size || png_sig_cmp(bytes.data(), 0, signature_size) != 0) {
    throw Error(quoted(name) + " is not a PNG picture");
  }
  Decoder decoder(bytes);
  if (!read_header(decoder)) throw damaged(name, decoder);
  const auto found_height = png_get_image_height(decoder.png, decoder.info);
  const auto found_width = png_get_image_width(decoder.png, decoder.info);
  if (found_height != static_cast<png_uint_32>(height) || found_width != static_cast<png_uint_32>(width)) {
    throw Error(quoted(name) + " is " + std::to_string(found_height) + " pixels high and " +
                std::to_string(found_width) + " wide, expected " + std::to_string(height) + " and " +
                std::to_string(width));
  }

  std::vector<std::uint8_t> rgba(std::size_t{4} * found_height * found_width);
  std::vector<png_bytep> rows(found_height);
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = rgba.data() + row * 4 * found_width;
  if (!read_pixels(decoder, rows.data())) throw damaged(name, decoder);

  std::vector<std::uint8_t> pixels;
  pixels.reserve(rgba.size() / 4 * static_cast<std::size_t>(channels));
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const std::uint8_t red = on_black(rgba[i], rgba[i + 3]);
    const std::uint8_t green = on_black(rgba[i + 1], rgba[i + 3]);
    const std::uint8_t blue = on_black(rgba[i + 2], rgba[i + 3]);
    if (channels == 1) {
      pixels.push_back(luma(red, green, blue));
    } else {
      pixels.insert(pixels.end(), {red, green, blue});
    }
  }
  return pixels;
}

std::vector<std::uint8_t> read_png(const std::filesystem::path& path, int height, int width, int channels) {
  return decode_png(read_file(path, largest_file), path.string(), height, width, channels);
}

}  // namespace constnet::runtime
