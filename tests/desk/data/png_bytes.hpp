// Makes PNG files for tests, with libpng's simplified writer.
#pragma once

#include <png.h>

#include <cstdint>
#include <stdexcept>
#include <vector>

/// `format` as libpng names it (PNG_FORMAT_GRAY, PNG_FORMAT_RGBA, PNG_FORMAT_RGB_COLORMAP ...).
template <typename Value>
std::vector<std::uint8_t> png_bytes(png_uint_32 height, png_uint_32 width, png_uint_32 format,
                                    const std::vector<Value>& pixels, const std::vector<std::uint8_t>& colors = {}) {
  png_image image = {};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = format;
  image.flags = PNG_IMAGE_FLAG_16BIT_sRGB;
  image.colormap_entries = static_cast<png_uint_32>(colors.size() / PNG_IMAGE_PIXEL_CHANNELS(format));
  png_alloc_size_t size = 0;
  const void* map = colors.empty() ? nullptr : colors.data();
  if (!png_image_write_get_memory_size(image, size, 0, pixels.data(), 0, map)) throw std::runtime_error(image.message);
  std::vector<std::uint8_t> bytes(size);
  if (!png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, map)) {
    throw std::runtime_error(image.message);
  }
  bytes.resize(size);
  return bytes;
}
