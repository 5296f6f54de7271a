// Weight files: a round trip, the exact form, and every way in which a file can be wrong.
#include "constnet/desk/weights/safetensors.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "small_network.hpp"

namespace {

using namespace constnet::runtime;
using Json = nlohmann::ordered_json;
using Bytes = std::vector<std::uint8_t>;

// A file from its header and its data.
Bytes file_of(const std::string& header, const Bytes& data) {
  const std::uint64_t length = header.size();
  Bytes bytes(sizeof(length) + header.size() + data.size());
  std::memcpy(bytes.data(), &length, sizeof(length));
  const auto end = std::copy(header.begin(), header.end(), bytes.begin() + sizeof(length));
  std::copy(data.begin(), data.end(), end);
  return bytes;
}

Bytes good_file() { return encode_weights(small_network::tensors, small_network::values(), {{"model", "small"}}, "w"); }

std::uint64_t header_length(const Bytes& file) {
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), sizeof(length));
  return length;
}

Json header_of(const Bytes& file) {
  return Json::parse(file.begin() + 8, file.begin() + 8 + static_cast<std::ptrdiff_t>(header_length(file)));
}

Bytes data_of(const Bytes& file) {
  return {file.begin() + 8 + static_cast<std::ptrdiff_t>(header_length(file)), file.end()};
}

std::string error_for(const Bytes& bytes) {
  return error_of([&] { decode_weights(bytes, small_network::tensors, "w"); });
}

// What is said of the good file after a change of its header.
template <typename Change>
std::string error_after(Change change) {
  const Bytes file = good_file();
  Json header = header_of(file);
  change(header);
  return error_for(file_of(header.dump(), data_of(file)));
}

}  // namespace

TEST_CASE("weights that are saved come back, bit for bit") {
  const TemporaryFolder folder;
  std::vector<float> values = small_network::values();
  values[3] = -0.0f;
  values[4] = std::numeric_limits<float>::denorm_min();
  values[5] = std::numeric_limits<float>::max();
  save_weights(folder / "w.safetensors", small_network::tensors, values, {{"model", "small"}});
  const std::vector<float> loaded = load_weights(folder / "w.safetensors", small_network::tensors);
  REQUIRE(loaded.size() == values.size());
  CHECK(std::memcmp(loaded.data(), values.data(), values.size() * sizeof(float)) == 0);
  CHECK(folder.entries() == 1);
}

TEST_CASE("the header is what the format asks for") {
  const Bytes file = good_file();
  CHECK(header_length(file) % 8 == 0);
  CHECK(header_of(file).dump() == R"({"__metadata__":{"model":"small"},)"
                                  R"("conv2d_1/kernel":{"dtype":"F32","shape":[3,3,1,2],"data_offsets":[0,72]},)"
                                  R"("conv2d_1/bias":{"dtype":"F32","shape":[2],"data_offsets":[72,80]},)"
                                  R"("dense_1/kernel":{"dtype":"F32","shape":[4,3],"data_offsets":[80,128]},)"
                                  R"("dense_1/bias":{"dtype":"F32","shape":[3],"data_offsets":[128,140]}})");
  CHECK(data_of(file).size() == 140);
  CHECK(decode_weights(file, small_network::tensors, "w") == small_network::values());
}

TEST_CASE("values that are not finite are not saved, and the old file stays") {
  const TemporaryFolder folder;
  put_file(folder / "w", "old");
  std::vector<float> values = small_network::values();
  values[19] = std::numeric_limits<float>::quiet_NaN();
  CHECK(error_of([&] { save_weights(folder / "w", small_network::tensors, values, {}); }) ==
        quoted((folder / "w").string()) + " was not written: value 1 of \"conv2d_1/bias\" is not a finite number");
  CHECK(get_file(folder / "w") == Bytes{'o', 'l', 'd'});
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file that is not one, or is cut, is refused") {
  const Bytes whole = good_file();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    const std::string message = error_for(cut);
    REQUIRE(
        message.starts_with(size < 8 ? "\"w\" is not a safetensors file: it is too short" : "\"w\" is truncated: "));
  }
  Bytes cut = whole;
  cut.pop_back();
  CHECK(error_for(cut) == "\"w\" is truncated: its header says 140 bytes of data, and it holds 139");
  Bytes longer = whole;
  longer.push_back(0);
  CHECK(error_for(longer) == "\"w\" holds 141 bytes of data, but its header says 140");
}

TEST_CASE("a header whose length lies is refused") {
  Bytes file = good_file();
  file[7] = 0x80;
  CHECK(error_for(file).starts_with("\"w\" is not a safetensors file: its header would be 92233720368547"));
  file = file_of(std::string(100, ' '), {});
  file[0] = 101;
  CHECK(error_for(file) == "\"w\" is truncated: its header is said to be 101 bytes long, and 100 follow");
  file = good_file();
  file[0] -= 8;
  CHECK(error_for(file) != "no error");
}

TEST_CASE("a header that is not JSON of the right form is refused") {
  CHECK(error_for(file_of("{nonsense", {})) == "\"w\" has a damaged header: it is not JSON");
  CHECK(error_for(file_of("", {})) == "\"w\" has a damaged header: it is not JSON");
  CHECK(error_for(file_of(R"({"a":1e999})", {})) == "\"w\" has a damaged header: it is not JSON");
  CHECK(error_for(file_of("[1, 2]", {})) == "\"w\" has a header that is not a JSON object");
  CHECK(error_for(file_of(std::string(1'000'000, '['), {})) == "\"w\" has a header that is nested too deeply");
  CHECK(error_for(file_of(R"({"a":{},"a":{}})", {})) == "\"w\" describes \"a\" twice in its header");
  const std::string incomplete = "\"w\" does not give dtype, shape and two data_offsets for \"dense_1/bias\"";
  CHECK(error_after([](Json& header) { header["dense_1/bias"].erase("shape"); }) == incomplete);
  CHECK(error_after([](Json& header) { header["dense_1/bias"]["shape"] = {-3}; }) == incomplete);
  CHECK(error_after([](Json& header) { header["dense_1/bias"]["shape"] = {3.5}; }) == incomplete);
  CHECK(error_after([](Json& header) { header["dense_1/bias"]["data_offsets"] = {1, 2, 3}; }) == incomplete);
  CHECK(error_after([](Json& header) { header["dense_1/bias"] = "text"; }) == incomplete);
}

TEST_CASE("tensors that overlap, leave a gap, or reach out of the data are refused") {
  const auto moved = [](std::uint64_t begin, std::uint64_t end) {
    return error_after([=](Json& header) { header["dense_1/bias"]["data_offsets"] = {begin, end}; });
  };
  const std::string lies = "\"w\" has a header that lies: \"dense_1/bias\" is said to be at bytes ";
  CHECK(moved(124, 136) == lies + "124 to 136 of the data, expected it at 128");
  CHECK(moved(129, 141) == lies + "129 to 141 of the data, expected it at 128");
  CHECK(moved(128, 116) == lies + "128 to 116 of the data, expected it at 128");
  CHECK(moved(128, 136) == "\"w\" holds 140 bytes of data, but its header says 136");
  CHECK(moved(128, std::uint64_t{1} << 63) ==
        "\"w\" is truncated: its header says 9223372036854775808 bytes of data, and it holds 140");
}

TEST_CASE("tensors of another network, shape or type are named") {
  const std::string file = "\"w\" (model \"small\")";
  CHECK(error_after([](Json& header) { header["dense_1/kernel"]["shape"] = {3, 4}; }) ==
        file + " holds \"dense_1/kernel\" of shape (3, 4), expected (4, 3)");
  CHECK(error_after([](Json& header) { header["dense_1/bias"]["dtype"] = "F16"; }) ==
        file + " holds \"dense_1/bias\" as \"F16\", expected \"F32\"");
  CHECK(error_after([](Json& header) {
          header["dense_2/bias"] = header["dense_1/bias"];
          header.erase("dense_1/bias");
        }) == file + " holds \"dense_2/bias\", which this network does not have");
  CHECK(error_after([](Json& header) {
          header["dense_1/kernel"]["data_offsets"] = {80, 140};
          header.erase("dense_1/bias");
        }) ==
        file + " has a header that lies: \"dense_1/kernel\" of shape (4, 3) is said to be 60 bytes long, expected 48");

  const std::vector<float> values = small_network::values();
  const Bytes part = encode_weights(std::span(small_network::tensors).first(3), values, {}, "w");
  CHECK(error_for(part) == "\"w\" does not hold \"dense_1/bias\"");
  CHECK(error_of([] { decode_weights(good_file(), std::span(small_network::tensors).first(3), "w"); }) ==
        file + " holds \"dense_1/bias\", which this network does not have");
}

TEST_CASE("values that are not finite are named by tensor and index") {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    Bytes file = good_file();
    std::memcpy(file.data() + file.size() - 140 + 80 + 5 * 4, &bad, sizeof(bad));
    CHECK(error_for(file) ==
          "\"w\" (model \"small\") holds a value that is not a finite number: \"dense_1/kernel\", value 5");
  }
}

TEST_CASE("a missing file is named, and the order of tensors in a file does not matter") {
  CHECK(error_of([] { load_weights("missing.safetensors", small_network::tensors); }) ==
        "\"missing.safetensors\" cannot be opened: No such file or directory");
  auto reversed = small_network::tensors;
  std::swap(reversed[0], reversed[3]);
  const Bytes file = encode_weights(reversed, small_network::values(), {}, "w");
  CHECK(decode_weights(file, small_network::tensors, "w") == small_network::values());
}
