// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/Result.h"

namespace stillgate {

/// Reads a whole file of at most `most` bytes. NotFound, Limit or Io with the path in `where`.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path, std::size_t most = 1U << 30U);

/// Replaces a file as a whole: written beside it with mode 0600, synced, renamed, the folder synced. A reader sees the old or the new bytes.
[[nodiscard]] Result<void> writeFile(const std::filesystem::path& path, std::string_view bytes);

/// Makes the folder with mode 0700, parents included.
[[nodiscard]] Result<void> makePrivateFolder(const std::filesystem::path& path);

/// Holds DIR/lock for as long as it lives, so that one process serves a data folder. The kernel frees it when the process dies.
class FolderLock {
public:
    /// Conflict when another process holds it.
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : m_descriptor(descriptor) {}
    int m_descriptor = -1;
};

} // namespace stillgate
