// Stands in for the download in a build without libcurl or OpenSSL.
#include "constnet/desk/base/error.hpp"
#include "constnet/desk/data/download.hpp"

namespace constnet::runtime {

std::vector<std::uint8_t> download(const std::string& url, std::uint64_t, const std::string&) {
  throw Error("the download of " + url + " failed: this program was built without libcurl or OpenSSL");
}

}  // namespace constnet::runtime
