// Wrong words on the command line: exit status 2, one sentence that names them, nothing on stdout.
#include <algorithm>

#include "catch.hpp"
#include "program_run.hpp"

namespace {

ProgramResult run(const std::vector<std::string>& words) {
  const TemporaryFolder folder;
  ProgramResult result = ProgramRun(REGRESSION_PROGRAM, words, folder.path()).finish();
  CHECK(folder.entries() == 0);
  return result;
}

void check_refused(const std::vector<std::string>& words, const std::string& sentence) {
  const ProgramResult result = run(words);
  CHECK(result.status == 2);
  CHECK(result.err == "softmax_regression" + sentence + "\n");
  CHECK(result.out == "");
}

const std::string commands = "summary, train, evaluate, predict, gradcheck, save, load, bench";

}  // namespace

TEST_CASE("a command is needed, and one that there is") {
  check_refused({}, ": found no command, expected one of " + commands);
  check_refused({"trian"}, ": found \"trian\", expected one of the commands " + commands);
  check_refused({"trian", "--epochs", "3"}, ": found \"trian\", expected one of the commands " + commands);
  check_refused({"--epochs", "3"}, ": found option \"--epochs\", expected a command first, one of " + commands);
  check_refused(
      {"summary", "train"},
      " summary: found an unexpected word \"train\"; softmax_regression summary --help lists what can be said");
}

TEST_CASE("numbers must be numbers, and in range") {
  check_refused({"train", "--epochs", "0"},
                " train: option --epochs: found \"0\", expected a whole number from 1 to 1000000");
  check_refused({"train", "--epochs=many"},
                " train: option --epochs: found \"many\", expected a whole number from 1 to 1000000");
  check_refused({"train", "--epochs", "2.5"},
                " train: option --epochs: found \"2.5\", expected a whole number from 1 to 1000000");
  check_refused({"train", "--epochs", "99999999999999999999"},
                " train: option --epochs: found \"99999999999999999999\", expected a whole number from 1 to 1000000");
  check_refused({"train", "--batch-size", "-3"},
                " train: option --batch-size: found \"-3\", expected a whole number from 1 to 1000000");
  check_refused({"train", "--threads", "0"},
                " train: option --threads: found \"0\", expected a whole number from 1 to 256");
  check_refused({"evaluate", "--threads", ""},
                " evaluate: option --threads: found \"\", expected a whole number from 1 to 256");
  check_refused({"train", "--verbose", "3"},
                " train: option --verbose: found \"3\", expected a whole number from 0 to 2");
  check_refused({"train", "--seed", "-1"},
                " train: option --seed: found \"-1\", expected a whole number from 0 to 18446744073709551615");
  for (const std::string rate : {"0", "-1", "nan", "inf", "fast", "1e999", "0.1x"}) {
    check_refused({"train", "--learning-rate", rate},
                  " train: option --learning-rate: found \"" + rate + "\", expected a number above 0");
  }
}

TEST_CASE("options must be known and complete") {
  check_refused({"train", "--epocs", "3"},
                " train: unknown option \"--epocs\"; softmax_regression train --help lists what can be said");
  check_refused({"evaluate", "--epochs", "3"},
                " evaluate: unknown option \"--epochs\"; softmax_regression evaluate --help lists what can be said");
  check_refused({"train", "--epochs"}, " train: option --epochs: found no value after it");
  check_refused({"train", "--epochs", "--threads", "2"},
                " train: option --epochs: found \"--threads\", expected a whole number from 1 to 1000000");
  for (const std::string list : {"9-5", "", "1,", "1--2", "five"}) {
    check_refused({"train", "--classes", list},
                  " train: option --classes: found \"" + list + "\", expected classes such as 5-9 or 0,2,7");
  }
  check_refused({"train", "--data-set", "minst"},
                " train: option --data-set: found \"minst\", expected one of mnist, fashion-mnist, cifar10, folder");
  check_refused({"train", "--optimizer", "adamant"},
                " train: option --optimizer: found \"adamant\", expected one of sgd, rmsprop, adagrad, adadelta, adam, "
                "adamw, adamax, nadam, ftrl, lion");
  check_refused({"train", "--optimizer", "adam,momentum=0.9"}, " train: optimizer: adam has no argument \"momentum\"");
  check_refused({"train", "--momentum", "0.9", "--optimizer", "adam"},
                " train: optimizer: adam has no argument \"momentum\"");
  check_refused({"train", "--optimizer", "sgd,learning_rate=0.1", "--learning-rate", "0.2"},
                " train: optimizer: found learning_rate more than once");
  check_refused({"train", "--out", ""}, " train: option --out: found an empty text, expected a file to write");
  check_refused({"predict"}, " predict: found no file, expected one or more PNG pictures");
  check_refused({"load"}, " load: found 0 files, expected one weight file");
  check_refused({"load", "a", "b"}, " load: found 2 files, expected one weight file");
}

TEST_CASE("help is there for the program and for each command") {
  const ProgramResult all = run({"--help"});
  CHECK(all.status == 0);
  CHECK(all.err == "");
  for (const std::string command : {"summary", "train", "evaluate", "predict", "gradcheck", "save", "load", "bench"}) {
    CHECK(all.out.find("\n  " + command + " ") != std::string::npos);
    const ProgramResult one = run({command, "--help"});
    CHECK(one.status == 0);
    CHECK(one.out.find("Usage: softmax_regression " + command + " [OPTIONS]") != std::string::npos);
    CHECK(one.err == "");
  }
  const std::string train = run({"train", "-h"}).out;
  for (const std::string option : {"--epochs", "--batch-size", "--optimizer", "--learning-rate", "--seed", "--threads",
                                   "--data", "--data-set", "--out", "--verbose"}) {
    CHECK(train.find(option) != std::string::npos);
  }
}
