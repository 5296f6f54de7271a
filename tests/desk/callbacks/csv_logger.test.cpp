#include "constnet/desk/callbacks/csv_logger.hpp"

#include <limits>

#include "../error_of.hpp"
#include "../temporary_folder.hpp"
#include "catch.hpp"
#include "scripted_training.hpp"

namespace constnet::runtime {
namespace {

std::string text_of(const std::filesystem::path& path) {
  const auto bytes = get_file(path);
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("a head, then a line for each epoch, with numbers as Python writes them") {
  const TemporaryFolder folder;
  CSVLogger logger({.filename = folder / "log.csv"});
  ScriptedTraining training({&logger});
  training.epoch({{"loss", 0.1}, {"accuracy", 1}});
  // Each line is there at once.
  CHECK(text_of(folder / "log.csv") == "epoch,accuracy,loss,val_accuracy,val_loss\r\n0,1.0,0.1,NA,NA\r\n");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  training.epoch({{"loss", 1e-5}, {"accuracy", 1e16}, {"val_accuracy", nan}, {"val_loss", 1.0 / 3}, {"late", 1}});
  training.end();
  CHECK(text_of(folder / "log.csv").ends_with("\r\n1,1e+16,1e-05,nan,0.3333333333333333\r\n"));
}

TEST_CASE("append goes on after what is there, and writes a head only where there is none") {
  const TemporaryFolder folder;
  const auto write = [&](bool append) {
    CSVLogger logger({.filename = folder / "log.csv", .separator = ';', .append = append});
    ScriptedTraining training({&logger});
    training.epoch({{"val_loss", 2}});
    training.end();
  };
  write(true);
  write(true);
  CHECK(text_of(folder / "log.csv") == "epoch;val_loss\r\n0;2.0\r\n0;2.0\r\n");
  write(false);
  CHECK(text_of(folder / "log.csv") == "epoch;val_loss\r\n0;2.0\r\n");
}

TEST_CASE("a file that cannot be opened is named") {
  CSVLogger logger({.filename = "/nowhere/log.csv"});
  CHECK(error_of([&] { ScriptedTraining training({&logger}); }) ==
        "\"/nowhere/log.csv\" cannot be opened to write the figures of epochs");
}

}  // namespace constnet::runtime
