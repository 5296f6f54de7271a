// Branches of a Concatenate that end in different heights and widths.
// says: Concatenate joins channels: all branches must end in the same height and width
// says: ConcatenateOfDifferentSizes::at<constnet::layer<1, constnet::Concatenate<
// says: constnet::receives<32, 32, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

constexpr Conv2D c16{.filters = 16, .kernel_size = 3, .padding = same, .activation = relu};

#ifdef CORRECTED
using Model =
    Sequential<Input{32, 32, 3}, Concatenate<Branch<c16>{}, Branch<MaxPooling2D{.strides = 1, .padding = same}>{}>{}>;
#else
using Model = Sequential<Input{32, 32, 3}, Concatenate<Branch<c16>{}, Branch<MaxPooling2D{}>{}>{}>;
#endif

static_assert(Model::output_shape == Shape{32, 32, 19});
