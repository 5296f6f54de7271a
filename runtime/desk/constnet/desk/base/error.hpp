// The one exception type for bad input: files, pictures, data sets and options.
#pragma once

#include <stdexcept>
#include <string>

namespace constnet::runtime {

/// Bad input from outside the program. `what()` is one sentence for the user that names the file or option, says what
/// was found and what was expected.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A text from a file or the command line as it may stand in a sentence: in double quotes, control characters and
/// whatever is not UTF-8 escaped or replaced, at most 200 bytes of it.
std::string quoted(const std::string& text);

}  // namespace constnet::runtime
