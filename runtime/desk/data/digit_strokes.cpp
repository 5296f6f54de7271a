// The strokes of the ten digits, as people write them: with and without serif, bar, loop or corner.
#include "digit_strokes.hpp"

namespace constnet::runtime {

const std::vector<std::vector<Glyph>>& digit_glyphs() {
  static const std::vector<std::vector<Glyph>> glyphs = {
      // 0: closed, and with ends that pass each other
      {{{{.5f, 0}, {.18f, .2f}, {.1f, .5f}, {.18f, .8f}, {.5f, 1}, {.82f, .8f}, {.9f, .5f}, {.82f, .2f}, {.5f, 0}}},
       {{{.7f, .1f},
         {.4f, .02f},
         {.15f, .25f},
         {.1f, .6f},
         {.3f, .97f},
         {.65f, .95f},
         {.88f, .6f},
         {.82f, .2f},
         {.45f, .05f}}}},
      // 1: bare, with a flag, with flag and foot
      {{{{.5f, 0}, {.5f, .5f}, {.5f, 1}}},
       {{{.3f, .22f}, {.52f, 0}}, {{.52f, 0}, {.5f, 1}}},
       {{{.28f, .2f}, {.5f, 0}}, {{.5f, 0}, {.5f, 1}}, {{.25f, 1}, {.75f, 1}}}},
      // 2: with a corner, with a loop
      {{{{.12f, .25f}, {.3f, .03f}, {.65f, 0}, {.85f, .22f}, {.7f, .5f}, {.35f, .8f}, {.1f, 1}}, {{.1f, 1}, {.9f, 1}}},
       {{{.12f, .25f},
         {.35f, .02f},
         {.7f, .05f},
         {.82f, .3f},
         {.6f, .65f},
         {.3f, .92f},
         {.12f, .95f},
         {.1f, .8f},
         {.3f, .75f},
         {.6f, .92f},
         {.95f, .95f}}}},
      // 3: round, with a flat top
      {{{{.12f, .15f}, {.4f, 0}, {.75f, .08f}, {.8f, .28f}, {.62f, .44f}, {.4f, .48f}},
        {{.4f, .48f}, {.7f, .52f}, {.88f, .72f}, {.72f, .95f}, {.4f, 1}, {.1f, .86f}}},
       {{{.12f, .02f}, {.85f, .02f}},
        {{.85f, .02f}, {.45f, .42f}},
        {{.45f, .42f}, {.78f, .5f}, {.88f, .74f}, {.7f, .95f}, {.4f, 1}, {.1f, .88f}}}},
      // 4: open, closed
      {{{{.25f, 0}, {.2f, .3f}, {.15f, .55f}, {.5f, .58f}, {.9f, .52f}}, {{.75f, 0}, {.7f, .5f}, {.68f, 1}}},
       {{{.7f, 0}, {.05f, .65f}}, {{.05f, .65f}, {.95f, .65f}}, {{.7f, 0}, {.7f, 1}}}},
      // 5: with corners, like an S
      {{{{.85f, 0}, {.25f, .02f}},
        {{.25f, .02f}, {.18f, .42f}},
        {{.18f, .42f}, {.5f, .36f}, {.85f, .55f}, {.82f, .85f}, {.5f, 1}, {.1f, .9f}}},
       {{{.85f, .03f}, {.4f, .03f}, {.2f, .2f}, {.3f, .42f}, {.7f, .52f}, {.85f, .75f}, {.6f, .98f}, {.12f, .93f}}}},
      // 6: curved, with a straight back
      {{{{.72f, 0},
         {.35f, .25f},
         {.12f, .6f},
         {.2f, .92f},
         {.52f, 1},
         {.82f, .85f},
         {.8f, .6f},
         {.5f, .5f},
         {.2f, .65f}}},
       {{{.45f, 0},
         {.3f, .3f},
         {.18f, .7f},
         {.35f, .98f},
         {.7f, .95f},
         {.85f, .72f},
         {.6f, .56f},
         {.28f, .7f},
         {.22f, .8f}}}},
      // 7: plain, with a bar, with a serif
      {{{{.08f, .05f}, {.9f, .02f}}, {{.9f, .02f}, {.6f, .45f}, {.4f, 1}}},
       {{{.08f, .05f}, {.9f, .02f}}, {{.9f, .02f}, {.6f, .45f}, {.4f, 1}}, {{.32f, .52f}, {.82f, .48f}}},
       {{{.1f, .2f}, {.08f, .03f}}, {{.08f, .03f}, {.9f, .03f}}, {{.9f, .03f}, {.45f, 1}}}},
      // 8: one closed line from the middle, a line from the upper right
      {{{{.5f, .48f},
         {.2f, .3f},
         {.25f, .08f},
         {.5f, 0},
         {.75f, .08f},
         {.8f, .28f},
         {.5f, .48f},
         {.15f, .72f},
         {.2f, .95f},
         {.5f, 1},
         {.82f, .93f},
         {.85f, .72f},
         {.5f, .48f}}},
       {{{.8f, .15f},
         {.5f, 0},
         {.2f, .18f},
         {.45f, .45f},
         {.8f, .72f},
         {.55f, 1},
         {.2f, .8f},
         {.45f, .5f},
         {.8f, .2f}}}},
      // 9: with a straight tail, with a curved one
      {{{{.8f, .25f}, {.5f, .5f}, {.2f, .4f}, {.18f, .15f}, {.5f, 0}, {.8f, .12f}, {.8f, .3f}},
        {{.8f, .25f}, {.75f, .6f}, {.65f, 1}}},
       {{{.8f, .22f}, {.5f, .5f}, {.18f, .38f}, {.22f, .1f}, {.55f, 0}, {.8f, .15f}},
        {{.8f, .15f}, {.84f, .55f}, {.66f, .93f}, {.3f, .97f}}}},
  };
  return glyphs;
}

}  // namespace constnet::runtime
