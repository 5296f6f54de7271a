// Downloads with libcurl and checks with OpenSSL.
#include "constnet/desk/data/download.hpp"

#include <curl/curl.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <new>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

constexpr long connect_seconds = 5;  // name look-up included
constexpr long slow_seconds = 10;    // with fewer than the following bytes in each
constexpr long slow_bytes = 1000;
constexpr long most_redirections = 5;

struct Received {
  std::vector<std::uint8_t> bytes;
  std::uint64_t limit;
};

std::size_t receive(char* data, std::size_t, std::size_t count, void* user) {
  Received& received = *static_cast<Received*>(user);
  if (count > received.limit - received.bytes.size()) return 0;  // makes curl stop
  received.bytes.insert(received.bytes.end(), data, data + count);
  return count;
}

std::string sha256_of(const std::vector<std::uint8_t>& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) throw std::bad_alloc();
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

}  // namespace

std::vector<std::uint8_t> download(const std::string& url, std::uint64_t size, const std::string& sha256) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  if (started != CURLE_OK || !curl) throw Error("the download of " + url + " failed: libcurl does not start");

  Received received{{}, size};
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, receive);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &received);
  curl_easy_setopt(curl.get(), CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_MAXREDIRS, most_redirections);
  curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_TIME, slow_seconds);
  curl_easy_setopt(curl.get(), CURLOPT_LOW_SPEED_LIMIT, slow_bytes);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  std::array<char, CURL_ERROR_SIZE> reason = {};
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, reason.data());

  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_WRITE_ERROR || (code == CURLE_OK && received.bytes.size() != size)) {
    throw Error("the download of " + url + " failed: the file there does not have the " + std::to_string(size) +
                " bytes that were expected");
  }
  if (code != CURLE_OK) {
    throw Error("the download of " + url + " failed: " + (reason[0] != 0 ? reason.data() : curl_easy_strerror(code)));
  }
  const std::string found = sha256_of(received.bytes);
  if (found != sha256) {
    throw Error("the download of " + url + " was refused: its SHA-256 sum is " + found + ", expected " + sha256);
  }
  return std::move(received.bytes);
}

}  // namespace constnet::runtime
