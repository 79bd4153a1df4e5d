// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/CacheKeySource.h"

#include "core/base/File.h"

namespace stillgate {

Result<Secret32> FileCacheKey::key()
{
    const auto stored = readFile(m_file, Secret32::kSize + 1);
    if (stored) {
        return Secret32::from(asBytes(*stored)).map_error([&](Error error) {
            error.where = m_file.string();
            return error;
        });
    }
    if (stored.error().code != ErrorCode::NotFound) {
        return tl::make_unexpected(stored.error());
    }
    const Secret32 made = Secret32::random();
    return writeFile(m_file, asText(made.view())).map([&] { return made; });
}

} // namespace stillgate
