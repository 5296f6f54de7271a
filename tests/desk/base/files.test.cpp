// Files are read whole and replaced whole, or left as they were.
#include "constnet/desk/base/files.hpp"

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <string>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"

namespace {

namespace fs = std::filesystem;
using constnet::runtime::quoted;
using constnet::runtime::read_file;
using constnet::runtime::write_file_atomically;

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

std::string text_of(const fs::path& path) {
  const auto bytes = get_file(path);
  return {bytes.begin(), bytes.end()};
}

// While it lives, files cannot grow beyond `bytes`: writing fails in the middle, as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit = {bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit old_ = {};
  void (*handler_)(int);
};

}  // namespace

TEST_CASE("a written file reads back, whatever its size") {
  const TemporaryFolder folder;
  for (const std::size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 1'000'000u}) {
    const std::string text(size, 'x');
    write_file_atomically(folder / "file", bytes_of(text));
    CHECK(read_file(folder / "file", size).size() == size);
    CHECK(text_of(folder / "file") == text);
  }
  CHECK(folder.entries() == 1);
}

TEST_CASE("a file that cannot be read is named") {
  const TemporaryFolder folder;
  const auto missing = folder / "missing";
  CHECK(error_of([&] { read_file(missing, 10); }) ==
        quoted(missing.string()) + " cannot be opened: No such file or directory");
  CHECK(error_of([&] { read_file(folder.path(), 10); }) ==
        quoted(folder.path().string()) + " cannot be read: Is a directory");
  put_file(folder / "long", "12345678901");
  CHECK(error_of([&] { read_file(folder / "long", 10); }) ==
        quoted((folder / "long").string()) + " is longer than the 10 bytes it may have");
  CHECK(error_of([&] { read_file("/dev/zero", 100'000); }) ==
        "\"/dev/zero\" is longer than the 100000 bytes it may have");
}

TEST_CASE("when writing fails in the middle, the old file is whole and nothing else is left") {
  const TemporaryFolder folder;
  put_file(folder / "file", "old");
  const std::string text(100'000, 'x');
  std::string message;
  {
    const FileSizeLimit limit(50'000);
    message = error_of([&] { write_file_atomically(folder / "file", bytes_of(text)); });
  }
  CHECK(message == quoted((folder / "file").string()) + " cannot be written: File too large");
  CHECK(text_of(folder / "file") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("a folder or device is not replaced, and a missing folder is not made") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "inner");
  CHECK(error_of([&] { write_file_atomically(folder / "inner", bytes_of("x")); }) ==
        quoted((folder / "inner").string()) + " cannot be written: it is there already and is not a regular file");
  CHECK(error_of([&] { write_file_atomically("/dev/null", bytes_of("x")); }) ==
        "\"/dev/null\" cannot be written: it is there already and is not a regular file");
  const auto nowhere = folder / "missing/file";
  CHECK(error_of([&] { write_file_atomically(nowhere, bytes_of("x")); }) ==
        quoted(nowhere.string()) + " cannot be written: No such file or directory");
  CHECK(folder.entries() == 1);
}

TEST_CASE("permissions are kept, and a symbolic link still leads to the file") {
  const TemporaryFolder folder;
  put_file(folder / "file", "old");
  fs::permissions(folder / "file", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("file", folder / "link");
  write_file_atomically(folder / "link", bytes_of("new"));
  CHECK(fs::is_symlink(folder / "link"));
  CHECK(text_of(folder / "file") == "new");
  CHECK(fs::status(folder / "file").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(folder.entries() == 2);
}

TEST_CASE("a file can be written in the current folder") {
  const TemporaryFolder folder;
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  write_file_atomically("plain-name", bytes_of("new"));
  fs::current_path(before);
  CHECK(text_of(folder / "plain-name") == "new");
}
