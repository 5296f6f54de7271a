// Images of 10'000 x 100'000 x 3 values.
// says: The output of this layer exceeds 2'147'483'647 values: make the image or the layer smaller
// says: TooManyOutputs::at<constnet::layer<0, constnet::Input,
// says: {10000, 100000, 3
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{10'000, 10'000, 3}, Flatten{}>;
#else
using Model = Sequential<Input{10'000, 100'000, 3}, Flatten{}>;
#endif

static_assert(Model::parameter_count == 0);
