// Any bytes as an IDX file of images, and as one of labels.
#include "constnet/desk/data/idx.hpp"

#include <cstddef>

#include "../desk/data/idx_bytes.hpp"
#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {

std::vector<Bytes> seeds() {
  const Bytes images = idx_images(4, 5, 6);
  const Bytes labels = idx_labels({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  return {images, labels, gzipped(images), gzipped(labels)};
}

Bytes repaired(Bytes bytes) { return bytes; }

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace constnet::runtime;
  try {
    const IdxImages images = decode_idx_images({data, size}, "input");
    fuzz::expect(images.count > 0 && images.height > 0 && images.width > 0);
    fuzz::expect(images.pixels.size() ==
                 images.count * static_cast<std::size_t>(images.height) * static_cast<std::size_t>(images.width));
  } catch (const Error&) {
  }
  try {
    const auto labels = decode_idx_labels({data, size}, "input");
    fuzz::expect(!labels.empty());
    const std::size_t count = labels.size();
    const Dataset set = label_images({count, 1, 1, labels}, "images", labels, "labels", 10);
    fuzz::expect(set.size() == count);
  } catch (const Error&) {
  }
  return 0;
}
