// A negative number of units.
// says: Dense's units must be 1 or more: say how many, as in .units = 10
// says: DenseWithoutUnits::at<constnet::layer<2, constnet::Dense,
// says: {-10,
// says: constnet::receives<12>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = 10}>;
#else
using Model = Sequential<Input{2, 2, 3}, Flatten{}, Dense{.units = -10}>;
#endif

static_assert(Model::parameter_count == 130);
