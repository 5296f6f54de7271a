// The real MNIST, Fashion-MNIST and CIFAR-10, if CONSTNET_DATA leads to them.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <sstream>
#include <string>
#include <string_view>

#include "catch.hpp"
#include "constnet/desk/data/data_sets.hpp"

namespace {

using namespace constnet::runtime;

// Sums of all bytes, computed from the files by another program.
struct Expected {
  std::string name;
  std::uint64_t train_sum, test_sum;
  int first_label, last_label;
};

}  // namespace

TEST_CASE("the real data sets are read whole") {
  const char* folder = std::getenv("CONSTNET_DATA");
  if (folder == nullptr || std::string_view(folder).empty()) {
    WARN("CONSTNET_DATA is not set: reading the real data sets is not tested");
    return;
  }
  for (const Expected& expected :
       {Expected{"mnist", 1567298545, 264923200, 7, 6}, Expected{"fashion-mnist", 3431114169, 573469082, 9, 5}}) {
    if (!std::filesystem::is_directory(std::filesystem::path(folder) / expected.name)) {
      WARN("CONSTNET_DATA holds no folder " << expected.name << ": reading it is not tested");
      continue;
    }
    DataRequest request;
    request.name = expected.name;
    std::ostringstream messages;
    const DataSplits data = find_data(request, messages);
    CHECK(data.train.size() == 60'000);
    CHECK(data.test.size() == 10'000);
    CHECK(data.train.height == 28);
    CHECK(data.train.width == 28);
    CHECK(std::accumulate(data.train.pixels.begin(), data.train.pixels.end(), std::uint64_t{0}) == expected.train_sum);
    CHECK(std::accumulate(data.test.pixels.begin(), data.test.pixels.end(), std::uint64_t{0}) == expected.test_sum);
    CHECK(data.test.labels.front() == expected.first_label);
    CHECK(data.test.labels.back() == expected.last_label);
    CHECK(messages.str().empty());
  }
}

TEST_CASE("CIFAR-10's batches are read, as many as there are") {
  const char* folder = std::getenv("CONSTNET_DATA");
  if (folder == nullptr || !std::filesystem::is_directory(std::filesystem::path(folder) / "cifar10")) {
    WARN("CONSTNET_DATA holds no folder cifar10: reading it is not tested");
    return;
  }
  DataRequest request;
  request.name = "cifar10";
  std::ostringstream messages;
  const DataSplits data = find_data(request, messages);
  CHECK(data.train.size() % 10'000 == 0);
  CHECK(data.test.size() == 10'000);
  CHECK(data.test.image_size() == 32 * 32 * 3);
  CHECK(std::accumulate(data.test.pixels.begin(), data.test.pixels.end(), std::uint64_t{0}) == 3733375634);
  CHECK(data.test.labels.front() == 3);
  CHECK(data.test.labels.back() == 7);
  // The first pixel of the first test image: red, green, blue.
  CHECK(data.test.pixels[0] == 158);
  CHECK(data.test.pixels[1] == 112);
  CHECK(data.test.pixels[2] == 49);
}
