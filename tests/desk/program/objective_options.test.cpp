// Losses, metrics, weights and normalisation on the command line.
#include <sstream>

#include "../data/png_bytes.hpp"
#include "place.hpp"

TEST_CASE("metrics that are asked for stand in the progress line, the log and the last lines") {
  const Place place;
  const ProgramResult trained =
      place.run({"train", "--data", "data", "--epochs", "2", "--metrics", "precision:threshold=0.4,auc", "--loss",
                 "categorical_crossentropy,label_smoothing=0.1", "--csv-log", "log.csv"});
  INFO(trained.err);
  REQUIRE(trained.status == 0);
  CHECK(
      matches(trained.out,
              "*accuracy: 0.* - auc: 0.* - loss: * - precision: 0.* - val_accuracy: 0.* - val_auc: 0.* - val_loss: * - "
              "val_precision: *\n*test precision: 0.*\ntest auc: 0.*\ntest accuracy: 0.*\n"));
  const auto csv = get_file(place.folder / "log.csv");
  CHECK(std::string(csv.begin(), csv.end())
            .starts_with("epoch,accuracy,auc,loss,precision,val_accuracy,val_auc,val_loss,val_precision\r\n"));
  const ProgramResult evaluated =
      place.run({"evaluate", "--data", "data", "--metrics", "precision:threshold=0.4,auc", "--confusion-matrix"});
  REQUIRE(evaluated.status == 0);
  CHECK(last_line(evaluated.out) == last_line(trained.out));
  CHECK(evaluated.out.find("confusion matrix (rows: right classes") != std::string::npos);
  CHECK(trained.out.find(evaluated.out.substr(evaluated.out.find("test precision"))) != std::string::npos);
  // The matrix has the accuracy on its diagonal: 200 images.
  std::istringstream lines(evaluated.out.substr(evaluated.out.find('\n', evaluated.out.find("confusion matrix")) + 1));
  std::string line;
  std::getline(lines, line);
  int all = 0;
  int right = 0;
  for (int row = 0; row < 10; ++row) {
    std::getline(lines, line);
    std::istringstream numbers(line);
    int number = 0;
    numbers >> number;
    CHECK(number == row);
    for (int column = 0; column < 10; ++column) {
      numbers >> number;
      all += number;
      if (row == column) right += number;
    }
  }
  CHECK(all == 200);
  CHECK(last_line(evaluated.out) == "test accuracy: " + std::to_string(right / 200.0).substr(0, 6) + "\n");
}

TEST_CASE("a normalisation fitted in training is used by evaluate and predict, from weights and checkpoints") {
  const Place place;
  const ProgramResult trained = place.run(
      {"train", "--data", "data", "--epochs", "2", "--normalize", "--checkpoint", "c.safetensors", "--loss", "mse"});
  INFO(trained.err);
  REQUIRE(trained.status == 0);
  for (const std::string file : {"softmax_regression.safetensors", "c.safetensors"}) {
    const ProgramResult evaluated = place.run({"evaluate", "--data", "data", "--weights", file});
    CHECK(last_line(evaluated.out) == last_line(trained.out));
  }
  const ProgramResult resumed = place.run(
      {"train", "--data", "data", "--epochs", "3", "--normalize", "--resume", "c.safetensors", "--loss", "mse"});
  CHECK(resumed.status == 0);
  const ProgramResult plain =
      place.run({"train", "--data", "data", "--epochs", "3", "--resume", "c.safetensors", "--loss", "mse"});
  CHECK(plain.status == 1);
  CHECK(plain.err.find("by a training with normalize \"true\", this one has \"false\"") != std::string::npos);
  const ProgramResult other_loss = place.run(
      {"train", "--data", "data", "--epochs", "3", "--normalize", "--resume", "c.safetensors", "--loss", "mae"});
  CHECK(other_loss.status == 1);
  CHECK(other_loss.err.find("was written by a training with loss \"mse\", this one has \"mae\"") != std::string::npos);
}

TEST_CASE("a folder of pictures trains, with class weights") {
  const TemporaryFolder folder;
  for (std::uint8_t i = 0; i < 10; ++i) {
    std::vector<std::uint8_t> pixels(30, i);
    const std::string name = "p" + std::to_string(i) + ".png";
    put_file(folder / "pictures" / "dark" / name, png_bytes(1, 30, PNG_FORMAT_GRAY, pixels));
    for (std::uint8_t& pixel : pixels) pixel = static_cast<std::uint8_t>(200 + i);
    put_file(folder / "pictures" / "light" / name, png_bytes(1, 30, PNG_FORMAT_GRAY, pixels));
  }
  const ProgramResult trained =
      ProgramRun(REGRESSION_PROGRAM,
                 {"train", "--data-set", "folder", "--data", "pictures", "--class-weight", "0=1,1=2.5", "--epochs",
                  "20", "--learning-rate", "0.05", "--batch-size", "4", "--verbose", "0"},
                 folder.path())
          .finish();
  INFO(trained.err);
  REQUIRE(trained.status == 0);
  CHECK(trained.out.find("data: pictures, classes dark, light; 16 training and 4 test images") != std::string::npos);
  CHECK(last_line(trained.out) == "test accuracy: 1.0000\n");
}

TEST_CASE("wrong words for losses, metrics and weights are refused") {
  const Place place;
  const auto fault = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all{"train", "--data", "data"};
    all.insert(all.end(), words.begin(), words.end());
    const ProgramResult result = place.run(all);
    CHECK(result.status == 2);
    return result.err;
  };
  CHECK(fault({"--loss", "square"})
            .starts_with("softmax_regression train: option --loss: loss: found \"square\", expected one of"));
  CHECK(fault({"--metrics", "accuracy,precise"})
            .starts_with("softmax_regression train: option --metrics: metric: found \"precise\", expected one of"));
  CHECK(fault({"--class-weight", "0:2"}) ==
        "softmax_regression train: option --class-weight: found \"0:2\", expected CLASS=WEIGHT with a weight of 0 or "
        "more\n");
  CHECK(fault({"--targets", "rows"}) ==
        "softmax_regression train: option --targets: found \"rows\", expected classes or images\n");
  const ProgramResult images = place.run({"train", "--data", "data", "--targets", "images"});
  CHECK(images.status == 1);
  CHECK(images.err ==
        "softmax_regression train: images as targets: softmax_regression has 10 outputs, expected as many as an image "
        "has values, 30\n");
}
