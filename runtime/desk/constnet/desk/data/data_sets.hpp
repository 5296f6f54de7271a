// Finds a data set: in a given folder, in the cache, by download, or drawn by the program itself.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>

#include "constnet/desk/data/dataset.hpp"
#include "constnet/desk/data/known_data_sets.hpp"

namespace constnet::runtime {

/// What to look for, and where.
struct DataRequest {
  std::string name = "mnist";    ///< one of data_set_names()
  std::string directory;         ///< the user's --data; empty if not given
  bool download = true;          ///< whether the network may be asked
  std::uint64_t drawn_seed = 1;  ///< for the drawn digits
  ImageShape size = {28, 28, 1};  ///< what pictures in folders have to be
};

/// The data set, from the first of these that applies: `request.directory`; the environment variable CONSTNET_DATA; the
/// cache (`$XDG_CACHE_HOME/constnet`, else `~/.cache/constnet`); a download, which is then kept in the cache; for
/// "mnist", digits that the program draws itself. A folder is the data set's own (the four IDX files, gzip or not) or
/// holds one named after the data set. A folder that the user named and that does not serve is an Error, never passed
/// over. "cifar10" comes from the first two alone, and may lack some of its training batches (cifar10.hpp); "folder"
/// are PNG pictures in `request.directory` (png_folder.hpp). What happens beyond the first two goes to `messages` in
/// plain sentences.
DataSplits find_data(const DataRequest& request, std::ostream& messages);

/// The same for a data set with these files; `request.name` is not looked at.
DataSplits find_data(const KnownDataSet& set, const DataRequest& request, std::ostream& messages);

/// The data set from a folder that the user named, by the option or variable `option`, which errors repeat.
DataSplits read_data_folder(const std::filesystem::path& folder, const KnownDataSet& set, const std::string& option);

}  // namespace constnet::runtime
