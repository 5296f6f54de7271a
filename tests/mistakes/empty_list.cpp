// A network without anything.
// says: Sequential needs layers: begin with the shape of its images, as in Sequential<Input{28, 28, 1}, ...>
// says: EmptyList::at<constnet::layer_count<0>>
#include <constnet/dsl.hpp>

using namespace constnet;

#ifdef CORRECTED
using Model = Sequential<Input{28, 28, 1}, Flatten{}>;
#else
using Model = Sequential<>;
#endif

static_assert(Model::parameter_count == 0);
