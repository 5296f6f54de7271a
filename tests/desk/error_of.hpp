// What a piece of code says when its input is bad.
#pragma once

#include <string>

#include "constnet/desk/base/error.hpp"

/// The sentence of the Error that `work` throws; "no error" if it throws none.
template <typename Work>
std::string error_of(Work&& work) {
  try {
    work();
  } catch (const constnet::runtime::Error& error) {
    return error.what();
  }
  return "no error";
}
