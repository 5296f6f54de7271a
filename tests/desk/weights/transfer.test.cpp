// Weights of one network in another: by layer, all or nothing, and said which.
#include "constnet/desk/weights/transfer.hpp"

#include <array>
#include <vector>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "small_network.hpp"

namespace {

using namespace constnet::runtime;

// small_network with a head of two units in place of three, and a layer more.
constexpr std::array<Tensor, 6> other_head = {{
    {"conv2d_1/kernel", 4, {3, 3, 1, 2}, 0, 18, 9, 18, Initializer::glorot_uniform},
    {"conv2d_1/bias", 1, {2, 1, 1, 1}, 18, 2, 9, 18, Initializer::zeros},
    {"dense_1/kernel", 2, {4, 2, 1, 1}, 20, 8, 4, 2, Initializer::glorot_uniform},
    {"dense_1/bias", 1, {2, 1, 1, 1}, 28, 2, 4, 2, Initializer::zeros},
    {"dense_2/kernel", 2, {2, 1, 1, 1}, 30, 2, 2, 1, Initializer::glorot_uniform},
    {"dense_2/bias", 1, {1, 1, 1, 1}, 32, 1, 2, 1, Initializer::zeros},
}};

std::vector<std::uint8_t> old_file() {
  return encode_weights(small_network::tensors, small_network::values(), {{"model", "small"}}, "old");
}

}  // namespace

TEST_CASE("layers that fit are read, the others stay") {
  std::vector<float> values(33, 9);
  const Transfer transfer = transfer_weights(old_file(), "old", other_head, {}, values);
  CHECK(transfer.read == std::vector<std::string>{"conv2d_1"});
  CHECK(transfer.left == std::vector<std::string>{"dense_1", "dense_2"});
  std::vector<float> expected = small_network::values();
  expected.resize(20);
  expected.resize(33, 9);
  CHECK(values == expected);
}

TEST_CASE("a layer is read as a whole or not at all") {
  // The bias fits, the kernel does not.
  constexpr std::array<Tensor, 2> tensors = {{{"dense_1/kernel", 2, {5, 3, 1, 1}, 0, 15, 5, 3, Initializer::zeros},
                                              {"dense_1/bias", 1, {3, 1, 1, 1}, 15, 3, 5, 3, Initializer::zeros}}};
  std::vector<float> values(18, 9);
  CHECK(error_of([&] { transfer_weights(old_file(), "old", tensors, {}, values); }) ==
        "\"old\" fits no layer of this network: it holds \"dense_1/kernel\" of shape (4, 3), expected (5, 3)");
  CHECK(values == std::vector<float>(18, 9));
}

TEST_CASE("the first layers that are asked for have to fit") {
  std::vector<float> values(33, 9);
  const Transfer transfer = transfer_weights(old_file(), "old", other_head, 1, values);
  CHECK(transfer.read == std::vector<std::string>{"conv2d_1"});
  CHECK(transfer.left.size() == 2);

  // Where more would fit, they are left.
  std::vector<float> same(35, 9);
  CHECK(transfer_weights(old_file(), "old", small_network::tensors, 1, same).left ==
        std::vector<std::string>{"dense_1"});
  CHECK(same[20] == 9);

  std::vector<float> untouched(33, 9);
  CHECK(error_of([&] { transfer_weights(old_file(), "old", other_head, 2, untouched); }) ==
        "\"old\" holds \"dense_1/kernel\" of shape (4, 3), expected (4, 2)");
  CHECK(error_of([&] { transfer_weights(old_file(), "old", std::span(other_head).last(2), 1, untouched); }) ==
        "\"old\" does not hold \"dense_2/kernel\"");
  CHECK(error_of([&] { transfer_weights(old_file(), "old", other_head, 4, untouched); }) ==
        "found 4 layers to read from \"old\", expected at most 3: so many have weights");
  CHECK(untouched == std::vector<float>(33, 9));
}

TEST_CASE("files of any network are read, damaged ones are not") {
  const TemporaryFolder folder;
  put_file(folder / "old", old_file());
  std::vector<float> values(33, 9);
  CHECK(transfer_weights(folder / "old", other_head, {}, values).read.size() == 1);
  const auto bytes = old_file();
  CHECK(error_of([&] {
          transfer_weights(std::span(bytes).first(bytes.size() - 1), "old", other_head, {}, values);
        }).starts_with("\"old\" is truncated"));
}
