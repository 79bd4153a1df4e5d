// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/Keys.h"

#include <algorithm>
#include <string>

#include "core/base/File.h"

namespace stillgate {

Result<Secret32> masterKey(const std::filesystem::path& folder, MasterKeyUse use)
{
    const std::filesystem::path path = folder / "master.key";
    const auto bytes = readFile(path, Secret32::kSize + 1);
    if (bytes) {
        auto key = Secret32::from(asBytes(*bytes));
        if (!key) {
            key.error().where = path.string();
        }
        return key;
    }
    if (bytes.error().code != ErrorCode::NotFound || use == MasterKeyUse::MustExist) {
        return tl::make_unexpected(bytes.error());
    }
    const Secret32 made = Secret32::random();
    if (auto written = writeFile(path, asText(made.view())); !written) {
        return tl::make_unexpected(std::move(written.error()));
    }
    return made;
}

Digest contactHash(const Secret32& lookupKey, std::string_view address)
{
    std::string lower(address);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return hmacSha256(lookupKey.view(), asBytes(lower));
}

} // namespace stillgate
