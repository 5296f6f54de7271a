// Runs a network on images, on several threads: outputs for arrays, loss and metrics for a data set.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <vector>

#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/losses/loss.hpp"
#include "constnet/desk/metrics/metrics.hpp"
#include "constnet/desk/training/batch_targets.hpp"
#include "constnet/desk/training/logs.hpp"
#include "constnet/desk/training/memory.hpp"
#include "constnet/desk/training/network_view.hpp"
#include "constnet/desk/training/thread_pool.hpp"

namespace constnet::runtime {

/// What a network does on a data set.
struct Evaluation {
  double loss;   ///< the mean over the images
  Logs figures;  ///< of the metrics, in their order
  /// The sums of each metric: for one that is more than a figure, such as the confusion matrix.
  std::vector<std::vector<double>> sums = {};

  /// The figure of that name; NaN if there is none.
  double figure(const std::string& name) const {
    const double* const found = find_log(figures, name);
    return found ? *found : std::numeric_limits<double>::quiet_NaN();
  }
  double accuracy() const { return figure("accuracy"); }
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

  /// Loss and metrics on a data set. `weights` has one for each image, by which its loss is multiplied, or none at all.
  /// Throws Error if data, weights and network do not fit each other.
  Evaluation evaluate(const Dataset& data, const Loss& loss, const Metrics& metrics = Metrics::accuracy(),
                      std::span<const float> weights = {});

 private:
  // What a thread needs to itself.
  struct Workspace {
    Memory arena;
    FloatBlock images;
    FloatBlock outputs;
    BatchTargets targets;
  };
  // A pass over a data set, and what its parts add up to.
  struct Pass {
    const Dataset& data;
    const Loss& loss;
    const MetricList& metrics;
    std::span<const float> weights;
  };
  struct Sums {
    double loss = 0;
    std::vector<double> metrics;
  };

  void evaluate_part(const Pass& pass, std::uint32_t first, std::uint32_t last, Sums& sums, Workspace& own);

  NetworkView network_;
  ThreadPool& pool_;
  Memory parameters_;
  Memory prepared_;
  std::vector<Workspace> workspaces_;
};

}  // namespace constnet::runtime
