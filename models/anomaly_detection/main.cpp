// The program build/release/bin/anomaly_detection: trains, checks and uses the network of anomaly_detection.hpp.
#include <constnet/desk/program/program.hpp>

#include "anomaly_detection.gen.hpp"

int main(int argc, char** argv) {
  return constnet::runtime::run_program(constnet::runtime::view_of<anomaly_detection::Network>(),
                                        {.data_set = "",
                                         .missing_data = "spectra of the sounds of machines",
                                         .optimizer = "adam",
                                         .loss = "mean_squared_error",
                                         .images_as_targets = true},
                                        argc, argv);
}
