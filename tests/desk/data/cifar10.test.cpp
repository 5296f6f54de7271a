// CIFAR-10's batches: what is read, what is refused, and folders that hold only some of them.
#include "constnet/desk/data/cifar10.hpp"

#include <algorithm>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "cifar10_bytes.hpp"
#include "constnet/desk/data/data_sets.hpp"
#include "idx_bytes.hpp"

namespace {

using namespace constnet::runtime;
using Bytes = std::vector<std::uint8_t>;

std::string batch_error(const Bytes& bytes) {
  return error_of([&] { decode_cifar10_batch(bytes, "batch"); });
}

}  // namespace

TEST_CASE("the planes of a record become the channels of its pixels, plain and compressed") {
  const Bytes file = cifar10_batch({9, 0});
  for (const Bytes& bytes : {file, gzipped(file)}) {
    const Dataset data = decode_cifar10_batch(bytes, "batch");
    CHECK(data.height == 32);
    CHECK(data.width == 32);
    CHECK(data.channels == 3);
    CHECK(data.classes == 10);
    CHECK(data.labels == std::vector<int>{9, 0});
    REQUIRE(data.pixels.size() == 2 * 3072);
    bool same = true;
    for (std::size_t n = 0; n < 2; ++n) {
      for (std::size_t i = 0; i < 1024; ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
          same &= data.pixels[n * 3072 + i * 3 + c] == static_cast<std::uint8_t>(7 * n + 80 * c + i);
        }
      }
    }
    CHECK(same);
  }
}

TEST_CASE("a batch that is empty, cut short or has a wrong label is refused") {
  CHECK(batch_error({}) == "\"batch\" holds no images");
  Bytes file = cifar10_batch({1, 2});
  file.pop_back();
  CHECK(batch_error(file) == "\"batch\" is truncated: record 1 has 3072 bytes, expected 3073");
  CHECK(batch_error(cifar10_batch({9, 10})) == "\"batch\" says that image 1 has label 10, expected 0 to 9");
}

TEST_CASE("a folder may hold some of the training batches, and must hold the test batch") {
  const TemporaryFolder folder;
  DataRequest request{.name = "cifar10", .directory = folder.path().string(), .download = false, .drawn_seed = 1};
  std::ostringstream messages;
  const auto find = [&] { return find_data(request, messages); };
  CHECK(error_of(find) == "--data names " + quoted(folder.path().string()) +
                              ", which holds neither test_batch.bin and data_batch_1.bin to data_batch_5.bin (or "
                              "their .gz) nor a folder \"cifar10\"");
  put_file(folder / "cifar10/data_batch_4.bin", cifar10_batch({4, 5}));
  CHECK(error_of(find) == quoted((folder / "cifar10").string()) +
                              " is not a complete data set: it holds neither test_batch.bin nor test_batch.bin.gz");
  put_file(folder / "cifar10/test_batch.bin", cifar10_batch({3}));
  put_file(folder / "cifar10/data_batch_2.bin.gz", gzipped(cifar10_batch({7})));
  const DataSplits some = find();
  CHECK(some.train.labels == std::vector<int>{7, 4, 5});
  CHECK(some.train.pixels.size() == 3 * 3072);
  CHECK(some.test.labels == std::vector<int>{3});
  CHECK(some.origin == (folder / "cifar10").string() + " (of the 5 training batches only 2, 4)");
  for (const char* number : {"1", "3", "5"}) {
    put_file(folder / "cifar10" / ("data_batch_" + std::string(number) + ".bin"), cifar10_batch({1}));
  }
  CHECK(find().origin == (folder / "cifar10").string());
  CHECK(find().train.labels == std::vector<int>{1, 7, 1, 4, 5, 1});
  CHECK(messages.str().empty());
}

TEST_CASE("names of data sets") {
  CHECK(data_set_names() == std::vector<std::string>{"mnist", "fashion-mnist", "cifar10", "folder"});
  DataRequest request{.name = "cifar", .directory = "", .download = false, .drawn_seed = 1};
  std::ostringstream messages;
  CHECK(error_of([&] { find_data(request, messages); }) ==
        "there is no data set \"cifar\", expected \"mnist\" or \"fashion-mnist\" or \"cifar10\" or \"folder\"");
}
