// The program of a model: its command line, from `summary` to `train`.
#pragma once

#include <string>

#include "constnet/desk/training/network_view.hpp"

namespace constnet::runtime {

/// What a model's program does where the command line does not say otherwise.
struct ProgramDefaults {
  std::string data_set = "mnist";     ///< as in DataRequest::name; empty: none of them has inputs of this kind
  std::string missing_data = {};      ///< where data_set is empty: what inputs there would have to be, in a few words
  std::string optimizer = "rmsprop";  ///< as in make_optimizer
  double learning_rate = 0.001;       ///< of this optimizer; another one starts with its own
  int epochs = 5;
  int batch_size = 64;
  std::string loss = "categorical_crossentropy";  ///< as in loss_from
  bool images_as_targets = false;                 ///< for an autoencoder: the network is to put out what it is shown
};

/// Runs the program of `network`, to be called from its main function:
///   summary               the network as a table
///   train                 trains, evaluates on the test images, saves the weights
///   evaluate              loss and accuracy of saved weights on the test images
///   predict FILE.png...   the class of each picture
///   gradcheck             compares the generated gradients with numerical ones
///   save, load            writes and reads parameters
///   bench                 images per second, times of single steps
/// Returns the exit status: 0; 1 for a failure in the work; 2 for wrong words on the command line; 130 if the user
/// interrupted a training. A failure is one sentence on stderr.
int run_program(const NetworkView& network, const ProgramDefaults& defaults, int argc, char** argv);

}  // namespace constnet::runtime
