// Fetches one file over HTTP and believes it only if its checksum is right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace constnet::runtime {

/// The file at `url`, which must have `size` bytes and this SHA-256 sum (hexadecimal). Gives up after seconds when
/// there is no network. Throws Error, with the URL and the reason, if it cannot be had, or if the library was built
/// without libcurl and OpenSSL.
std::vector<std::uint8_t> download(const std::string& url, std::uint64_t size, const std::string& sha256);

}  // namespace constnet::runtime
