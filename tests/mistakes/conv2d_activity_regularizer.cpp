// A penalty on the outputs of a layer, for which no code is generated.
// says: activity_regularizer cannot be trained with, no code is generated for it
// says: ActivityRegularizer::at<constnet::layer<1, constnet::Conv2D,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3, .kernel_regularizer = L2{0.01}}>;
#else
using Model = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3, .activity_regularizer = L2{0.01}}>;
#endif

static_assert(Model::parameter_count == 20);
