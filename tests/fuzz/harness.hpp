// What a fuzz harness offers: a function that must survive any bytes, and good files to start from. The same harness is
// run by libFuzzer (clang, option CONSTNET_FUZZ) and, with a fixed number of seeded mutations, by the ordinary tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace fuzz {

using Bytes = std::vector<std::uint8_t>;

/// Valid files, from which mutations start.
std::vector<Bytes> seeds();

/// The bytes with their checksums made right again, so that a mutation gets past them.
Bytes repaired(Bytes bytes);

/// Ends the program if a promise is broken.
inline void expect(bool promise) {
  if (!promise) std::abort();
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
