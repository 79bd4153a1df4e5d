// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/base/Secret.h"

namespace stillgate {

/// Where the key of the console's cache is kept.
class CacheKeySource {
public:
    virtual ~CacheKeySource() = default;
    /// The same key every time; made at the first time. Unavailable when its keeper does not answer.
    [[nodiscard]] virtual Result<Secret32> key() = 0;
};

/// 32 random bytes in a file of mode 0600: nothing but the file's mode protects them.
class FileCacheKey final : public CacheKeySource {
public:
    explicit FileCacheKey(std::filesystem::path file) : m_file(std::move(file)) {}
    /// Malformed when the file has another length.
    [[nodiscard]] Result<Secret32> key() override;

private:
    std::filesystem::path m_file;
};

} // namespace stillgate
