// A penalty on probabilities.
// says: activity_regularizer cannot be trained with behind softmax: leave it out, or say it on a layer before this one
// says: ActivityRegularizerOfSoftmax::at<constnet::layer<2, constnet::Dense,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 1, .activity_regularizer = L2{0.01}}>;
#else
using Model =
    Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 1, .activation = softmax, .activity_regularizer = L2{0.01}}>;
#endif

static_assert(Model::parameter_count == 13);
