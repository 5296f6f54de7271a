// Downloads from a server on this machine: what is believed, kept and said.
#include "constnet/desk/data/download.hpp"

#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "constnet/desk/data/data_sets.hpp"
#include "environment_variable.hpp"
#include "http_server.hpp"
#include "idx_bytes.hpp"
#include "small_data_set.hpp"

namespace {

using namespace constnet::runtime;
using Bytes = std::vector<std::uint8_t>;

const Bytes abc = {'a', 'b', 'c'};
// FIPS 180-2, appendix B.1.
const std::string abc_sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::string sha256_of(const Bytes& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::ostringstream text;
  for (unsigned i = 0; i < size; ++i) text << std::hex << (digest[i] >> 4) << (digest[i] & 15);
  return text.str();
}

HttpServer::Files compressed_files() {
  HttpServer::Files files;
  for (const auto& [name, bytes] : small_data_set()) files[name + ".gz"] = gzipped(bytes);
  return files;
}

KnownDataSet small_set(const std::string& url) {
  const auto file = [](const std::string& name) {
    const Bytes bytes = compressed_files().at(name + ".gz");
    return KnownFile{name, bytes.size(), sha256_of(bytes)};
  };
  return {"small",
          "Small",
          10,
          url,
          true,
          file("train-images-idx3-ubyte"),
          file("train-labels-idx1-ubyte"),
          file("t10k-images-idx3-ubyte"),
          file("t10k-labels-idx1-ubyte")};
}

struct Desk {
  TemporaryFolder folder;
  EnvironmentVariable cache{"XDG_CACHE_HOME", folder.path().string()};
  EnvironmentVariable variable{"CONSTNET_DATA", std::nullopt};
  EnvironmentVariable direct{"NO_PROXY", "127.0.0.1"};
  EnvironmentVariable direct_too{"no_proxy", "127.0.0.1"};
  std::ostringstream messages;
};

}  // namespace

TEST_CASE("a file is taken only with the right size and checksum") {
  const Desk desk;
  const HttpServer server({{"abc", abc}, {"redirected", {}}});
  const std::string url = server.url() + "abc";
  CHECK(download(url, 3, abc_sha256) == abc);
  const std::string wrong(64, '0');
  CHECK(error_of([&] { download(url, 3, wrong); }) ==
        "the download of " + url + " was refused: its SHA-256 sum is " + abc_sha256 + ", expected " + wrong);
  for (const std::uint64_t size : {2u, 4u}) {
    CHECK(error_of([&] { download(url, size, abc_sha256); }) == "the download of " + url +
                                                                    " failed: the file there does not have the " +
                                                                    std::to_string(size) + " bytes that were expected");
  }
  const std::string missing = server.url() + "missing";
  CHECK(error_of([&] { download(missing, 3, abc_sha256); }) ==
        "the download of " + missing + " failed: The requested URL returned error: 404");
}

TEST_CASE("a downloaded data set is kept in the cache and not asked for again") {
  Desk desk;
  const HttpServer server(compressed_files());
  const KnownDataSet set = small_set(server.url());
  const DataSplits data = find_data(set, {}, desk.messages);
  CHECK(data.train.labels == std::vector<int>{4, 0, 9});
  CHECK(data.test.labels == std::vector<int>{7, 7});
  CHECK(data.origin == "Small from " + server.url());
  CHECK(desk.messages.str() == "Downloading Small from " + server.url() + "\n");
  CHECK(server.requests() == 4);
  for (const auto& [name, bytes] : compressed_files()) {
    CHECK(get_file(desk.folder / "constnet/small" / name) == bytes);
  }
  CHECK(find_data(set, {}, desk.messages).origin == (desk.folder / "constnet/small").string());
  CHECK(server.requests() == 4);
}

TEST_CASE("a cache that cannot be written does not stand in the way") {
  Desk desk;
  put_file(desk.folder / "constnet", "a file where the folder should be");
  const HttpServer server(compressed_files());
  const DataSplits data = find_data(small_set(server.url()), {}, desk.messages);
  CHECK(data.origin == "Small from " + server.url());
  CHECK(desk.messages.str().find("The download is not kept: ") != std::string::npos);
}

TEST_CASE("a file that was changed on its way is refused, nothing of it is kept, and digits are drawn") {
  Desk desk;
  HttpServer::Files files = compressed_files();
  files["t10k-labels-idx1-ubyte.gz"].back() ^= 1;
  const HttpServer server(files);
  const DataSplits data = find_data(small_set(server.url()), {}, desk.messages);
  CHECK(data.origin == "drawn digits, seed 1");
  CHECK(desk.messages.str().find("t10k-labels-idx1-ubyte.gz was refused: its SHA-256 sum is ") != std::string::npos);
  CHECK(desk.folder.entries() == 0);
}

TEST_CASE("without a network digits are drawn, soon") {
  Desk desk;
  const auto start = std::chrono::steady_clock::now();
  const DataSplits data = find_data(small_set("http://127.0.0.1:1/"), {}, desk.messages);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK(data.origin == "drawn digits, seed 1");
  CHECK(desk.messages.str().find("No data from there: the download of http://127.0.0.1:1/train-images-idx3-ubyte.gz "
                                 "failed: ") != std::string::npos);
  CHECK(desk.messages.str().find("using digits that this program draws itself") != std::string::npos);
}
