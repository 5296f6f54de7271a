// Statistics of a batch from those of its pieces, in the order of the pieces: the same bits for any number of threads.
#pragma once

#include <span>
#include <vector>

#include "constnet/desk/training/network_view.hpp"

namespace constnet::runtime {

/// The statistics of one piece of a batch, and how many images it has.
struct PieceStatistics {
  StatisticsView statistics;
  int images;
};

/// Gives all pieces the mean and variance of the whole batch. T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating
/// formulae and a pairwise algorithm for computing sample variances", 1979; in double.
void combine_moments(std::span<const PieceStatistics> pieces, NormalizedChannels channels);

/// Gives all pieces the sums d_beta and d_gamma of the whole batch.
void combine_sums(std::span<const PieceStatistics> pieces, NormalizedChannels channels);

}  // namespace constnet::runtime
