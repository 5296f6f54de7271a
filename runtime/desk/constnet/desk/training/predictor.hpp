// Runs a network on images, on several threads: outputs for arrays, loss and accuracy for a data set.
#pragma once

#include <span>
#include <vector>

#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/losses/loss.hpp"
#include "constnet/desk/training/memory.hpp"
#include "constnet/desk/training/network_view.hpp"
#include "constnet/desk/training/thread_pool.hpp"

namespace constnet::runtime {

/// Means over a data set.
struct Evaluation {
  double loss;
  double accuracy;
};

/// Inference with one set of parameters. Results do not depend on the number of threads.
class Predictor {
 public:
  /// Network and pool must outlive the predictor. Parameters are zero until they are set.
  Predictor(const NetworkView& network, ThreadPool& pool);

  /// Takes over `parameter_count` floats.
  void set_parameters(std::span<const float> parameters);

  /// Writes `output_size` floats per image to `outputs`, for `count` images of floats, one after the other.
  void predict(const float* images, int count, float* outputs);

  /// Mean loss and accuracy on a data set that fits the network, not empty.
  Evaluation evaluate(const Dataset& data, const Loss& loss);

 private:
  // What a thread needs to itself.
  struct Workspace {
    Memory arena;
    FloatBlock images;
    FloatBlock outputs;
    std::vector<int> labels;
  };
  struct Sums {
    double loss = 0;
    int correct = 0;
  };

  Sums evaluate_part(const Dataset& data, const Loss& loss, std::uint32_t first, std::uint32_t last, Workspace& own);

  NetworkView network_;
  ThreadPool& pool_;
  Memory parameters_;
  Memory prepared_;
  std::vector<Workspace> workspaces_;
};

}  // namespace constnet::runtime
