// Nothing is added to the variance.
// says: BatchNormalization's epsilon must be above 0
// says: BatchNormalizationEpsilon::at<constnet::layer<1, constnet::BatchNormalization,
// says: constnet::receives<4, 4, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 2}, BatchNormalization{.epsilon = 1e-5}>;
#else
using Model = Sequential<Input{4, 4, 2}, BatchNormalization{.epsilon = 0}>;
#endif

static_assert(Model::parameter_count == 8);
