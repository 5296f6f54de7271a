// A network that does nothing.
// says: A network needs a layer after Input: add one, as in Flatten{}
// says: NothingAfterInput::at<constnet::layer<0, constnet::Input,
// says: {28, 28, 1
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Flatten{}>;
#else
using Model = Sequential<Input{28, 28, 1}>;
#endif

static_assert(Model::parameter_count == 0);
