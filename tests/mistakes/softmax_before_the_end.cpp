// Softmax on a dense layer that another one follows.
// says: softmax belongs on the last layer only: use .activation = relu or linear on this one
// says: SoftmaxBeforeTheEnd::at<constnet::layer<2, constnet::Dense,
// says: {8,
// says: constnet::receives<12>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 8, .activation = relu},
                         Dense{.units = 4, .activation = softmax}>;
#else
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 8, .activation = softmax},
                         Dense{.units = 4, .activation = softmax}>;
#endif

static_assert(Model::parameter_count == 140);
