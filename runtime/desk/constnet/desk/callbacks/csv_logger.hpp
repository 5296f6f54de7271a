// CSVLogger: the figures of each epoch as a line of a text file.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "constnet/desk/training/callback.hpp"

namespace constnet::runtime {

/// Arguments of CSVLogger, with Keras' names and defaults.
struct CSVLoggerArguments {
  std::filesystem::path filename;
  char separator = ',';
  bool append = false;  ///< go on at the end of the file, without a head if it has one
};

/// Writes what Keras 3's CSVLogger writes (keras/src/callbacks/csv_logger.py), to the byte: a head with "epoch" and the
/// names of the first epoch's figures in alphabetical order (with "val_" names after them if it has none); a line for
/// each epoch, counted from 0, NA for what is missing; numbers as Python writes them; lines end in \r\n. Each line is
/// in the file as soon as its epoch ends.
class CSVLogger : public Callback {
 public:
  explicit CSVLogger(const CSVLoggerArguments& arguments) : arguments_(arguments) {}

  /// Opens the file. Throws Error if that is not possible.
  void on_train_begin(TrainingState&) override;
  void on_epoch_end(int epoch, Logs& logs, TrainingState&) override;
  void on_train_end(TrainingState&) override;

 private:
  std::string quoted_field(const std::string& field) const;
  void write_line(const std::vector<std::string>& fields);

  CSVLoggerArguments arguments_;
  std::ofstream file_;
  std::vector<std::string> keys_;
  bool needs_head_ = true;
};

}  // namespace constnet::runtime
