// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "core/client/Signer.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// Who works at this console: the key to decide with and the token to sign in with.
struct PersonKey {
    PersonId person;
    std::shared_ptr<Signer> signer;
    std::string token;
};

/// Of a key file, as the demonstration makes them. NotFound, Io, Malformed.
[[nodiscard]] Result<PersonKey> readPersonKey(const std::filesystem::path& file);

} // namespace stillgate
