// Any bytes as the two texts of a normalisation, with a zero byte between them.
#include "constnet/desk/data/normalization.hpp"

#include <algorithm>
#include <cmath>

#include "constnet/desk/base/error.hpp"
#include "harness.hpp"

namespace fuzz {

namespace {

Bytes bytes_of(const std::string& mean, const std::string& deviation) {
  Bytes bytes(mean.begin(), mean.end());
  bytes.push_back(0);
  bytes.insert(bytes.end(), deviation.begin(), deviation.end());
  return bytes;
}

}  // namespace

std::vector<Bytes> seeds() {
  return {bytes_of("0.1307 0.5 1e-3", "0.3081 0.25 2"), bytes_of("0 0 0", "1 1 1"), bytes_of("-1e38 1 2", "1e-38 1 2")};
}

Bytes repaired(Bytes bytes) { return bytes; }

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::uint8_t* const zero = std::find(data, data + size, 0);
  const std::string mean(data, zero);
  const std::string deviation(zero == data + size ? zero : zero + 1, data + size);
  try {
    const auto found = constnet::runtime::normalization_from(
        {{"normalization_mean", mean}, {"normalization_deviation", deviation}}, 3, "input");
    fuzz::expect(found.mean.size() == 3 && found.deviation.size() == 3);
    for (const float value : found.mean) fuzz::expect(std::isfinite(value));
    for (const float value : found.deviation) fuzz::expect(value > 0 && std::isfinite(value));
  } catch (const constnet::runtime::Error&) {
  }
  return 0;
}
