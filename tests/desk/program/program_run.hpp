// Runs the program of the tests as a user does, in a folder, and keeps what it says.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "../temporary_folder.hpp"

/// How a program ended: its exit status, or 128 + the signal that ended it, and what it printed.
struct ProgramResult {
  int status;
  std::string out;
  std::string err;
};

/// A program at work; `finish` waits for its end.
class ProgramRun {
 public:
  /// Starts `program` with these words, in `folder`, without any data set but what `--data` says.
  ProgramRun(const std::string& program, const std::vector<std::string>& words, const std::filesystem::path& folder)
      : out_(output_ / "out"), err_(output_ / "err") {
    std::vector<std::string> all{program};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& word : all) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("fork failed");
    if (process_ > 0) return;
    ::unsetenv("CONSTNET_DATA");
    const bool ready = ::chdir(folder.c_str()) == 0 && redirect(out_, 1) && redirect(err_, 2);
    if (ready) ::execv(program.c_str(), pointers.data());
    ::_exit(99);
  }
  ProgramRun(const ProgramRun&) = delete;
  ProgramRun& operator=(const ProgramRun&) = delete;
  ~ProgramRun() {
    if (process_ == 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }

  pid_t process() const { return process_; }
  std::string out() const { return text(out_); }

  ProgramResult finish() {
    int status = 0;
    if (::waitpid(process_, &status, 0) != process_) throw std::runtime_error("waitpid failed");
    process_ = 0;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text(out_), text(err_)};
  }

 private:
  static bool redirect(const std::filesystem::path& path, int descriptor) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    return file >= 0 && ::dup2(file, descriptor) == descriptor;
  }
  static std::string text(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path)) return "";
    const auto bytes = get_file(path);
    return {bytes.begin(), bytes.end()};
  }

  TemporaryFolder output_;
  std::filesystem::path out_;
  std::filesystem::path err_;
  pid_t process_;
};
