// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/Signature.h"
#include "core/domain/Ids.h"
#include "core/domain/Words.h"

namespace stillgate {

/// A signing key in a file of mode 0600, with whom it belongs to and the token that person signs in with. For demonstrations alone:
/// nothing but the file's mode protects it.
struct KeyFile {
    PersonId person;
    std::vector<Role> roles;
    SigningKey key;
    std::string token;
};

/// NotFound, Io, Malformed.
[[nodiscard]] Result<KeyFile> readKeyFile(const std::filesystem::path& path);
[[nodiscard]] Result<void> writeKeyFile(const std::filesystem::path& path, const KeyFile& file);

} // namespace stillgate
