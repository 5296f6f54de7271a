// A row without values.
// says: Input's height, width and channels must each be 1 or more, as in Input{28, 28, 1}, or Input{640} for rows of values
// says: InputIsEmpty::at<constnet::layer<0, constnet::Input,
// says: {1, 1, 0, 1}
// says: constnet::receives<>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{640}, Dense{.units = 8}>;
#else
using Model = Sequential<Input{0}, Dense{.units = 8}>;
#endif

static_assert(Model::parameter_count == 5'128);
