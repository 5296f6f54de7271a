// Whole files in and out of memory; a file is replaced as a whole or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace constnet::runtime {

/// The whole file. Throws Error if it is missing, a directory, unreadable, or longer than `limit` bytes.
std::vector<std::uint8_t> read_file(const std::filesystem::path& path, std::uint64_t limit);

/// Writes `bytes` to a temporary file in the same directory, syncs it to the disk and renames it to `path`, so that
/// after any failure or crash the old file is still whole. Symbolic links are followed; an existing file keeps its
/// permissions. Throws Error if that is not possible; what is not a regular file (a directory, a device) is refused.
void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);

}  // namespace constnet::runtime
