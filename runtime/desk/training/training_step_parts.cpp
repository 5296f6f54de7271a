// TrainingStep of networks that normalize with the statistics of the batch.
#include <algorithm>

#include "batch_statistics.hpp"
#include "constnet/desk/training/training_step.hpp"

namespace constnet::runtime {

// Shards as always, and each in micro-batches. What a larger batch needs for the first time is allocated here.
void TrainingStep::cut_into_pieces(std::size_t count) {
  if (count == cut_for_) return;
  cut_for_ = count;
  pieces_.clear();
  statistics_.clear();
  const std::size_t shards = shards_.size();
  for (std::size_t s = 0; s < shards; ++s) {
    const std::size_t last = (s + 1) * count / shards;
    for (std::size_t first = s * count / shards; first < last;) {
      const std::size_t images = std::min(last - first, static_cast<std::size_t>(network_.micro_batch));
      pieces_.push_back({s, first, static_cast<int>(images), {0, std::vector<double>(metrics_.sum_count())}});
      first += images;
    }
  }
  while (workspaces_.size() < pieces_.size()) workspaces_.push_back(new_workspace());
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    statistics_.push_back({network_.statistics(workspaces_[i].arena.get()), pieces_[i].images});
    *statistics_.back().statistics.images = static_cast<int>(count);
  }
}

void TrainingStep::run_parts(const Dataset& data, std::span<const std::uint32_t> indices, const StepSeed& random,
                             float scale) {
  cut_into_pieces(indices.size());
  const int normalized = static_cast<int>(network_.normalized.size());
  // Forward's last part, the loss and backward's first part need nothing of other pieces in between.
  for (int stage = 0; stage <= 2 * normalized; ++stage) {
    pool_.run(static_cast<int>(pieces_.size()), [&](int task, int) {
      Piece& piece = pieces_[static_cast<std::size_t>(task)];
      Workspace& own = workspaces_[static_cast<std::size_t>(task)];
      const auto present = indices.subspan(piece.first, static_cast<std::size_t>(piece.images));
      if (stage == 0) {
        piece.sums.loss = 0;
        std::ranges::fill(piece.sums.metrics, 0.0);
        network_.clear_gradients(own.arena.get());
        network_.start_penalty(own.arena.get(), scale);
        load(data, present, piece.first, random, own);
      }
      if (stage <= normalized) {
        network_.forward_part(prepared_.get(), own.arena.get(), own.images.data(), piece.images, own.outputs.data(),
                              stage);
      }
      if (stage == normalized) score(data, present, scale, piece.sums, own);
      if (stage >= normalized) {
        network_.backward_part(prepared_.get(), own.arena.get(), own.d_outputs.data(), piece.images,
                               stage - normalized);
      }
    });
    if (stage < normalized) {
      combine_moments(statistics_, network_.normalized[static_cast<std::size_t>(stage)]);
    } else if (stage < 2 * normalized) {
      combine_sums(statistics_, network_.normalized[static_cast<std::size_t>(2 * normalized - 1 - stage)]);
    }
  }
  pool_.run(static_cast<int>(shards_.size()), [&](int task, int) {
    Shard& shard = shards_[static_cast<std::size_t>(task)];
    shard.sums.loss = 0;
    std::ranges::fill(shard.sums.metrics, 0.0);
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].shard != static_cast<std::size_t>(task)) continue;
      network_.add_gradients(workspaces_[i].arena.get(), shard.gradients.data());
      shard.sums.loss += pieces_[i].sums.loss + network_.penalty(workspaces_[i].arena.get());
      for (std::size_t m = 0; m < shard.sums.metrics.size(); ++m) shard.sums.metrics[m] += pieces_[i].sums.metrics[m];
    }
  });
}

}  // namespace constnet::runtime
