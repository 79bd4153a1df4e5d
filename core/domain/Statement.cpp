// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/Statement.h"

#include "core/base/JsonCodec.h"

namespace stillgate {

template <typename Visitor>
void describe(Visitor& visit, NonceTerms& terms)
{
    visit("gate", terms.gate);
    visit("person", terms.person);
    visit("key_id", terms.keyId);
    visit("count", terms.count);
    visit("issued", terms.issued);
    visit("expires", terms.expires);
}

Nonce nonceFor(const Secret32& key, const NonceTerms& terms)
{
    const std::string bytes = "stillgate/nonce/v1\n" + canonicalJson(toJson(terms));
    return Nonce{hmacSha256(key.view(), asBytes(bytes)).bytes};
}

std::string signedBytes(const Statement& statement)
{
    return "stillgate/decision/v1\n" + canonicalJson(toJson(statement));
}

std::string keyIdOf(const PublicKey& key)
{
    return toHex(sha256(key.view()).view()).substr(0, 16);
}

std::string noteContext(const Nonce& nonce)
{
    return "nonce:" + toHex(nonce.view());
}

} // namespace stillgate
