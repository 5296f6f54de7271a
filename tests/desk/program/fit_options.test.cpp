// The options of `train` for fit, callbacks, checkpoints and weights to begin with, as a user says them.
#include <signal.h>

#include <algorithm>

#include "place.hpp"

namespace {

using Words = std::vector<std::string>;

// `train` on the small data set, without a word about progress unless asked.
ProgramResult train(const Place& place, const Words& words) {
  Words all{"train", "--data", "data", "--batch-size", "50", "--threads", "2"};
  all.insert(all.end(), words.begin(), words.end());
  return place.run(all);
}

std::string refused(const Words& words, int status = 2) {
  const Place place;
  const ProgramResult result = train(place, words);
  CHECK(result.status == status);
  CHECK(std::count(result.err.begin(), result.err.end(), '\n') == 1);
  CHECK_FALSE(place.has("softmax_regression.safetensors"));
  const std::string start = "softmax_regression train: ";
  REQUIRE(result.err.starts_with(start));
  return result.err.substr(start.size(), result.err.size() - start.size() - 1);
}

std::string text_of(const std::filesystem::path& path) {
  const auto bytes = get_file(path);
  return {bytes.begin(), bytes.end()};
}

std::ptrdiff_t epochs_in(const std::string& out) {
  std::ptrdiff_t count = 0;
  for (std::size_t at = out.find("\nEpoch "); at != std::string::npos; at = out.find("\nEpoch ", at + 1)) {
    count += out.find('/', at) < out.find('\n', at + 1);
  }
  return count;
}

}  // namespace

TEST_CASE("options of callbacks say what is wrong with them") {
  CHECK(refused({"--early-stopping", "patience=x"}) ==
        "option --early-stopping: found \"patience=x\", expected patience= and a whole number");
  CHECK(refused({"--early-stopping", "restore_best_weights=maybe"}) ==
        "option --early-stopping: found \"restore_best_weights=maybe\", expected restore_best_weights= and true or "
        "false");
  CHECK(refused({"--early-stopping", "mode=down"}) ==
        "option --early-stopping: found \"mode=down\", expected mode= and auto, min or max");
  CHECK(
      refused({"--early-stopping", "patience=1,"}).starts_with("option --early-stopping: found \"\", expected NAME="));
  CHECK(refused({"--early-stopping", "patient=3"}) ==
        "option --early-stopping: found \"patient=3\", expected NAME=VALUE with one of the names monitor, min_delta, "
        "patience, mode, baseline, restore_best_weights, start_from_epoch");
  CHECK(refused({"--early-stopping", "monitor=own"}).find("expected mode=min or mode=max with it") !=
        std::string::npos);
  CHECK(refused({"--reduce-lr-on-plateau", "factor=1"}) ==
        "option --reduce-lr-on-plateau: reduce_lr_on_plateau: found factor 1.0, expected 0 to less than 1");
  CHECK(refused({"--model-checkpoint", "filepath={epoch"}) ==
        "option --model-checkpoint: file name \"{epoch\": found {epoch}, expected a field such as {epoch:02d} or "
        "{val_loss:.2f}");
  CHECK(refused({"--model-checkpoint", "filepath=c,save_freq=0"}) ==
        "option --model-checkpoint: found \"save_freq=0\", expected save_freq= and epoch or a whole number");
  CHECK(refused({"--validation-split", "1"}) ==
        "option --validation-split: found \"1\", expected a number from 0 to less than 1");
  CHECK(refused({"--steps-per-epoch", "0"}) ==
        "option --steps-per-epoch: found \"0\", expected a whole number from 1 to 1000000000");
}

TEST_CASE("options that do not go together are refused") {
  CHECK(refused({"--resume", "c", "--weights", "w"}) ==
        "found --resume and --weights, expected one of them: a checkpoint has its own weights");
  CHECK(refused({"--resume", "c", "--initial-epoch", "1"}) ==
        "found --resume and --initial-epoch, expected one of them: a checkpoint knows its epoch");
  CHECK(refused({"--initial-epoch", "3", "--epochs", "3"}) ==
        "found --initial-epoch 3, expected less than --epochs, which is 3");
  CHECK(refused({"--weights-of-first", "1"}) ==
        "found --weights-of-first without --weights, expected a file to read them from");
}

TEST_CASE("failures in the work of callbacks and checkpoints") {
  CHECK(refused({"--checkpoint", "nowhere/c"}, 1) ==
        "--checkpoint \"nowhere/c\": there is no folder \"nowhere\" to write it in");
  CHECK(refused({"--csv-log", "data"}, 1) ==
        "--csv-log \"data\": found something that is not a file, expected a file or a new name");
  CHECK(refused({"--resume", "nowhere"}, 1) == "\"nowhere\" cannot be opened: No such file or directory");
  CHECK(refused({"--early-stopping", "monitor=val_f,mode=max"}, 1) ==
        "early_stopping: found monitor \"val_f\", expected one of accuracy, loss, val_accuracy, val_loss");
  CHECK(refused({"--validation-split", "0.999"}, 1) ==
        "validation_split: 0.999000 of 500 images leaves none for training");
}

TEST_CASE("early stopping ends the training, brings the best weights back, and logs what was") {
  const Place place;
  const ProgramResult result = train(
      place, {"--epochs", "50", "--early-stopping", "monitor=loss,min_delta=100,patience=2,restore_best_weights",
              "--csv-log", "log.csv", "--model-checkpoint", "filepath=e{epoch:02d}.safetensors,save_weights_only"});
  INFO(result.out << result.err);
  CHECK(result.status == 0);
  CHECK(epochs_in(result.out) == 3);
  CHECK(result.out.find("\nEpoch 3: early stopping\nRestoring model weights from the end of the best epoch: 1.\n") !=
        std::string::npos);
  CHECK(get_file(place.folder / "softmax_regression.safetensors") == get_file(place.folder / "e01.safetensors"));
  CHECK(get_file(place.folder / "e03.safetensors") != get_file(place.folder / "e01.safetensors"));
  const std::string log = text_of(place.folder / "log.csv");
  CHECK(log.starts_with("epoch,accuracy,loss,val_accuracy,val_loss\r\n0,"));
  CHECK(std::count(log.begin(), log.end(), '\n') == 4);
  // The last line is about the weights that were saved, not about the last epoch.
  CHECK(last_line(result.out) == last_line(place.run({"evaluate", "--data", "data"}).out));
}

TEST_CASE("a training that was stopped and goes on ends with the same bits and the same log") {
  const Place place;
  const Words rest = {"--validation-split",     "0.2",
                      "--steps-per-epoch",      "5",
                      "--reduce-lr-on-plateau", "patience=1,min_delta=100,factor=0.5"};
  const auto run = [&](const Words& words) {
    Words all = words;
    all.insert(all.end(), rest.begin(), rest.end());
    const ProgramResult result = train(place, all);
    INFO(result.err);
    REQUIRE(result.status == 0);
    return result.out;
  };
  const std::string whole = run({"--epochs", "4", "--out", "whole", "--csv-log", "whole.csv"});
  CHECK(whole.find("8/8") == std::string::npos);
  CHECK(whole.find("5/5 - ") != std::string::npos);
  run({"--epochs", "2", "--out", "half", "--checkpoint", "c", "--csv-log", "parts.csv"});
  CHECK(get_file(place.folder / "half") != get_file(place.folder / "whole"));
  // The checkpoint is a weight file, too.
  CHECK(place.run({"save", "--weights", "c", "--out", "again"}).status == 0);
  CHECK(get_file(place.folder / "again") == get_file(place.folder / "half"));

  const std::string resumed =
      run({"--epochs", "4", "--out", "parts", "--resume", "c", "--csv-log", "parts.csv", "--threads", "3"});
  CHECK(resumed.find("going on from c, after epoch 2\nEpoch 3/4\n") != std::string::npos);
  CHECK(get_file(place.folder / "parts") == get_file(place.folder / "whole"));
  CHECK(get_file(place.folder / "parts.csv") == get_file(place.folder / "whole.csv"));
  CHECK(last_line(resumed) == last_line(whole));

  // With other words it would not be the same training.
  const auto refusal = [&](const Words& words) {
    Words all{"--resume", "c"};
    all.insert(all.end(), words.begin(), words.end());
    all.insert(all.end(), rest.begin(), rest.end());
    const ProgramResult result = train(place, all);
    CHECK(result.status == 1);
    return result.err;
  };
  const std::string start = "softmax_regression train: \"c\" ";
  CHECK(refusal({"--epochs", "2"}) == start + "has 2 epochs behind it, expected less than --epochs, which is 2\n");
  CHECK(refusal({"--epochs", "4", "--seed", "2"}) ==
        start + "was written by a training with seed \"1\", this one has \"2\"\n");
  CHECK(refusal({"--epochs", "4", "--optimizer", "sgd"}) ==
        start + "was written by a training with optimizer \"rmsprop\", this one has \"sgd\"\n");
  CHECK(refusal({"--epochs", "4", "--learning-rate", "0.5"}) ==
        start + "was written by a training with initial learning rate \"0.01\", this one has \"0.5\"\n");
  CHECK(refusal({"--epochs", "4", "--optimizer", "rmsprop,rho=0.5,centered=true"}) ==
        start + "was written by a training with optimizer's arguments \"none\", this one has \"centered=true, rho=0.5\"\n");
  CHECK(refusal({"--epochs", "4", "--no-shuffle"}) ==
        start + "was written by a training with shuffle \"true\", this one has \"false\"\n");
}

TEST_CASE("Ctrl-C leaves a checkpoint of the last finished epoch, and the training can go on from it") {
  const Place place(20'000);
  const Words common = {"train", "--data", "data", "--batch-size", "20", "--threads", "1"};
  Words first = common;
  first.insert(first.end(), {"--epochs", "100000", "--checkpoint", "c", "--out", "stopped"});
  ProgramRun run(REGRESSION_PROGRAM, first, place.folder.path());
  wait_for(run, "Epoch 3/");
  REQUIRE(::kill(run.process(), SIGINT) == 0);
  const ProgramResult stopped = run.finish();
  CHECK(stopped.status == 130);
  const std::string words = "has the weights after epoch ";
  const std::size_t at = stopped.err.find(words);
  REQUIRE(at != std::string::npos);
  const int finished = std::stoi(stopped.err.substr(at + words.size()));
  CHECK(finished >= 2);

  // What the checkpoint holds are the weights of that epoch, and it leads to the same end.
  CHECK(place.run({"save", "--weights", "c", "--out", "from_c"}).status == 0);
  CHECK(get_file(place.folder / "from_c") == get_file(place.folder / "stopped"));
  const std::string epochs = std::to_string(finished + 1);
  Words rest = common;
  rest.insert(rest.end(), {"--epochs", epochs, "--resume", "c", "--out", "resumed"});
  CHECK(place.run(rest).status == 0);
  Words whole = common;
  whole.insert(whole.end(), {"--epochs", epochs, "--out", "whole"});
  CHECK(place.run(whole).status == 0);
  CHECK(get_file(place.folder / "resumed") == get_file(place.folder / "whole"));
}

TEST_CASE("an optimizer's arguments may be said in its text or in options of their own") {
  const Place place;
  const auto weights = [&](const Words& words) {
    Words all{"--epochs", "2", "--out", "w"};
    all.insert(all.end(), words.begin(), words.end());
    const ProgramResult result = train(place, all);
    INFO(result.err);
    REQUIRE(result.status == 0);
    return get_file(place.folder / "w");
  };
  const auto text = weights({"--optimizer", "sgd,learning_rate=0.05,momentum=0.5,clipnorm=0.1"});
  CHECK(text == weights({"--momentum", "0.5", "--optimizer", "sgd", "--clipnorm", "0.1", "--learning-rate", "0.05"}));
  CHECK(text != weights({"--optimizer", "sgd,learning_rate=0.05,momentum=0.5,clipnorm=0.1,nesterov=true"}));
  // The model's own rate belongs to its own optimizer, whatever its other arguments.
  CHECK(weights({"--optimizer", "rmsprop,rho=0.8"}) ==
        weights({"--optimizer", "rmsprop,rho=0.8", "--learning-rate", "0.01"}));
  // What was said one way may be said the other way when the training goes on.
  weights({"--optimizer", "sgd", "--momentum", "0.5", "--checkpoint", "c"});
  const ProgramResult resumed = train(place, {"--epochs", "3", "--resume", "c", "--optimizer", "sgd,momentum=0.50"});
  INFO(resumed.err);
  CHECK(resumed.status == 0);
}

TEST_CASE("a loss that is no number ends the training if asked for") {
  const Place place;
  const ProgramResult result =
      train(place, {"--optimizer", "sgd", "--learning-rate", "1e300", "--terminate-on-nan", "--epochs", "3"});
  CHECK(result.status == 1);
  CHECK(result.err ==
        "softmax_regression train: the loss was no longer a number, the training ended before an epoch was finished: "
        "nothing is saved\n");
}

TEST_CASE("a training may begin with weights of another one") {
  const Place place;
  REQUIRE(train(place, {"--out", "old"}).status == 0);
  const ProgramResult result = train(
      place, {"--weights", "old", "--initial-epoch", "2", "--epochs", "3", "--learning-rate", "1e-30", "--out", "new"});
  INFO(result.err);
  CHECK(result.out.find("weights: dense_1 from old; drawn: none\n") != std::string::npos);
  CHECK(result.out.find("Epoch 3/3") != std::string::npos);
  // With no rate to speak of they stay what they were.
  CHECK(get_file(place.folder / "new") == get_file(place.folder / "old"));
  CHECK(refused({"--weights", "nowhere"}, 1) == "\"nowhere\" cannot be opened: No such file or directory");
}
