// More first layers than the model has.
// says: The first layers of a model are at least the Input and one more, and at most all that it has
#include <constnet/dsl.hpp>

using namespace constnet;

using Model = Sequential<Input{9, 7, 1}, Flatten{}, Dense{.units = 3}>;

#ifdef CORRECTED
using Part = FirstLayers<Model, 2>;
#else
using Part = FirstLayers<Model, 4>;
#endif

static_assert(Part::output_shape == Shape{63});
