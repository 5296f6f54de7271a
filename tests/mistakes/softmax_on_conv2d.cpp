// Softmax on a convolution in the middle.
// says: softmax belongs on the last layer only: use .activation = relu or linear on this one
// says: SoftmaxBeforeTheEnd::at<constnet::layer<1, constnet::Conv2D,
// says: {8,
// says: constnet::receives<4, 4, 3>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 3}, Conv2D{.filters = 8, .kernel_size = 1}, Flatten{}>;
#else
using Model = Sequential<Input{4, 4, 3}, Conv2D{.filters = 8, .kernel_size = 1, .activation = softmax}, Flatten{}>;
#endif

static_assert(Model::parameter_count == 32);
