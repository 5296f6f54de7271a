// CSVLogger: fields as Python's csv module writes them in its dialect "excel".
#include "constnet/desk/callbacks/csv_logger.hpp"

#include <algorithm>

#include "constnet/desk/base/error.hpp"
#include "python_text.hpp"

namespace constnet::runtime {

void CSVLogger::on_train_begin(TrainingState&) {
  needs_head_ = true;
  keys_.clear();
  std::error_code ignored;
  if (arguments_.append && std::filesystem::file_size(arguments_.filename, ignored) > 0 && !ignored) {
    needs_head_ = false;
  }
  file_.open(arguments_.filename, std::ios::binary | (arguments_.append ? std::ios::app : std::ios::trunc));
  if (!file_) throw Error(quoted(arguments_.filename.string()) + " cannot be opened to write the figures of epochs");
}

void CSVLogger::on_epoch_end(int epoch, Logs& logs, TrainingState&) {
  if (keys_.empty()) {
    for (const Log& log : logs) keys_.push_back(log.name);
    std::ranges::sort(keys_);
    // With validation_freq above 1 the first epoch has no figures of the validation data.
    const auto of_validation = [](const std::string& name) { return name.starts_with("val_"); };
    if (std::ranges::none_of(keys_, of_validation)) {
      for (std::size_t i = 0, count = keys_.size(); i < count; ++i) keys_.push_back("val_" + keys_[i]);
    }
    if (needs_head_) {
      std::vector<std::string> head = {"epoch"};
      head.insert(head.end(), keys_.begin(), keys_.end());
      write_line(head);
    }
  }
  std::vector<std::string> fields = {std::to_string(epoch)};
  for (const std::string& key : keys_) {
    const double* const value = find_log(logs, key);
    fields.push_back(value ? python_text(*value) : "NA");
  }
  write_line(fields);
  if (!file_.flush()) throw Error(quoted(arguments_.filename.string()) + " cannot be written");
}

void CSVLogger::on_train_end(TrainingState&) { file_.close(); }

std::string CSVLogger::quoted_field(const std::string& field) const {
  if (field.find_first_of(std::string("\"\r\n") + arguments_.separator) == std::string::npos) return field;
  std::string text = "\"";
  for (const char c : field) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

void CSVLogger::write_line(const std::vector<std::string>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) file_ << arguments_.separator;
    file_ << quoted_field(fields[i]);
  }
  file_ << "\r\n";
}

}  // namespace constnet::runtime
