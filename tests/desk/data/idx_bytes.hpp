// Makes IDX files and gzip for tests.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <vector>

/// Big-endian numbers, then content.
inline std::vector<std::uint8_t> idx_bytes(std::initializer_list<std::uint32_t> numbers,
                                           std::span<const std::uint8_t> content) {
  std::vector<std::uint8_t> bytes;
  for (const std::uint32_t number : numbers) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
  }
  bytes.insert(bytes.end(), content.begin(), content.end());
  return bytes;
}

/// `count` images of height x width; pixel i of the file is i modulo 251.
inline std::vector<std::uint8_t> idx_images(std::uint32_t count, std::uint32_t height, std::uint32_t width) {
  std::vector<std::uint8_t> pixels(std::size_t{count} * height * width);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<std::uint8_t>(i % 251);
  return idx_bytes({0x803, count, height, width}, pixels);
}

inline std::vector<std::uint8_t> idx_labels(std::span<const std::uint8_t> labels) {
  return idx_bytes({0x801, static_cast<std::uint32_t>(labels.size())}, labels);
}

inline std::vector<std::uint8_t> idx_labels(std::initializer_list<std::uint8_t> labels) {
  return idx_labels(std::span(labels.begin(), labels.size()));
}

/// Compressed by zlib as gzip does.
inline std::vector<std::uint8_t> gzipped(std::span<const std::uint8_t> bytes) {
  z_stream stream = {};
  constexpr int gzip = 16;
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib does not start");
  }
  std::vector<std::uint8_t> out(deflateBound(&stream, bytes.size()));
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}
