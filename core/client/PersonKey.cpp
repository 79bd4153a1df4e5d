// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/PersonKey.h"

#include "core/protocol/KeyFile.h"

namespace stillgate {

Result<PersonKey> readPersonKey(const std::filesystem::path& file)
{
    return readKeyFile(file).map([](KeyFile&& read) {
        return PersonKey{read.person, std::make_shared<KeySigner>(std::move(read.key)), std::move(read.token)};
    });
}

} // namespace stillgate
