// Generates what options.py compares: the mnist network, its beginnings, and one of its layers alone.
#include <constnet/codegen/generator.hpp>

#include "models/mnist_prefixes.hpp"

namespace {

using namespace constnet;

/// conv2d_2 without its pooling: 10x10 outputs, as there, and 12x12, which tiles of 2, 3, 4 and 6 divide.
using Layer10 = Sequential<Input{12, 12, 32}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}>;
using Layer12 = Sequential<Input{14, 14, 32}, Conv2D{.filters = 64, .kernel_size = 3, .activation = relu}>;

}  // namespace

int main(int argc, char** argv) {
  using constnet::codegen::model;
  constexpr const char* header = "tests/models/mnist_prefixes.hpp";
  return constnet::codegen::generate(
      {model<models::Mnist>("mnist", header), model<models::UpToConv2d1>("up_to_conv2d_1", header),
       model<models::UpToConv2d2>("up_to_conv2d_2", header), model<models::UpToConv2d3>("up_to_conv2d_3", header),
       model<models::UpToDense1>("up_to_dense_1", header), model<Layer10>("layer_10", "bench/options/generator.cpp"),
       model<Layer12>("layer_12", "bench/options/generator.cpp")},
      argc, argv);
}
