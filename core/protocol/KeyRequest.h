// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/JsonCodec.h"
#include "core/base/Signature.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// A key that its owner asks an admin to enrol, handed on as a file or a text.
struct KeyRequest {
    PersonId person;
    PublicKey key;
    Signature possession; ///< by the key, over its KeyStatement

    friend bool operator==(const KeyRequest&, const KeyRequest&) = default;
};

template <typename Visitor>
void describe(Visitor& visit, KeyRequest& request)
{
    visit("person", request.person);
    visit("key", request.key);
    visit("possession", request.possession);
}

} // namespace stillgate
