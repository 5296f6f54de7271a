// Reading, writing and answering from a file of measured choices.
#include "plan/tuning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <constnet/codegen/network.hpp>
#include <sstream>

namespace constnet::codegen {
namespace {

constexpr const char* kFirstLine = "constnet tuning 1";
constexpr const char* kAgain = "measure again with --tune";
constexpr std::array<const char*, 3> kOrders{"one", "row", "all"};

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// A number of one to three digits that starts `text`, which it is removed from; -1 where there is none.
int take_number(std::string_view& text) {
  int value = -1;
  const char* end = text.data() + std::min<std::size_t>(text.size(), 3);
  if (text.empty() || text.front() < '0' || text.front() > '9') return -1;
  const auto result = std::from_chars(text.data(), end, value);
  text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
  return value;
}

std::optional<Tile> tile_of(std::string_view sizes, const std::string& order) {
  Tile tile;
  const std::array<int*, 3> members{&tile.rows, &tile.columns, &tile.vectors};
  for (std::size_t i = 0; i < members.size(); ++i) {
    *members[i] = take_number(sizes);
    if (*members[i] < 1) return std::nullopt;
    if (i + 1 == members.size()) break;
    if (sizes.empty() || sizes.front() != 'x') return std::nullopt;
    sizes.remove_prefix(1);
  }
  const auto found = std::find(kOrders.begin(), kOrders.end(), order);
  if (!sizes.empty() || found == kOrders.end()) return std::nullopt;
  tile.order = static_cast<TapOrder>(found - kOrders.begin());
  return tile;
}

bool is_target(const std::string& word) {
  return word == helium.word ||
         std::any_of(all_targets.begin(), all_targets.end(), [&](const Target& target) { return target.word == word; });
}

std::string hexadecimal(std::uint64_t number) { return fmt::format("{:#018x}", number); }

}  // namespace

void Tuning::refuse(int line, const std::string& sentence) const {
  throw TuningError(fmt::format("{}:{}: {}", file_, line, sentence));
}

Tuning Tuning::parse(const std::string& text, const std::string& file) {
  Tuning tuning("", 0);
  tuning.file_ = file;
  std::istringstream lines(text);
  int number = 0;
  int meaningful = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::vector<std::string> words = words_of(line);
    if (words.empty() || words.front().starts_with("#")) continue;
    ++meaningful;
    if (meaningful == 1) {
      if (line != kFirstLine) tuning.refuse(number, fmt::format("expected \"{}\"", kFirstLine));
      continue;
    }
    if (meaningful == 2) {
      if (words.size() != 3 || words[0] != "network" || words[2].size() != 18 || !words[2].starts_with("0x")) {
        tuning.refuse(number, "expected \"network NAME HASH\"");
      }
      const char* end = words[2].data() + words[2].size();
      const auto result = std::from_chars(words[2].data() + 2, end, tuning.hash_, 16);
      if (result.ptr != end) tuning.refuse(number, "expected \"network NAME HASH\"");
      tuning.network_ = words[1];
      continue;
    }
    Choice choice{words[0], words.size() > 1 ? words[1] : "", "", {}, 0, number};
    const bool winograd = words.size() == 4 && words[2] == "winograd";
    const bool tile = words.size() == 6 && words[3] == "tile";
    if (!is_target(choice.target) || (!winograd && !tile)) {
      tuning.refuse(number,
                    "expected \"TARGET STEP PRODUCT tile ROWSxCOLUMNSxVECTORS ORDER\" or \"TARGET STEP winograd "
                    "TILE\"");
    }
    if (winograd) {
      std::string_view digits = words[3];
      choice.winograd = take_number(digits);
      const bool known = choice.winograd == 0 || (choice.winograd >= 2 && choice.winograd <= 6);
      if (!digits.empty() || !known) tuning.refuse(number, "expected a Winograd tile of 2 to 6, or 0");
    } else {
      choice.product = words[2];
      const std::optional<Tile> found = tile_of(words[4], words[5]);
      if (!found) tuning.refuse(number, "expected a tile such as 2x6x1 and its order: one, row or all");
      choice.tile = *found;
    }
    if (tuning.find(choice.target, choice.step, choice.product) != nullptr) {
      tuning.refuse(number, "the same place has a choice already");
    }
    tuning.choices_.push_back(std::move(choice));
  }
  if (meaningful < 2) tuning.refuse(std::max(number, 1), fmt::format("expected \"{}\" and a network", kFirstLine));
  return tuning;
}

std::string Tuning::text() const {
  std::string text = fmt::format("{}\nnetwork {} {}\n", kFirstLine, network_, hexadecimal(hash_));
  for (const Choice& c : choices_) {
    text += fmt::format("{} {} ", c.target, c.step);
    text += c.product.empty() ? fmt::format("winograd {}\n", c.winograd)
                              : fmt::format("{} tile {}x{}x{} {}\n", c.product, c.tile.rows, c.tile.columns,
                                            c.tile.vectors, kOrders[static_cast<std::size_t>(c.tile.order)]);
  }
  return text;
}

const Tuning::Choice* Tuning::find(const std::string& target, const std::string& step,
                                   const std::string& product) const {
  const auto found = std::find_if(choices_.begin(), choices_.end(), [&](const Choice& choice) {
    return choice.target == target && choice.step == step && choice.product == product;
  });
  return found == choices_.end() ? nullptr : &*found;
}

void Tuning::set(Choice choice) {
  std::erase_if(choices_, [&](const Choice& other) {
    return other.target == choice.target && other.step == choice.step && other.product == choice.product;
  });
  choices_.push_back(std::move(choice));
}

std::optional<Tile> Tuning::tile(const Target& target, const std::string& step, const std::string& product,
                                 const Product& work) {
  const bool asked = std::any_of(questions_.begin(), questions_.end(), [&](const Question& question) {
    return question.target == target.word && question.step == step && question.product == product;
  });
  if (!asked) questions_.push_back({target.word, step, product, work});
  const Choice* choice = find(target.word, step, product);
  if (choice == nullptr) return std::nullopt;
  if (!fits(work, target, choice->tile)) {
    refuse(choice->line,
           fmt::format("the tile does not fit the {} of {} on {}: {}", product, step, target.word, kAgain));
  }
  return choice->tile;
}

int Tuning::winograd(const Target& target, const std::string& step, int limit) {
  asked_for_winograd_.push_back(std::string(target.word) + " " + step);
  const Choice* choice = find(target.word, step, "");
  if (choice == nullptr) return limit;
  if (choice->winograd > limit) {
    refuse(choice->line, fmt::format("found Winograd tile {} for {}, but at most {} is allowed by --winograd",
                                     choice->winograd, step, limit));
  }
  return choice->winograd;
}

void Tuning::check_network(const NetworkDescription& network) const {
  if (network.name == network_ && hash_of(network) == hash_) return;
  refuse(2, fmt::format("found choices for network {} {}, expected {} {}: {}", network_, hexadecimal(hash_),
                        network.name, hexadecimal(hash_of(network)), kAgain));
}

void Tuning::check_asked(const std::vector<Target>& targets) const {
  for (const Choice& choice : choices_) {
    const bool concerns =
        std::any_of(targets.begin(), targets.end(), [&](const Target& target) { return target.word == choice.target; });
    const bool asked =
        choice.product.empty()
            ? std::count(asked_for_winograd_.begin(), asked_for_winograd_.end(), choice.target + " " + choice.step) > 0
            : std::any_of(questions_.begin(), questions_.end(), [&](const Question& question) {
                return question.target == choice.target && question.step == choice.step &&
                       question.product == choice.product;
              });
    if (concerns && !asked) {
      refuse(choice.line, fmt::format("{} has no {} to choose for in this network and with these options: {}",
                                      choice.step, choice.product.empty() ? "Winograd tile" : choice.product, kAgain));
    }
  }
}

std::uint64_t hash_of(const NetworkDescription& network) {
  std::string text;
  for (const Layer& layer : network.layers) {
    text += fmt::format("{} {} {} {} {} {} {} {}\n", layer.class_name, layer.input.height, layer.input.width,
                        layer.input.channels, layer.output.height, layer.output.width, layer.output.channels,
                        layer.parameter_count);
  }
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

}  // namespace constnet::codegen
