// Reads files up to a limit and replaces them atomically, with POSIX calls (fsync has no standard C++ form).
#include "constnet/desk/base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "constnet/desk/base/error.hpp"

namespace constnet::runtime {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& what, int reason) {
  throw Error(quoted(path.string()) + " " + what + ": " + std::generic_category().message(reason));
}

// Closes a file, and removes it if it is still named as temporary.
class OpenFile {
 public:
  explicit OpenFile(int descriptor, fs::path temporary = {})
      : descriptor_(descriptor), temporary_(std::move(temporary)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }

  int descriptor() const { return descriptor_; }
  bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }
  bool rename_to(const fs::path& path) {
    if (::rename(temporary_.c_str(), path.c_str()) != 0) return false;
    temporary_.clear();
    return true;
  }

 private:
  int descriptor_;
  fs::path temporary_;
};

// Where `path` leads in the end, so that a symbolic link is kept and its target replaced.
fs::path resolved(const fs::path& path) {
  std::error_code error;
  fs::path target = fs::weakly_canonical(path, error);
  if (error) fail(path, "cannot be written", error.value());
  return target;
}

void write_all(int descriptor, std::span<const std::byte> bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path, "cannot be written", errno);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

// The new name itself is on the disk only once the directory is; not every file system offers this, so no error.
void sync_directory(const fs::path& directory) {
  const OpenFile file(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (file.descriptor() >= 0) ::fsync(file.descriptor());
}

}  // namespace

std::vector<std::uint8_t> read_file(const fs::path& path, std::uint64_t limit) {
  const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.descriptor() < 0) fail(path, "cannot be opened", errno);
  struct stat status = {};
  if (::fstat(file.descriptor(), &status) != 0) fail(path, "cannot be read", errno);
  const std::uint64_t expected = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;

  std::vector<std::uint8_t> bytes;
  std::size_t filled = 0;
  while (true) {
    if (filled > limit || expected > limit) {
      throw Error(quoted(path.string()) + " is longer than the " + std::to_string(limit) + " bytes it may have");
    }
    // One byte more than the file should have, so that its end is seen without growing.
    if (filled == bytes.size()) bytes.resize(std::max<std::size_t>({expected + 1, filled + filled / 2, 1 << 16}));
    const ssize_t count = ::read(file.descriptor(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path, "cannot be read", errno);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

void write_file_atomically(const fs::path& path, std::span<const std::byte> bytes) {
  const fs::path target = resolved(path);
  struct stat old = {};
  const bool exists = ::stat(target.c_str(), &old) == 0;
  if (exists && !S_ISREG(old.st_mode)) {
    throw Error(quoted(path.string()) + " cannot be written: it is there already and is not a regular file");
  }
  static std::atomic<unsigned> next{0};
  fs::path temporary = target;
  int descriptor = -1;
  do {
    temporary.replace_filename(".constnet-" + std::to_string(::getpid()) + "-" + std::to_string(next++) + ".tmp");
    descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor < 0 && errno == EEXIST);
  if (descriptor < 0) fail(path, "cannot be written", errno);

  OpenFile file(descriptor, temporary);
  if (exists && ::fchmod(descriptor, old.st_mode & 07777) != 0) fail(path, "cannot be written", errno);
  write_all(descriptor, bytes, path);
  if (::fsync(descriptor) != 0) fail(path, "cannot be written", errno);
  if (!file.close()) fail(path, "cannot be written", errno);
  if (!file.rename_to(target)) fail(path, "cannot be written", errno);
  sync_directory(target.parent_path());
}

}  // namespace constnet::runtime
