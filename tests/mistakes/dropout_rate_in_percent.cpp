// Half of the values, in percent.
// says: Dropout's rate must be from 0 to 1: .rate = 0.5 leaves out half of the values
// says: DropoutRateOutOfRange::at<constnet::layer<1, constnet::Dropout,
// says: constnet::receives<4, 4, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 2}, Dropout{0.5}>;
#else
using Model = Sequential<Input{4, 4, 2}, Dropout{50}>;
#endif

static_assert(Model::output_shape == Shape{4, 4, 2});
