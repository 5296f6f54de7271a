// A penalty on the outputs of a layer, for which no code is generated.
// says: activity_regularizer cannot be trained with, no code is generated for it
// says: ActivityRegularizer::at<constnet::layer<2, constnet::Dense,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 1, .kernel_regularizer = L2{0.01}}>;
#else
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 1, .activity_regularizer = L2{0.01}}>;
#endif

static_assert(Model::parameter_count == 13);
