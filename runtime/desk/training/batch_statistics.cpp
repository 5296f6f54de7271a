// Combines the statistics of pieces of a batch.
#include "batch_statistics.hpp"

namespace constnet::runtime {

void combine_moments(std::span<const PieceStatistics> pieces, NormalizedChannels channels) {
  for (int c = channels.first; c < channels.first + channels.count; ++c) {
    // Images stand for pixels: every image has as many.
    double images = 0;
    double mean = 0;
    double squares = 0;
    for (const PieceStatistics& piece : pieces) {
      const double distance = piece.statistics.mean[c] - mean;
      const double all = images + piece.images;
      mean += distance * piece.images / all;
      squares += piece.statistics.variance[c] * static_cast<double>(piece.images) +
                 distance * distance * images * piece.images / all;
      images = all;
    }
    for (const PieceStatistics& piece : pieces) {
      piece.statistics.mean[c] = static_cast<float>(mean);
      piece.statistics.variance[c] = static_cast<float>(squares / images);
    }
  }
}

void combine_sums(std::span<const PieceStatistics> pieces, NormalizedChannels channels) {
  for (int c = channels.first; c < channels.first + channels.count; ++c) {
    double d_beta = 0;
    double d_gamma = 0;
    for (const PieceStatistics& piece : pieces) {
      d_beta += piece.statistics.d_beta[c];
      d_gamma += piece.statistics.d_gamma[c];
    }
    for (const PieceStatistics& piece : pieces) {
      piece.statistics.d_beta[c] = static_cast<float>(d_beta);
      piece.statistics.d_gamma[c] = static_cast<float>(d_gamma);
    }
  }
}

}  // namespace constnet::runtime
