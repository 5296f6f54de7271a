// Other programs: run, and what they say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace constnet::codegen {

/// Runs `words` (a program, found along PATH, and its arguments) with its output and errors in the file `said`; returns
/// whether it ended with status 0.
bool run_program(const std::vector<std::string>& words, const std::filesystem::path& said);

/// A new folder for temporary files, removed with what is in it at the end.
class WorkFolder {
 public:
  /// Throws std::runtime_error where there can be none.
  WorkFolder();
  ~WorkFolder();
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace constnet::codegen
