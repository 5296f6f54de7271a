// Reading bytes that may be compressed, in pieces of any size.
#include "constnet/desk/data/gzip.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "../error_of.hpp"
#include "catch.hpp"
#include "idx_bytes.hpp"

namespace {

using constnet::runtime::GzipReader;
using Bytes = std::vector<std::uint8_t>;

Bytes read_in_pieces(const Bytes& file, std::size_t piece) {
  GzipReader reader(file, "file.gz");
  Bytes all;
  Bytes part(piece);
  while (const std::size_t count = reader.read(part)) {
    all.insert(all.end(), part.begin(), part.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return all;
}

Bytes some_bytes(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * i / 7);
  return bytes;
}

Bytes joined(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("plain and compressed bytes come out the same in pieces of any size") {
  const Bytes content = some_bytes(10'000);
  for (const std::size_t piece : {1u, 7u, 4096u, 10'000u, 20'000u}) {
    CHECK(read_in_pieces(content, piece) == content);
    CHECK(read_in_pieces(gzipped(content), piece) == content);
  }
  CHECK(read_in_pieces(gzipped({}), 10).empty());
  CHECK(read_in_pieces({}, 10).empty());
}

TEST_CASE("two gzip files joined end to end are one") {
  const Bytes content = some_bytes(1000);
  CHECK(read_in_pieces(joined(gzipped(content), gzipped(content)), 300) == joined(content, content));
}

TEST_CASE("a compressed file that breaks off is truncated, wherever it does") {
  const Bytes whole = gzipped(some_bytes(1000));
  for (std::size_t size = 2; size < whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    REQUIRE(error_of([&] { read_in_pieces(cut, 64); }) == "\"file.gz\" is truncated: its compressed data breaks off");
  }
}

TEST_CASE("a wrong checksum or length is damage") {
  const Bytes whole = gzipped(some_bytes(1000));
  Bytes checksum = whole;
  checksum[whole.size() - 8] ^= 1;
  CHECK(error_of([&] { read_in_pieces(checksum, 64); }) == "\"file.gz\" is damaged: incorrect data check");
  Bytes length = whole;
  length[whole.size() - 4] ^= 1;
  CHECK(error_of([&] { read_in_pieces(length, 64); }) == "\"file.gz\" is damaged: incorrect length check");
}

TEST_CASE("bytes after the compressed data are refused") {
  const Bytes file = joined(gzipped(some_bytes(1000)), {'j', 'u', 'n', 'k'});
  CHECK(error_of([&] { read_in_pieces(file, 64); }) == "\"file.gz\" has 4 more bytes after its compressed data");
}

TEST_CASE("no more comes out than was foreseen, even from the densest file") {
  const Bytes zeros(5'000'000);
  const Bytes file = gzipped(zeros);
  const GzipReader reader(file, "file.gz");
  CHECK(reader.most_that_can_come() >= zeros.size());
  CHECK(reader.most_that_can_come() < zeros.size() * 11 / 10);
}
