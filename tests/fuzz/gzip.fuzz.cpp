// Any bytes as a file that may be gzip, read in pieces whose size the first byte chooses.
#include "constnet/desk/data/gzip.hpp"

#include <span>

#include "../desk/data/idx_bytes.hpp"
#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {

std::vector<Bytes> seeds() {
  std::vector<Bytes> files;
  for (const std::uint8_t piece : Bytes{1, 40, 255}) {
    Bytes file = gzipped(idx_images(3, 20, 20));
    file.insert(file.begin(), piece);
    files.push_back(file);
  }
  return files;
}

Bytes repaired(Bytes bytes) { return bytes; }

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  fuzz::Bytes piece(data[0] + std::size_t{1});
  constexpr std::uint64_t enough = 1 << 20;
  try {
    constnet::runtime::GzipReader reader({data + 1, size - 1}, "input");
    const std::uint64_t most = reader.most_that_can_come();
    std::uint64_t total = 0;
    while (total < enough) {
      const std::size_t count = reader.read(piece);
      total += count;
      fuzz::expect(count <= piece.size() && total <= most);
      if (count == 0) break;
    }
  } catch (const constnet::runtime::Error&) {
  }
  return 0;
}
