// Reads bytes that may be compressed by gzip, piece by piece, so that the reader decides how much may come out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace constnet::runtime {

/// A file's bytes in memory, read from front to back. If they start like gzip (1f 8b) they are decompressed and their
/// checksums verified; otherwise they are handed out as they are. `bytes` must outlive the reader.
class GzipReader {
 public:
  /// `name` is what errors call the file.
  GzipReader(std::span<const std::uint8_t> bytes, std::string name);
  ~GzipReader();

  /// Fills `out`, or as much of it as there is; returns the number of bytes. Throws Error if the file is truncated,
  /// damaged, or has something after its end.
  std::size_t read(std::span<std::uint8_t> out);

  /// No more than this can still come out of `read`: deflate packs at most 1032 to 1 (zlib's technical notes).
  std::uint64_t most_that_can_come() const;

  const std::string& name() const { return name_; }

 private:
  struct Inflater;

  std::size_t read_plain(std::span<std::uint8_t> out);

  std::span<const std::uint8_t> rest_;
  std::string name_;
  std::unique_ptr<Inflater> inflater_;  // none for plain bytes
};

}  // namespace constnet::runtime
