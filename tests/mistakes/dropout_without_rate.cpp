// Dropout of nobody knows how much.
// says: Dropout needs a rate, the part of what it receives that it leaves out: .rate = 0.5
// says: DropoutWithoutRate::at<constnet::layer<1, constnet::Dropout,
// says: constnet::receives<4, 4, 2>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{4, 4, 2}, Dropout{.rate = 0.5}>;
#else
using Model = Sequential<Input{4, 4, 2}, Dropout{}>;
#endif

static_assert(Model::output_shape == Shape{4, 4, 2});
