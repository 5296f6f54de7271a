// Where a data set is looked for, in which order, and what is said when a folder does not serve.
#include "constnet/desk/data/data_sets.hpp"

#include <filesystem>
#include <optional>
#include <sstream>
#include <string>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "environment_variable.hpp"
#include "idx_bytes.hpp"
#include "small_data_set.hpp"

namespace {

using namespace constnet::runtime;
namespace fs = std::filesystem;

// No cache, no environment, no network, unless the test asks for them.
struct Desk {
  TemporaryFolder folder;
  EnvironmentVariable cache{"XDG_CACHE_HOME", (folder / "cache").string()};
  EnvironmentVariable variable{"CONSTNET_DATA", std::nullopt};
  std::ostringstream messages;
  DataRequest request{.name = "mnist", .directory = "", .download = false, .drawn_seed = 1};

  DataSplits find() { return find_data(request, messages); }
  std::string error() {
    return error_of([this] { find(); });
  }
  std::string quoted_path(const std::string& name) const { return quoted((folder / name).string()); }
};

}  // namespace

TEST_CASE("--data takes a data set's own folder or a folder of such folders, plain or compressed") {
  Desk desk;
  put_data_set(desk.folder / "mnist", small_data_set());
  for (const auto& [name, bytes] : small_data_set()) put_file(desk.folder / "packed" / (name + ".gz"), gzipped(bytes));
  for (const fs::path& path : {desk.folder.path(), desk.folder / "mnist", desk.folder / "packed"}) {
    desk.request.directory = path.string();
    const DataSplits data = desk.find();
    CHECK(data.train.labels == std::vector<int>{4, 0, 9});
    CHECK(data.train.height == 2);
    CHECK(data.train.width == 3);
    CHECK(data.test.labels == std::vector<int>{7, 7});
    CHECK(data.test.pixels.size() == 12);
  }
  CHECK(desk.find().origin == (desk.folder / "packed").string());
  CHECK(desk.messages.str().empty());
}

TEST_CASE("a --data that does not serve is an error, although digits could be drawn") {
  Desk desk;
  desk.request.directory = (desk.folder / "missing").string();
  CHECK(desk.error() == "--data names " + desk.quoted_path("missing") + ", which is not a directory");
  fs::create_directory(desk.folder / "empty");
  desk.request.directory = (desk.folder / "empty").string();
  CHECK(desk.error() == "--data names " + desk.quoted_path("empty") +
                            ", which holds neither train-images-idx3-ubyte and its three companions (or their .gz) nor "
                            "a folder \"mnist\"");
  SmallFiles files = small_data_set();
  files.erase("t10k-labels-idx1-ubyte");
  put_data_set(desk.folder / "part", files);
  desk.request.directory = (desk.folder / "part").string();
  CHECK(desk.error() == desk.quoted_path("part") +
                            " is not a complete data set: it holds neither t10k-labels-idx1-ubyte nor "
                            "t10k-labels-idx1-ubyte.gz");
}

TEST_CASE("files that do not fit each other are an error") {
  Desk desk;
  desk.request.directory = (desk.folder / "mnist").string();
  const auto path = [&desk](const std::string& name) { return desk.quoted_path("mnist/" + name); };

  SmallFiles counts = small_data_set();
  counts["train-labels-idx1-ubyte"] = idx_labels({1, 2});
  put_data_set(desk.folder / "mnist", counts);
  CHECK(desk.error() == path("train-images-idx3-ubyte") + " holds 3 images, but " + path("train-labels-idx1-ubyte") +
                            " holds 2 labels");

  SmallFiles labels = small_data_set();
  labels["t10k-labels-idx1-ubyte"] = idx_labels({7, 11});
  put_data_set(desk.folder / "mnist", labels);
  CHECK(desk.error() == path("t10k-labels-idx1-ubyte") + " says that image 1 has label 11, expected 0 to 9");

  SmallFiles sizes = small_data_set();
  sizes["t10k-images-idx3-ubyte"] = idx_images(2, 3, 2);
  put_data_set(desk.folder / "mnist", sizes);
  CHECK(desk.error() == path("t10k-images-idx3-ubyte") + " holds images of 3 x 2 pixels, but " +
                            path("train-images-idx3-ubyte") + " of 2 x 3");
}

TEST_CASE("CONSTNET_DATA is used without --data, and must serve if it is set") {
  Desk desk;
  put_data_set(desk.folder / "variable/mnist", small_data_set());
  put_data_set(desk.folder / "option", small_data_set());
  {
    const EnvironmentVariable variable("CONSTNET_DATA", (desk.folder / "variable").string());
    CHECK(desk.find().origin == (desk.folder / "variable/mnist").string());
    desk.request.directory = (desk.folder / "option").string();
    CHECK(desk.find().origin == (desk.folder / "option").string());
    desk.request.directory = "";
  }
  {
    const EnvironmentVariable wrong("CONSTNET_DATA", (desk.folder / "missing").string());
    CHECK(desk.error() == "CONSTNET_DATA names " + desk.quoted_path("missing") + ", which is not a directory");
  }
  {
    const EnvironmentVariable empty("CONSTNET_DATA", "");
    CHECK(desk.find().origin == "drawn digits, seed 1");
  }
}

TEST_CASE("the cache is used if it is good, and passed over with a word if it is not") {
  Desk desk;
  put_data_set(desk.folder / "cache/constnet/mnist", small_data_set());
  CHECK(desk.find().origin == (desk.folder / "cache/constnet/mnist").string());
  CHECK(desk.messages.str().empty());

  put_file(desk.folder / "cache/constnet/mnist/t10k-labels-idx1-ubyte", "half");
  CHECK(desk.find().origin == "drawn digits, seed 1");
  CHECK(desk.messages.str().starts_with(
      "The cached MNIST is not used: " + desk.quoted_path("cache/constnet/mnist/t10k-labels-idx1-ubyte") +
      " is not an IDX file of labels: it starts with 0x68616c66, expected 0x00000801.\n"));
}

TEST_CASE("without XDG_CACHE_HOME the cache is in the home folder") {
  Desk desk;
  put_data_set(desk.folder / ".cache/constnet/mnist", small_data_set());
  const EnvironmentVariable home("HOME", desk.folder.path().string());
  for (const std::optional<std::string>& ignored : {std::optional<std::string>(), {"relative"}}) {
    const EnvironmentVariable cache("XDG_CACHE_HOME", ignored);
    CHECK(desk.find().origin == (desk.folder / ".cache/constnet/mnist").string());
  }
}

TEST_CASE("without any data, digits are drawn for MNIST and for nothing else, and it is said") {
  Desk desk;
  desk.request.drawn_seed = 7;
  const DataSplits data = desk.find();
  CHECK(data.origin == "drawn digits, seed 7");
  CHECK(data.train.size() == 12'000);
  CHECK(data.test.size() == 2'000);
  CHECK(
      desk.messages.str() ==
      "There is no MNIST here: using digits that this program draws itself (seed 7). To use the real ones, name their "
      "folder by --data or CONSTNET_DATA.\n");

  desk.request.name = "fashion-mnist";
  CHECK(desk.error() == "Fashion-MNIST was not found, neither in the cache nor by download: name its folder by --data");
  desk.request.name = "imagenet";
  CHECK(desk.error() ==
        "there is no data set \"imagenet\", expected \"mnist\" or \"fashion-mnist\" or \"cifar10\" or \"folder\"");
}
