// run_program: from the words on the command line to the command, and from exceptions to one sentence on stderr.
#include "constnet/desk/program/program.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>
#include <new>

#include "commands.hpp"

namespace constnet::runtime {
namespace {

constexpr struct {
  const char* name;
  int (*run)(const Session&);
} commands[] = {
    {"summary", run_summary},     {"train", run_train}, {"evaluate", run_evaluate}, {"predict", run_predict},
    {"gradcheck", run_gradcheck}, {"save", run_save},   {"load", run_load},         {"bench", run_bench},
};

int run_command(const Session& session) {
  for (const auto& command : commands) {
    if (session.arguments.command == command.name) return command.run(session);
  }
  return 2;
}

}  // namespace

int run_program(const NetworkView& network, const ProgramDefaults& defaults, int argc, char** argv) {
  std::string where = network.name;
  try {
    const auto words = read_command_line(network, defaults, argc, argv, std::cout, std::cerr);
    if (const int* status = std::get_if<int>(&words)) return *status;
    const Arguments& arguments = std::get<Arguments>(words);
    where += " " + arguments.command;
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    const int status = run_command({network, defaults, arguments, std::cout, std::cerr, terminal});
    if (!std::cout.flush()) {
      std::cerr << where << ": the output could not be written\n";
      return 1;
    }
    return status;
  } catch (const std::bad_alloc&) {
    std::cerr << where << ": there is not enough memory\n";
  } catch (const std::exception& error) {
    std::cerr << where << ": " << error.what() << '\n';
  }
  return 1;
}

}  // namespace constnet::runtime
