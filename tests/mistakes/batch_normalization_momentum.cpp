// A momentum of more than everything.
// says: BatchNormalization's momentum must be from 0 to 1
// says: BatchNormalizationMomentum::at<constnet::layer<1, constnet::BatchNormalization,
// says: constnet::receives<4, 4, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 2}, BatchNormalization{.momentum = 0.99}>;
#else
using Model = Sequential<Input{4, 4, 2}, BatchNormalization{.momentum = 99}>;
#endif

static_assert(Model::parameter_count == 8);
