// Any bytes as a batch of CIFAR-10.
#include "constnet/desk/data/cifar10.hpp"

#include <cstddef>

#include "../desk/data/cifar10_bytes.hpp"
#include "../desk/data/idx_bytes.hpp"
#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {

std::vector<Bytes> seeds() {
  const Bytes one = cifar10_batch({8});
  return {one, gzipped(one), gzipped(cifar10_batch({0, 9}))};
}

Bytes repaired(Bytes bytes) { return bytes; }

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace constnet::runtime;
  try {
    const Dataset set = decode_cifar10_batch({data, size}, "input");
    fuzz::expect(set.size() > 0);
    fuzz::expect(set.pixels.size() == set.size() * set.image_size());
    for (const int label : set.labels) fuzz::expect(label >= 0 && label < 10);
  } catch (const Error&) {
  }
  return 0;
}
