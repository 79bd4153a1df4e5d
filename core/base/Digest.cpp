// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Digest.h"

#include <cstdlib>

#include <openssl/evp.h>
#include <sodium.h>

namespace stillgate {

namespace {

// Fetching the algorithm costs ten times the hash of a short message, so it is done once in a process.
const EVP_MD* sha256Algorithm()
{
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return algorithm;
}

struct ContextDeleter {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextDeleter>;

// A hash that cannot be computed leaves no safe way on: nothing may be recorded or compared.
void require(bool done)
{
    if (!done) {
        std::abort();
    }
}

} // namespace

struct Sha256::State {
    Context context{EVP_MD_CTX_new()};
    State() { start(); }
    void start() { require(context && EVP_DigestInit_ex2(context.get(), sha256Algorithm(), nullptr) == 1); }
};

Sha256::Sha256() : m_state(std::make_unique<State>()) {}
Sha256::~Sha256() = default;

void Sha256::add(ByteView bytes)
{
    require(EVP_DigestUpdate(m_state->context.get(), bytes.data(), bytes.size()) == 1);
}

Digest Sha256::finish()
{
    Digest out;
    require(EVP_DigestFinal_ex(m_state->context.get(), out.bytes.data(), nullptr) == 1);
    m_state->start();
    return out;
}

Digest sha256(std::initializer_list<ByteView> parts)
{
    thread_local Sha256 hash;
    for (const ByteView part : parts) {
        hash.add(part);
    }
    return hash.finish();
}

Digest sha256(ByteView bytes)
{
    return sha256({bytes});
}

Digest hmacSha256(ByteView key, ByteView message)
{
    Digest out;
    crypto_auth_hmacsha256_state state;
    require(crypto_auth_hmacsha256_init(&state, key.data(), key.size()) == 0);
    require(crypto_auth_hmacsha256_update(&state, message.data(), message.size()) == 0);
    require(crypto_auth_hmacsha256_final(&state, out.bytes.data()) == 0);
    return out;
}

} // namespace stillgate
