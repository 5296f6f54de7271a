// A file that the Python package safetensors wrote (fixtures/make_fixtures.py) is read.
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "constnet/desk/weights/safetensors.hpp"
#include "small_network.hpp"

TEST_CASE("a file written by the Python package is read") {
  CHECK(constnet::runtime::load_weights(FIXTURES "/python.safetensors", small_network::tensors) ==
        small_network::values());
}
