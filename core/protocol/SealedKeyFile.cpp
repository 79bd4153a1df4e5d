// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/SealedKeyFile.h"

#include "core/base/File.h"
#include "core/base/JsonCodec.h"

namespace stillgate {

namespace {

/// What a file may ask for: one that somebody changed must not take all memory.
constexpr std::int64_t kMostPasses = 16;
constexpr std::int64_t kMostMemory = std::int64_t{1} << 30;
constexpr std::size_t kMostSealedBytes = 4096;

struct SealedForm {
    PersonId person;
    PublicKey key;
    std::string kdf; ///< "argon2id13"
    std::int64_t passes = 0;
    std::int64_t memory = 0;
    PasswordSalt salt;
    std::string sealed; ///< base64: the seed
};

template <typename Visitor>
void describe(Visitor& visit, SealedForm& form)
{
    visit("person", form.person);
    visit("key", form.key);
    visit("kdf", form.kdf);
    visit("passes", form.passes);
    visit("memory", form.memory);
    visit("salt", form.salt);
    visit("sealed", form.sealed);
}

/// The seal covers what stands in the clear too.
std::string contextOf(const SealedForm& form)
{
    return "stillgate/key-file/v1:" + form.person.text() + ":" + toHex(form.key.view());
}

} // namespace

Result<void> writeSealedKey(const std::filesystem::path& path, const SealedKey& key, std::string_view passphrase,
                            const PasswordCost& cost)
{
    SealedForm form{key.person,
                    key.key.publicKey(),
                    "argon2id13",
                    static_cast<std::int64_t>(cost.passes),
                    static_cast<std::int64_t>(cost.memoryBytes),
                    randomFixed<PasswordSalt>(),
                    {}};
    const auto under = keyFromPassphrase(passphrase, form.salt, cost);
    if (!under) {
        return tl::make_unexpected(under.error());
    }
    form.sealed = toBase64(seal(*under, key.key.seed().view(), asBytes(contextOf(form))));
    return writeFile(path, prettyJson(toJson(form)) + "\n");
}

Result<SealedKey> readSealedKey(const std::filesystem::path& path, std::string_view passphrase)
{
    const auto text = readFile(path, kMostSealedBytes);
    const auto form = text ? parseJson(*text).and_then([](const Json& json) { return fromJson<SealedForm>(json); })
                           : tl::make_unexpected(text.error());
    if (!form) {
        return tl::make_unexpected(form.error());
    }
    const bool known = form->kdf == "argon2id13" && form->passes > 0 && form->passes <= kMostPasses && form->memory > 0 &&
                       form->memory <= kMostMemory;
    const auto sealed = fromBase64(form->sealed);
    if (!known || !sealed) {
        return fail(ErrorCode::Malformed, path.string(), "it is no key file of ours");
    }
    const PasswordCost cost{static_cast<unsigned long long>(form->passes), static_cast<std::size_t>(form->memory)};
    const auto under = keyFromPassphrase(passphrase, form->salt, cost);
    if (!under) {
        return tl::make_unexpected(under.error());
    }
    const auto seed =
        open(*under, *sealed, asBytes(contextOf(*form))).and_then([](const Bytes& bytes) { return Secret32::from(bytes); });
    if (!seed || SigningKey::fromSeed(*seed).publicKey() != form->key) {
        return fail(ErrorCode::Refused, path.string(), "the passphrase is another one, or the file was changed");
    }
    return SealedKey{form->person, SigningKey::fromSeed(*seed)};
}

} // namespace stillgate
