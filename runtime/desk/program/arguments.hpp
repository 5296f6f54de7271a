// What the words on the command line mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "constnet/desk/program/program.hpp"

namespace constnet::runtime {

/// The words of a command line; each command reads those that it has options for.
struct Arguments {
  std::string command;
  int epochs = 0;
  int batch_size = 0;
  int threads = 0;
  std::uint64_t seed = 1;
  std::string optimizer;
  std::optional<double> learning_rate;
  std::optional<int> verbose;
  std::string data;                    ///< a folder; empty: looked for
  std::string out;                     ///< the weight file to write
  std::optional<std::string> weights;  ///< the weight file to read
  std::vector<std::string> files;      ///< of predict and load
  std::size_t entries = 0;             ///< of gradcheck: per tensor
  double seconds = 0;                  ///< of bench: per figure
};

/// The arguments; or, where there is nothing to run, the exit status: 0 after help on `out`, 2 after a sentence about
/// wrong words on `err`.
std::variant<Arguments, int> read_command_line(const NetworkView& network, const ProgramDefaults& defaults, int argc,
                                               char** argv, std::ostream& out, std::ostream& err);

}  // namespace constnet::runtime
