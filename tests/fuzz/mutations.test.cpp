// Thousands of seeded mutations and all truncations of good files, given to a harness that must survive them.
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "catch.hpp"
#include "constnet/desk/base/random.hpp"
#include "harness.hpp"

namespace {

using fuzz::Bytes;

void run(const Bytes& bytes) {
  // A buffer of its own, so that a sanitizer sees a read beyond its end.
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  REQUIRE(LLVMFuzzerTestOneInput(input.data(), input.size()) == 0);
}

class Mutator {
 public:
  explicit Mutator(std::uint64_t number) : random_(1, number) {}

  Bytes mutated(Bytes bytes, const Bytes& other) {
    for (std::size_t times = 1 + below(4); times > 0 && !bytes.empty(); --times) change(bytes, other);
    return below(2) == 0 ? bytes : fuzz::repaired(bytes);
  }

 private:
  std::size_t below(std::size_t bound) { return random_.below(next_++, static_cast<std::uint32_t>(bound)); }

  void change(Bytes& bytes, const Bytes& other) {
    constexpr std::array<std::uint8_t, 8> edges = {0x00, 0x01, 0x7f, 0x80, 0xff, '{', '"', '9'};
    const std::size_t at = below(bytes.size());
    const auto place = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    const std::size_t length = std::min(bytes.size() - at, 1 + below(16));
    const auto end = place + static_cast<std::ptrdiff_t>(length);
    switch (below(7)) {
      case 0:
        bytes[at] ^= static_cast<std::uint8_t>(1 << below(8));
        break;
      case 1:
        std::fill(place, end, edges[below(edges.size())]);
        break;
      case 2:
        bytes.erase(place, end);
        break;
      case 3: {
        const Bytes copy(place, end);
        bytes.insert(place, copy.begin(), copy.end());
        break;
      }
      case 4:
        bytes.resize(at);
        break;
      case 5:
        std::copy(other.begin(), other.begin() + static_cast<std::ptrdiff_t>(std::min(length, other.size())), place);
        break;
      default:
        for (auto i = place; i != end; ++i) *i = static_cast<std::uint8_t>(below(256));
    }
  }

  constnet::runtime::Random random_;
  std::uint64_t next_ = 0;
};

}  // namespace

TEST_CASE("good files, and all that can be left of them") {
  for (const Bytes& seed : fuzz::seeds()) {
    for (std::size_t size = 0; size <= seed.size(); ++size) {
      run({seed.begin(), seed.begin() + static_cast<std::ptrdiff_t>(size)});
    }
  }
}

TEST_CASE("20,000 mutations") {
  const std::vector<Bytes> seeds = fuzz::seeds();
  for (std::uint64_t number = 0; number < 20'000; ++number) {
    const Bytes& seed = seeds[number % seeds.size()];
    run(Mutator(number).mutated(seed, seeds[(number / seeds.size()) % seeds.size()]));
  }
}
