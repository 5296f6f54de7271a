// Weights in a blob: the ones that NAME.weights.cpp defines, and nothing else is taken for weights.
#include "constnet/firmware/blob.hpp"

#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include "catch.hpp"
#include "firmware_digits.weights.hpp"

namespace {

using Network = firmware_digits::Network;
using constnet::runtime::BlobHeader;
using constnet::runtime::weights_in_blob;

/// The blob that the build wrote, on a 64-byte boundary.
class Blob {
 public:
  Blob() {
    std::ifstream file(BLOB, std::ios::binary);
    const std::vector<char> bytes(std::istreambuf_iterator<char>(file), {});
    size = bytes.size();
    memory_ = std::make_unique<Block[]>(size / sizeof(Block) + 2);
    std::memcpy(data(), bytes.data(), size);
  }
  unsigned char* data() { return memory_[0].bytes; }
  BlobHeader& header() { return *reinterpret_cast<BlobHeader*>(data()); }

  std::size_t size = 0;

 private:
  struct alignas(64) Block {
    unsigned char bytes[64];
  };
  std::unique_ptr<Block[]> memory_;
};

}  // namespace

TEST_CASE("A blob of weights holds what the source file does, where it is") {
  Blob blob;
  const auto* weights = weights_in_blob<Network>(blob.data(), blob.size);
  REQUIRE(weights != nullptr);
  CHECK(static_cast<const void*>(weights) == blob.data() + sizeof(BlobHeader));
  CHECK(std::memcmp(weights, &firmware_digits::weights, sizeof(*weights)) == 0);
}

TEST_CASE("What is no blob of the network's weights is refused") {
  Blob blob;
  const unsigned char* address = blob.data();
  std::size_t size = blob.size;
  SECTION("cut short") { --size; }
  SECTION("empty") { size = 0; }
  SECTION("another format") { blob.header().magic[7] = 'x'; }
  SECTION("another network") { ++blob.header().layout; }
  SECTION("another size") { blob.header().size -= 4; }
  SECTION("a flipped bit") { blob.data()[blob.size - 1] ^= 1; }
  SECTION("not on a boundary") {
    std::memmove(blob.data() + 4, blob.data(), blob.size);
    address += 4;
  }
  CHECK(weights_in_blob<Network>(address, size) == nullptr);
}
