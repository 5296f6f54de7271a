// The commands of a model's program. Each returns the exit status and throws Error for what the user has to mend.
#pragma once

#include <iosfwd>

#include "arguments.hpp"

namespace constnet::runtime {

/// What a command works with.
struct Session {
  const NetworkView& network;
  const ProgramDefaults& defaults;
  const Arguments& arguments;
  std::ostream& out;
  std::ostream& err;
  bool out_is_terminal;
};

int run_summary(const Session& session);
int run_train(const Session& session);
int run_evaluate(const Session& session);
int run_predict(const Session& session);
int run_gradcheck(const Session& session);
int run_save(const Session& session);
int run_load(const Session& session);
int run_bench(const Session& session);

}  // namespace constnet::runtime
