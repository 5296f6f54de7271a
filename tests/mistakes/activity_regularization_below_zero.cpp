// A penalty that would reward large outputs.
// says: ActivityRegularization's l1 and l2 must be 0 or more: a penalty below 0 would reward large outputs
// says: ActivityRegularizationBelowZero::at<constnet::layer<2, constnet::ActivityRegularization,
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3}, ActivityRegularization{.l1 = 0.1}>;
#else
using Model = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3}, ActivityRegularization{.l1 = -0.1}>;
#endif

static_assert(Model::parameter_count == 20);
