// Reads a data set of PNG pictures, with a folder for each class.
#pragma once

#include <filesystem>

#include "constnet/desk/data/dataset.hpp"

namespace constnet::runtime {

/// The pictures in `folder`, which holds train/CLASS/*.png and test/CLASS/*.png; or only CLASS/*.png, of which every
/// fifth picture of each class, in the order of names, is for the test. Classes are the names of the folders in the
/// order of their bytes, counted from 0, as in Keras' image_dataset_from_directory. Pictures become what read_png makes
/// of them, which must be of this size. Names that begin with a dot and files that do not end in .png are passed over.
///
/// Throws Error, with the folder or file, where there is no class or a class without pictures, test has another class
/// than train, a picture is bad or of another size, or all of them would take more than 4 GB.
DataSplits read_png_folder(const std::filesystem::path& folder, const ImageShape& size);

}  // namespace constnet::runtime
