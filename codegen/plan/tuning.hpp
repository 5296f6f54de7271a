// What was measured on a machine in place of the cost model: choices for steps, in a file that users keep.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "plan/tile.hpp"

namespace constnet::codegen {

struct NetworkDescription;

/// A wrong or stale file of choices; what() is one sentence that names the file and the line.
class TuningError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Choices for the steps of one network. The file is text: "constnet tuning 1", then "network NAME HASH", then one line
/// for each choice, as in
///
///     avx512 conv2d_2 products tile 1x12x2 one
///     avx512 conv2d_3 winograd 0
///
/// A tile has rows x columns x vectors and the order of taps: one, row or all. Lines that start with # say something to
/// readers.
class Tuning {
 public:
  struct Choice {
    std::string target;  ///< what --simd calls it
    std::string step;
    std::string product;  ///< "" where the choice is the step's largest Winograd tile
    Tile tile;
    int winograd = 0;
    int line = 0;  ///< of the file; 0: not from a file
  };
  /// A product for which a step has asked for a tile.
  struct Question {
    std::string target;
    std::string step;
    std::string product;
    Product work;
  };

  Tuning(std::string network, std::uint64_t hash) : network_(std::move(network)), hash_(hash) {}

  /// Reads `text`, the content of `file`; throws TuningError where it is no such file.
  static Tuning parse(const std::string& text, const std::string& file);

  /// The content of a file.
  std::string text() const;

  /// Adds a choice, or replaces the one for the same place.
  void set(Choice choice);

  /// The tile for `product` of `step`, checked against the target's registers; none: the cost model's. Remembers the
  /// question.
  std::optional<Tile> tile(const Target& target, const std::string& step, const std::string& product,
                           const Product& work);
  /// The largest Winograd tile of `step`, at most `limit`.
  int winograd(const Target& target, const std::string& step, int limit);

  /// Throws where the choices are for another network.
  void check_network(const NetworkDescription& network) const;
  /// Throws where no step has asked for a choice that concerns `targets`.
  void check_asked(const std::vector<Target>& targets) const;

  const std::vector<Question>& questions() const { return questions_; }

 private:
  const Choice* find(const std::string& target, const std::string& step, const std::string& product) const;
  [[noreturn]] void refuse(int line, const std::string& sentence) const;

  std::string file_;
  std::string network_;
  std::uint64_t hash_;
  std::vector<Choice> choices_;
  std::vector<Question> questions_;
  std::vector<std::string> asked_for_winograd_;  ///< "avx512 conv2d_2"
};

/// A number that changes with the layers of a network and their shapes.
std::uint64_t hash_of(const NetworkDescription& network);

}  // namespace constnet::codegen
