// The two generated files as text: the same bytes each time, nothing of this machine, no line that is too long.
#include "emit/code.hpp"

#include <unistd.h>

#include <chrono>
#include <constnet/codegen/describe.hpp>
#include <filesystem>
#include <sstream>

#include "catch.hpp"
#include "models/mnist/mnist.hpp"

using namespace constnet;

namespace {

std::string text_of_mnist(bool training) {
  codegen::Options options;
  options.training = training;
  const codegen::NetworkDescription network = codegen::describe<models::Mnist>("mnist", "models/mnist/mnist.hpp");
  const codegen::PlannedNetwork planned = codegen::plan_network(network, options);
  return codegen::header_text(planned) + codegen::source_text(planned);
}

std::string this_year() {
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return std::to_string(static_cast<int>(today.year()));
}

std::size_t count_of(const std::string& words, const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("Generating twice gives the same bytes") {
  CHECK(text_of_mnist(true) == text_of_mnist(true));
  CHECK(text_of_mnist(false) == text_of_mnist(false));
}

TEST_CASE("Generated text names the model, and no folder, machine or date") {
  const std::string text = text_of_mnist(true);
  CHECK(text.starts_with("// Generated from models/mnist/mnist.hpp. Do not edit: change the model and build again.\n"));
  char host[256] = {};
  REQUIRE(::gethostname(host, sizeof(host) - 1) == 0);
  for (const std::string& word :
       {std::string(SOURCE_FOLDER), std::string(BUILD_FOLDER), std::filesystem::current_path().string(),
        std::filesystem::temp_directory_path().string() + "/", std::string(host), this_year() + "-", "/" + this_year(),
        std::string("__DATE__"), std::string("__TIME__"), std::string("__FILE__")}) {
    CAPTURE(word);
    REQUIRE(!word.empty());
    CHECK(count_of(word, text) == 0);
  }
}

TEST_CASE("No generated line has more than 120 columns, blanks at its end, or a tab") {
  std::istringstream lines(text_of_mnist(true));
  for (std::string line; std::getline(lines, line);) {
    const bool clean = line.size() <= 120 && !line.ends_with(' ') && line.find('\t') == std::string::npos;
    if (!clean) FAIL_CHECK("\"" << line << "\"");
  }
}

TEST_CASE("Without the backward pass there is nothing of it in the text") {
  const std::string inference = text_of_mnist(false);
  const std::string training = text_of_mnist(true);
  for (const char* word : {"Training", "backward", "d_kernel", "winners"}) {
    CAPTURE(word);
    CHECK(count_of(word, training) > 0);
    CHECK(count_of(word, inference) == 0);
  }
}

TEST_CASE("A penalty on outputs is in training alone") {
  using Plain = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3}>;
  using Penalized = Sequential<Input{4, 4, 1}, Conv2D{.filters = 2, .kernel_size = 3, .activity_regularizer = L1{0.1}}>;
  const codegen::NetworkDescription plain = codegen::describe<Plain>("tiny", "tiny.hpp");
  const codegen::NetworkDescription penalized = codegen::describe<Penalized>("tiny", "tiny.hpp");
  const auto text = [](const codegen::NetworkDescription& network, bool training) {
    codegen::Options options;
    options.training = training;
    const codegen::PlannedNetwork planned = codegen::plan_network(network, options);
    return codegen::header_text(planned) + codegen::source_text(planned);
  };
  CHECK(text(penalized, false) == text(plain, false));
  CHECK(count_of("activity_penalty", text(penalized, true)) > 0);
  CHECK(count_of("penalty", text(plain, true)) == 0);
  codegen::Options options;
  options.train_step = codegen::UpdateRule::sgd;
  CHECK_THROWS_WITH(codegen::plan_network(penalized, options),
                    "--train-step: conv2d_1: dropout, normalization and activity regularizers cannot take part in a "
                    "training step in place; leave them out, freeze the normalization (trainable = false)");
}

TEST_CASE("The arenas that the header promises hold every block of every width") {
  codegen::Options options;
  options.training = true;
  const codegen::NetworkDescription network = codegen::describe<models::Mnist>("mnist", "mnist.hpp");
  const codegen::PlannedNetwork planned = codegen::plan_network(network, options);
  const codegen::BlockSizes sizes = codegen::block_sizes(planned);
  REQUIRE(planned.plans.size() == codegen::all_targets.size());
  for (const codegen::Plan& plan : planned.plans) {
    CAPTURE(plan.target.lanes);
    CHECK(codegen::end_of(codegen::place(plan.memory.inference)) <= sizes.inference_floats);
    CHECK(plan.memory.weights.size() <= sizes.prepared);
    CHECK(plan.memory.weights.size() + plan.memory.training_weights.size() <= sizes.training_prepared);
    CHECK(codegen::end_of(plan.memory.floats.blocks()) <= sizes.floats);
    CHECK(codegen::end_of(plan.memory.gradients.blocks()) <= sizes.gradients);
    CHECK(codegen::end_of(plan.memory.words.blocks()) <= sizes.words);
    CHECK(codegen::end_of(plan.memory.bytes.blocks()) <= sizes.bytes);
  }
}
