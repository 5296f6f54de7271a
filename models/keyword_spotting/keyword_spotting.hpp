// The depthwise separable network of MLPerf Tiny for spoken keywords.
#pragma once

#include <constnet/dsl.hpp>

namespace models {

using namespace constnet;

constexpr Conv2D keyword_first{
    .filters = 64, .kernel_size = {10, 4}, .strides = 2, .padding = same, .activation = relu};
constexpr DepthwiseConv2D keyword_filter{.kernel_size = 3, .padding = same, .activation = relu};
constexpr Conv2D keyword_mix{.filters = 64, .kernel_size = 1, .activation = relu};

using KeywordSpotting = Sequential<              // after each line:
    Input{49, 10, 1},                            // 49, 10, 1: a second of sound, 10 cepstral coefficients every 20 ms
    keyword_first,                               // 25, 5, 64
    keyword_filter, keyword_mix,                 // 25, 5, 64
    keyword_filter, keyword_mix,                 // 25, 5, 64
    keyword_filter, keyword_mix,                 // 25, 5, 64
    keyword_filter, keyword_mix,                 // 25, 5, 64
    GlobalAveragePooling2D{},                    // 64
    Dense{.units = 12, .activation = softmax}>;  // 12

static_assert(KeywordSpotting::output_shape_of<9> == Shape{25, 5, 64});
static_assert(KeywordSpotting::parameter_count == 22'604);

}  // namespace models
