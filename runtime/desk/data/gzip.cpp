// Decompresses gzip with zlib.
#include "constnet/desk/data/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

constexpr std::uint64_t best_ratio = 1032;

bool starts_like_gzip(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;
}

uInt clamped(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

}  // namespace

struct GzipReader::Inflater {
  Inflater() {
    constexpr int gzip_only = 16;
    if (inflateInit2(&stream, MAX_WBITS + gzip_only) != Z_OK) throw std::bad_alloc();
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }

  z_stream stream = {};
  bool ended = false;
};

GzipReader::GzipReader(std::span<const std::uint8_t> bytes, std::string name)
    : rest_(bytes), name_(std::move(name)), inflater_(starts_like_gzip(bytes) ? new Inflater : nullptr) {}

GzipReader::~GzipReader() = default;

std::size_t GzipReader::read_plain(std::span<std::uint8_t> out) {
  const std::size_t count = std::min(out.size(), rest_.size());
  std::copy_n(rest_.begin(), count, out.begin());
  rest_ = rest_.subspan(count);
  return count;
}

std::size_t GzipReader::read(std::span<std::uint8_t> out) {
  if (!inflater_) return read_plain(out);
  z_stream& stream = inflater_->stream;
  std::size_t done = 0;
  while (done < out.size() && !inflater_->ended) {
    stream.next_in = const_cast<Bytef*>(rest_.data());  // zlib does not write to it
    stream.avail_in = clamped(rest_.size());
    stream.next_out = out.data() + done;
    stream.avail_out = clamped(out.size() - done);
    const uInt input = stream.avail_in;
    const uInt room = stream.avail_out;
    const int status = inflate(&stream, Z_NO_FLUSH);
    rest_ = rest_.subspan(input - stream.avail_in);
    done += room - stream.avail_out;

    if (status == Z_STREAM_END && rest_.empty()) {
      inflater_->ended = true;
    } else if (status == Z_STREAM_END) {
      if (!starts_like_gzip(rest_)) {
        throw Error(quoted(name_) + " has " + std::to_string(rest_.size()) + " more bytes after its compressed data");
      }
      inflateReset(&stream);  // gzip files may be joined end to end
    } else if (status == Z_MEM_ERROR) {
      throw std::bad_alloc();
    } else if (status == Z_BUF_ERROR) {
      throw Error(quoted(name_) + " is truncated: its compressed data breaks off");
    } else if (status != Z_OK) {
      throw Error(quoted(name_) +
                  " is damaged: " + (stream.msg != nullptr ? stream.msg : "its compressed data cannot be read"));
    }
  }
  return done;
}

std::uint64_t GzipReader::most_that_can_come() const {
  if (!inflater_) return rest_.size();
  constexpr std::uint64_t window = 1 << 15;  // may be decoded but not handed out yet
  return rest_.size() * best_ratio + window + best_ratio;
}

}  // namespace constnet::runtime
