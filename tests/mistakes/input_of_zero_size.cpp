// Images without columns.
// says: Input's height, width and channels must each be 1 or more, as in Input{28, 28, 1}
// says: InputIsEmpty::at<constnet::layer<0, constnet::Input,
// says: {28, 0, 1, 3}
// says: constnet::receives<>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Flatten{}>;
#else
using Model = Sequential<Input{28, 0, 1}, Flatten{}>;
#endif

static_assert(Model::parameter_count == 0);
