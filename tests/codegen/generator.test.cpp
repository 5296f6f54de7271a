// The command line of a generator: what it writes, and what it refuses with which words.
#include <unistd.h>

#include <algorithm>

#include "catch.hpp"
#include "desk/program/program_run.hpp"

namespace {

/// An empty folder, and the generator of the golden networks run in it.
struct Place {
  TemporaryFolder folder;

  ProgramResult run(const std::vector<std::string>& words) const {
    return ProgramRun(GENERATOR, words, folder.path()).finish();
  }
  std::string read(const std::string& name) const {
    const auto bytes = get_file(folder / name);
    return {bytes.begin(), bytes.end()};
  }
};

/// Refused with `status` and these words, in one line and perhaps a hint to --help, without writing anything.
void check_refused(const std::vector<std::string>& words, int status, const std::string& sentence) {
  const Place place;
  const ProgramResult result = place.run(words);
  INFO(result.err);
  CHECK(result.status == status);
  CHECK(result.out == "");
  std::string said = result.err;
  if (const std::size_t hint = said.find("Run with --help"); hint != std::string::npos) said.resize(hint);
  CHECK(std::count(said.begin(), said.end(), '\n') == 1);
  CHECK(said.find(sentence) != std::string::npos);
  CHECK(place.folder.entries() == 0);
}

}  // namespace

TEST_CASE("A generator writes two files for each network, or for the one that is named") {
  const Place one;
  CHECK(one.run({"--model", "pool_first"}).status == 0);
  CHECK(one.folder.entries() == 2);
  CHECK(one.read("pool_first.gen.hpp").find("namespace pool_first {") != std::string::npos);
  CHECK(one.read("pool_first.gen.cpp").find("backward") == std::string::npos);

  const Place all;
  std::filesystem::create_directory(all.folder / "out");
  const ProgramResult result = all.run({"--out-dir", "out", "--training", "--simd", "128"});
  CHECK(result.status == 0);
  CHECK(result.out == "");
  CHECK(result.err == "");
  CHECK(all.folder.entries() == 1);
  CHECK(all.read("out/conv.gen.cpp").find("void conv2d_1_backward(") != std::string::npos);
  CHECK(all.read("out/pool.gen.cpp").find("4 floats per vector") != std::string::npos);
  CHECK(all.read("out/pool.gen.cpp").find("16 floats per vector") == std::string::npos);
}

TEST_CASE("A generator writes the same bytes each time, and over what was there before") {
  const Place place;
  CHECK(place.run({"--model", "conv", "--training"}).status == 0);
  const std::string header = place.read("conv.gen.hpp");
  const std::string source = place.read("conv.gen.cpp");
  put_file(place.folder / "conv.gen.cpp", source + "more");
  CHECK(place.run({"--model", "conv", "--training"}).status == 0);
  CHECK(place.read("conv.gen.hpp") == header);
  CHECK(place.read("conv.gen.cpp") == source);
  CHECK(place.folder.entries() == 2);
}

TEST_CASE("The order of the words after --simd does not matter") {
  const Place place;
  CHECK(place.run({"--model", "conv", "--simd", "128,avx512"}).status == 0);
  const std::string source = place.read("conv.gen.cpp");
  CHECK(place.run({"--model", "conv", "--simd", "avx512", "--simd", "128"}).status == 0);
  CHECK(place.read("conv.gen.cpp") == source);
}

TEST_CASE("A generator explains itself") {
  const Place place;
  const ProgramResult result = place.run({"--help"});
  CHECK(result.status == 0);
  CHECK(result.err == "");
  for (const char* option : {"--out-dir", "--model", "--simd", "--training", "--unroll", "--tune", "--tuned", "--step-times"}) {
    CHECK(result.out.find(option) != std::string::npos);
  }
  CHECK(place.folder.entries() == 0);
}

TEST_CASE("Wrong words on a generator's command line are refused") {
  check_refused({"--frobnicate"}, 2, "--frobnicate");
  check_refused({"conv"}, 2, "conv");
  check_refused({"--model"}, 2, "--model");
  check_refused({"--model", "nothing"}, 2, "there is no network \"nothing\"");
  check_refused({"--simd", "mmx"}, 2, "\"mmx\" is not a list of different");
  check_refused({"--simd", "128,128"}, 2, "\"128,128\" is not a list of different");
  check_refused({"--simd", "avx512,sse"}, 2, "\"avx512,sse\" is not a list");
  check_refused({"--simd", "128,helium"}, 2, "\"128,helium\" is not a list of different");
  check_refused({"--winograd", "7"}, 2, "--winograd");
  check_refused({"--unroll", "some"}, 2, "--unroll: found \"some\", expected none, full or a number of bytes");
  check_refused({"--unroll", "-1"}, 2, "--unroll: found \"-1\", expected none, full or a number of bytes");
  check_refused({"--out-dir", "nowhere"}, 2, "nowhere");
}

TEST_CASE("A folder that cannot be written to is named, and nothing is left in it") {
  const Place place;
  std::filesystem::create_directory(place.folder / "conv.gen.hpp");
  const ProgramResult result = place.run({"--model", "conv"});
  CHECK(result.status == 1);
  CHECK(result.out == "");
  CHECK(result.err == "./conv.gen.hpp: cannot be written\n");
  CHECK(place.folder.entries() == 1);

  if (::geteuid() != 0) {
    std::filesystem::create_directory(place.folder / "locked");
    std::filesystem::permissions(place.folder / "locked",
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const ProgramResult refused = place.run({"--model", "conv", "--out-dir", "locked"});
    CHECK(refused.status == 1);
    CHECK(refused.err == "locked/conv.gen.hpp: cannot be written\n");
    CHECK(std::filesystem::is_empty(place.folder / "locked"));
  }
}

TEST_CASE("Where the second file cannot be written, no half of one is left") {
  const Place place;
  std::filesystem::create_directory(place.folder / "conv.gen.cpp");
  const ProgramResult result = place.run({"--model", "conv"});
  CHECK(result.status == 1);
  CHECK(result.err == "./conv.gen.cpp: cannot be written\n");
  CHECK_FALSE(std::filesystem::exists(place.folder / "conv.gen.cpp.new"));
}

TEST_CASE("A generator follows measured choices, with the same bytes each time") {
  const Place place;
  CHECK(place.run({"--model", "conv", "--simd", "avx2"}).status == 0);
  const std::string plain = place.read("conv.gen.cpp");
  const std::string line = "constnet tuning 1\nnetwork conv 0x0000000000000000\n";
  put_file(place.folder / "conv.tuned", line);
  const ProgramResult stale = place.run({"--model", "conv", "--simd", "avx2", "--tuned", "conv.tuned"});
  CHECK(stale.status == 1);
  CHECK(stale.err.find("conv.tuned:2: found choices for network conv 0x0000000000000000, expected conv 0x") == 0);
  CHECK(std::count(stale.err.begin(), stale.err.end(), '\n') == 1);
  // The hash that the sentence expects makes the file one of this network.
  const std::string head = "expected conv ";
  const std::string hash = stale.err.substr(stale.err.find(head) + head.size(), 18);
  const std::string first = "constnet tuning 1\nnetwork conv " + hash + "\n";
  put_file(place.folder / "conv.tuned", first);
  CHECK(place.run({"--model", "conv", "--simd", "avx2", "--tuned", "conv.tuned"}).status == 0);
  CHECK(place.read("conv.gen.cpp") == plain);
  put_file(place.folder / "conv.tuned", first + "avx2 conv2d_1 forward tile 1x1x1 one\n");
  CHECK(place.run({"--model", "conv", "--simd", "avx2", "--tuned", "conv.tuned"}).status == 0);
  const std::string tuned = place.read("conv.gen.cpp");
  CHECK(tuned != plain);
  CHECK(place.run({"--model", "conv", "--simd", "avx2", "--tuned", "conv.tuned"}).status == 0);
  CHECK(place.read("conv.gen.cpp") == tuned);
  put_file(place.folder / "conv.tuned", first + "avx2 conv2d_9 forward tile 1x1x1 one\n");
  const ProgramResult unknown = place.run({"--model", "conv", "--simd", "avx2", "--tuned", "conv.tuned"});
  CHECK(unknown.status == 1);
  CHECK(unknown.err.find("conv.tuned:3: conv2d_9 has no forward to choose for") == 0);
}

TEST_CASE("Measured choices are for one network, and are read or measured") {
  const Place place;
  put_file(place.folder / "a.tuned", "constnet tuning 1\n");
  CHECK(place.run({"--tuned", "a.tuned"}).status == 2);
  CHECK(place.run({"--model", "conv", "--tuned", "a.tuned", "--tune", "b.tuned"}).status == 2);
  CHECK(place.run({"--model", "conv", "--tuned", "missing"}).status == 2);
  CHECK(place.run({"--model", "conv", "--tuned", "a.tuned"}).status == 1);
  const ProgramResult none = place.run({"--model", "conv", "--tune", "b.tuned", "--compiler", "no-such-compiler"});
  CHECK(none.status == 1);
  CHECK(none.err.find("no-such-compiler cannot compile the generated code") == 0);
  CHECK(place.folder.entries() == 1);
}
