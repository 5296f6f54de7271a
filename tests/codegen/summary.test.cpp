// The table of model.summary(), against texts that fixtures/make_summaries.py wrote by Keras' rule for a row.
#include "summary.hpp"

#include <constnet/codegen/describe.hpp>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "models/mnist/mnist.hpp"
#include "models/simple_convnet/simple_convnet.hpp"

using namespace constnet;

namespace {

template <typename Model>
std::string summary_of(const std::string& name) {
  return codegen::summary(codegen::describe<Model>(name, "model.hpp"));
}

std::string expected(const std::string& name) {
  std::ifstream file(FIXTURES "/" + name + ".summary.txt", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

using Paddings =
    Sequential<Input{200, 200, 1},
               Conv2D{.filters = 16, .kernel_size = 2, .strides = 2, .padding = valid, .activation = relu},
               Conv2D{.filters = 32, .kernel_size = 3, .padding = same}, Conv2D{.filters = 64, .kernel_size = {2, 2}}>;
using Halving = Sequential<Input{128, 128, 3}, Conv2D{.filters = 32, .kernel_size = 3, .strides = 2, .padding = same}>;
using Pools = Sequential<Input{100, 100, 15}, MaxPooling2D{.pool_size = 2, .strides = 1}>;
using Strides = Sequential<Input{39, 39, 3}, Conv2D{.filters = 10, .kernel_size = 3},
                           Conv2D{.filters = 20, .kernel_size = 5, .strides = 2},
                           Conv2D{.filters = 40, .kernel_size = 5, .strides = 2}, Flatten{}>;
using Lenet = Sequential<Input{32, 32, 3}, Conv2D{.filters = 8, .kernel_size = 5}, MaxPooling2D{},
                         Conv2D{.filters = 16, .kernel_size = 5}, MaxPooling2D{}, Flatten{}, Dense{.units = 120},
                         Dense{.units = 84}, Dense{.units = 10}>;
using TenPools =
    Sequential<Input{1024, 1024, 1}, MaxPooling2D{}, MaxPooling2D{}, MaxPooling2D{}, MaxPooling2D{}, MaxPooling2D{},
               MaxPooling2D{}, MaxPooling2D{}, MaxPooling2D{}, MaxPooling2D{}, MaxPooling2D{}>;
using Normalized =
    Sequential<Input{28, 28, 1}, Conv2D{.filters = 32, .kernel_size = 3}, BatchNormalization{}, Activation{relu},
               MaxPooling2D{}, Dropout{0.25}, Flatten{}, Dense{.units = 10}, BatchNormalization{}>;

}  // namespace

TEST_CASE("The summary of the networks in models/ is Keras', byte for byte") {
  CHECK(summary_of<models::Mnist>("mnist") == expected("mnist"));
  CHECK(summary_of<models::SimpleConvnet>("simple_convnet") == expected("simple_convnet"));
}

TEST_CASE("The summary of the tutorials' networks is Keras', byte for byte") {
  CHECK(summary_of<Paddings>("paddings") == expected("paddings"));
  CHECK(summary_of<Halving>("halving") == expected("halving"));
  CHECK(summary_of<Pools>("pooling") == expected("pooling"));
  CHECK(summary_of<Strides>("strides") == expected("strides"));
  CHECK(summary_of<Lenet>("lenet") == expected("lenet"));
}

TEST_CASE("Moving statistics are parameters that are not trained") {
  CHECK(summary_of<Normalized>("normalized") == expected("normalized"));
}

TEST_CASE("Where layers read others than the one before, the summary says which, in Keras' wider table") {
  using Model = Sequential<Input{4, 4, 2}, Conv2D{.filters = 2, .kernel_size = 1, .trainable = false},
                           Residual<Conv2D{.filters = 2, .kernel_size = 1}>{}>;
  CHECK(summary_of<Model>("residual") ==
        "Model: \"residual\"\n"
        "__________________________________________________________________________________________________\n"
        "Layer (type)                    Output Shape         Param #     Connected to                     \n"
        "==================================================================================================\n"
        "input_1 (Input)                 (None, 4, 4, 2)      0                                            \n"
        "__________________________________________________________________________________________________\n"
        "conv2d_1 (Conv2D)               (None, 4, 4, 2)      6           input_1[0][0]                    \n"
        "__________________________________________________________________________________________________\n"
        "conv2d_2 (Conv2D)               (None, 4, 4, 2)      6           conv2d_1[0][0]                   \n"
        "__________________________________________________________________________________________________\n"
        "add_1 (Add)                     (None, 4, 4, 2)      0           conv2d_2[0][0]                   \n"
        "                                                                 conv2d_1[0][0]                   \n"
        "==================================================================================================\n"
        "Total params: 12\n"
        "Trainable params: 6\n"
        "Non-trainable params: 6\n"
        "__________________________________________________________________________________________________\n");
}

TEST_CASE("A summary begins with the model's name; long names are cut before the next column") {
  const std::string text = summary_of<TenPools>("ten_pools");
  CHECK(text == expected("ten_pools"));
  CHECK(text.starts_with("Model: \"ten_pools\"\n"));
  CHECK(text.find("\nmax_pooling2d_9 (MaxPooling2 (None, 2, 2, 1)           0         \n") != std::string::npos);
  CHECK(text.find("\nmax_pooling2d_10 (MaxPooling (None, 1, 1, 1)           0         \n") != std::string::npos);
}
