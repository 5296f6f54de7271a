// The commands of a model's program, as a user runs them.
#include <png.h>
#include <signal.h>

#include <algorithm>
#include <sstream>

#include "catch.hpp"
#include "place.hpp"

namespace {

void put_png(const std::filesystem::path& path, const std::uint8_t* pixels, png_uint_32 width) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = 1;
  image.format = PNG_FORMAT_GRAY;
  REQUIRE(png_image_write_to_file(&image, path.c_str(), 0, pixels, 0, nullptr));
}

}  // namespace

TEST_CASE("summary prints the network's table") {
  CHECK(Place().run({"summary"}).out == "Model: \"softmax_regression\"\n");
}

TEST_CASE("train says what it does, saves, and ends with the test accuracy") {
  const Place place;
  const ProgramResult result = place.run({"train", "--data", "data", "--threads", "2", "--batch-size", "50"});
  CHECK(result.status == 0);
  CHECK(result.err == "");
  const std::string expected =
      "data: data; 500 training and 200 test images of 1x30x1\n"
      "softmax_regression: 310 parameters, rmsprop with learning rate 0.01, batches of 50, seed 1, 2 threads, plain "
      "C++\n"
      "Epoch 1/2\n"
      "10/10 - *s - *s/step - accuracy: 0.???? - loss: ?.???? - val_accuracy: 0.???? - val_loss: ?.????\n"
      "Epoch 2/2\n"
      "10/10 - *s - *s/step - accuracy: 0.???? - loss: ?.???? - val_accuracy: 0.???? - val_loss: ?.????\n"
      "saved 310 parameters to softmax_regression.safetensors\n"
      "test accuracy: 0.????\n";
  INFO(result.out);
  CHECK(matches(result.out, expected));
  CHECK(place.has("softmax_regression.safetensors"));

  // The saved weights are those that the last line is about.
  const ProgramResult evaluated = place.run({"evaluate", "--data", "data"});
  CHECK(evaluated.status == 0);
  CHECK(last_line(evaluated.out) == last_line(result.out));
}

TEST_CASE("the same seed saves the same bytes for any number of threads") {
  const Place place;
  std::vector<std::uint8_t> first;
  for (const std::string threads : {"1", "2", "3", "8"}) {
    const std::string out = "weights" + threads;
    CHECK(place.run({"train", "--data", "data", "--threads", threads, "--seed", "7", "--out", out}).status == 0);
    if (first.empty()) first = get_file(place.folder / out);
    CHECK(get_file(place.folder / out) == first);
  }
  CHECK(place.run({"train", "--data", "data", "--seed", "8", "--out", "other"}).status == 0);
  CHECK(get_file(place.folder / "other") != first);
}

TEST_CASE("another optimizer starts with its own rate; a given rate counts") {
  const Place place;
  CHECK(place.run({"train", "--data", "data", "--optimizer", "sgd", "--epochs", "1"})
            .out.find("sgd with learning rate 0.01,") != std::string::npos);
  CHECK(place.run({"train", "--data", "data", "--learning-rate", "0.25", "--epochs", "1"})
            .out.find("rmsprop with learning rate 0.25,") != std::string::npos);
}

TEST_CASE("verbose 0 leaves out the progress") {
  const std::string out = Place().run({"train", "--data", "data", "--verbose", "0"}).out;
  CHECK(out.find("Epoch") == std::string::npos);
  CHECK(last_line(out).rfind("test accuracy: ", 0) == 0);
}

TEST_CASE("a file that could not be written is refused before the training") {
  const Place place;
  const ProgramResult no_folder = place.run({"train", "--data", "data", "--out", "nowhere/w.safetensors"});
  CHECK(no_folder.status == 1);
  CHECK(no_folder.out == "");
  CHECK(no_folder.err ==
        "softmax_regression train: --out \"nowhere/w.safetensors\": there is no folder \"nowhere\" to write it in\n");
  const ProgramResult folder = place.run({"train", "--data", "data", "--out", "data"});
  CHECK(folder.status == 1);
  CHECK(folder.err ==
        "softmax_regression train: --out \"data\": found something that is not a file, expected a file or a "
        "new name\n");
}

TEST_CASE("without weights or data there is one sentence") {
  const Place place;
  const ProgramResult no_weights = place.run({"evaluate", "--data", "data"});
  CHECK(no_weights.status == 1);
  CHECK(no_weights.out == "");
  CHECK(no_weights.err ==
        "softmax_regression evaluate: found no weights: there is no softmax_regression.safetensors here; make it with "
        "`softmax_regression train`, or name a file with --weights FILE\n");
  const ProgramResult no_data = place.run({"train", "--data", "nowhere"});
  CHECK(no_data.status == 1);
  CHECK(no_data.err.find("nowhere") != std::string::npos);
  CHECK(std::count(no_data.err.begin(), no_data.err.end(), '\n') == 1);
  CHECK_FALSE(place.has("softmax_regression.safetensors"));
}

TEST_CASE("predict says class and probability of each picture") {
  const Place place;
  REQUIRE(place.run({"train", "--data", "data", "--epochs", "20", "--verbose", "0"}).status == 0);
  std::uint8_t pixels[30] = {};
  std::fill(pixels + 6, pixels + 9, std::uint8_t{200});
  put_png(place.folder / "two.png", pixels, 30);
  std::fill(pixels + 6, pixels + 9, std::uint8_t{0});
  std::fill(pixels, pixels + 3, std::uint8_t{200});
  put_png(place.folder / "zero.png", pixels, 30);
  const ProgramResult result = place.run({"predict", "two.png", "zero.png"});
  CHECK(result.status == 0);
  CHECK(matches(result.out, "two.png: class 2, probability ?.????\nzero.png: class 0, probability ?.????\n"));

  put_png(place.folder / "small.png", pixels, 20);
  const ProgramResult small = place.run({"predict", "two.png", "small.png"});
  CHECK(small.status == 1);
  CHECK(small.out == "");
  CHECK(small.err.find("small.png") != std::string::npos);
}

TEST_CASE("parameters go round through save and load") {
  const Place place;
  CHECK(place.run({"save", "--out", "a", "--seed", "5"}).out == "saved 310 parameters to a\n");
  CHECK(place.run({"save", "--out", "b", "--seed", "6"}).status == 0);
  CHECK(get_file(place.folder / "a") != get_file(place.folder / "b"));
  CHECK(place.run({"save", "--out", "c", "--weights", "a"}).status == 0);
  CHECK(get_file(place.folder / "a") == get_file(place.folder / "c"));
  const ProgramResult loaded = place.run({"load", "a"});
  CHECK(loaded.status == 0);
  CHECK(matches(loaded.out,
                "dense_1/kernel (30, 10): 300 values from -0.* to 0.*\n"
                "dense_1/bias (10): 10 values from 0 to 0\n"
                "a fits softmax_regression: 310 parameters\n"));
  put_file(place.folder / "broken", std::string("no weights at all"));
  const ProgramResult broken = place.run({"load", "broken"});
  CHECK(broken.status == 1);
  CHECK(broken.out == "");
  CHECK(broken.err.find("broken") != std::string::npos);
}

TEST_CASE("gradcheck prints a line for each parameter block") {
  const ProgramResult result = Place().run({"gradcheck"});
  CHECK(result.status == 0);
  CHECK(result.out.find("dense_1/kernel: max difference ") == 0);
  CHECK(result.out.find("200 of 300 entries: agrees\ndense_1/bias: max difference ") != std::string::npos);
}

TEST_CASE("bench prints images per second for one thread and all, and nominal GFLOP/s") {
  const ProgramResult result = Place().run({"bench", "--seconds", "0.01", "--threads", "2"});
  CHECK(result.status == 0);
  std::istringstream lines(result.out);
  std::string line;
  REQUIRE((std::getline(lines, line) && std::getline(lines, line)));
  for (const int expected_threads : {1, 2}) {
    int threads = 0;
    double single = 0, batch = 0, training = 0;
    REQUIRE(lines >> threads >> single >> batch >> training);
    CHECK(threads == expected_threads);
    CHECK(std::min({single, batch, training}) > 0);
  }
  for (const std::string work : {"inference, 1 ", "inference, 64 "}) {
    const std::size_t at = result.out.find("\n" + work);
    REQUIRE(at != std::string::npos);
    double gflops = 0;
    REQUIRE(std::istringstream(result.out.substr(at + 1 + work.size())) >> gflops);
    CHECK(gflops >= 0);
    CHECK(result.out.find("nominal GFLOP/s", at) != std::string::npos);
  }
  CHECK(result.out.find("no times of single steps: they need code generated with STEP_TIMES") != std::string::npos);
}

TEST_CASE("Ctrl-C ends a training after the present step and keeps the last finished epoch") {
  const Place place(60'000);
  ProgramRun run(REGRESSION_PROGRAM, {"train", "--data", "data", "--epochs", "100000", "--batch-size", "16"},
                 place.folder.path());
  wait_for(run, "Epoch 3/");
  REQUIRE(::kill(run.process(), SIGINT) == 0);
  const ProgramResult result = run.finish();
  CHECK(result.status == 130);
  CHECK(
      matches(result.err,
              "softmax_regression train: interrupted: softmax_regression.safetensors has the weights after epoch * of "
              "100000\n"));
  CHECK(place.run({"load", "softmax_regression.safetensors"}).status == 0);
}

TEST_CASE("Ctrl-C before the end of the first epoch saves nothing") {
  const Place place(60'000);
  ProgramRun run(REGRESSION_PROGRAM, {"train", "--data", "data", "--epochs", "2", "--batch-size", "1"},
                 place.folder.path());
  wait_for(run, "Epoch 1/");
  REQUIRE(::kill(run.process(), SIGINT) == 0);
  const ProgramResult result = run.finish();
  CHECK(result.status == 130);
  CHECK(result.err == "softmax_regression train: interrupted before an epoch was finished: nothing is saved\n");
  CHECK_FALSE(place.has("softmax_regression.safetensors"));
}

TEST_CASE("output that cannot be written is a failure") {
  const Place place;
  const std::string command =
      "cd '" + place.folder.path().string() + "' && '" REGRESSION_PROGRAM "' summary > /dev/full";
  CHECK(WEXITSTATUS(std::system((command + " 2> err").c_str())) == 1);
  const auto err = get_file(place.folder / "err");
  CHECK(std::string(err.begin(), err.end()) == "softmax_regression summary: the output could not be written\n");
}
