#include "constnet/desk/callbacks/terminate_on_nan.hpp"

#include <limits>
#include <sstream>

#include "catch.hpp"
#include "scripted_training.hpp"

namespace constnet::runtime {

TEST_CASE("a loss that is no number ends the training in the middle of its epoch") {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    std::ostringstream said;
    TerminateOnNaN terminate(&said);
    ScriptedTraining training({&terminate}, 0.01, 4);
    CHECK(training.epoch({{"loss", 1}}, {{{"loss", 1}}, {{"loss", 2}}, {{"loss", 1e308}}, {{"loss", 0}}}));
    CHECK_FALSE(terminate.terminated());
    CHECK_FALSE(training.epoch({{"loss", 1}}, {{{"loss", 1}}, {{"loss", 2}}, {{"loss", bad}}, {{"loss", 0}}}));
    training.end();
    CHECK(terminate.terminated());
    CHECK(said.str() == "Batch 2: Invalid loss, terminating training\n");
  }
}

}  // namespace constnet::runtime
