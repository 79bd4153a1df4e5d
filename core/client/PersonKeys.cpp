// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/PersonKeys.h"

#include <QPromise>
#include <QThreadPool>

#include "core/base/File.h"
#include "core/protocol/SealedKeyFile.h"

namespace stillgate {

namespace {

constexpr std::string_view kProbe = "probe";

std::string entryOf(const PersonId& person)
{
    return "key/" + person.text();
}

KeptKey keptIn(KeyPlace place, const SigningKey& key)
{
    return {place, std::make_shared<KeySigner>(key)};
}

Result<KeptKey> fromSeedText(const std::string& text)
{
    return fromHex(text).and_then([](const Bytes& bytes) { return Secret32::from(bytes); }).map([](const Secret32& seed) {
        return keptIn(KeyPlace::Keyring, SigningKey::fromSeed(seed));
    });
}

/// Deriving a key takes long on purpose.
QFuture<Result<KeptKey>> elsewhere(std::function<Result<KeptKey>()> work)
{
    const auto promise = std::make_shared<QPromise<Result<KeptKey>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace

PersonKeys::PersonKeys(Keyring& keyring, std::filesystem::path folder) : m_keyring(keyring), m_folder(std::move(folder)) {}

std::filesystem::path PersonKeys::fileOf(const PersonId& person) const
{
    return m_folder / (person.text() + ".key");
}

QFuture<Result<void>> PersonKeys::probe()
{
    const std::string name(kProbe);
    const std::string written = toHex(Secret32::random().view());
    return m_keyring.write(name, written)
        .then([this, name](const Result<void>& done) {
            return done ? m_keyring.read(name)
                        : QtFuture::makeReadyFuture(Result<std::string>(tl::make_unexpected(done.error())));
        })
        .unwrap()
        .then([this, name, written](const Result<std::string>& read) {
            if (!read) {
                return QtFuture::makeReadyFuture(Result<void>(tl::make_unexpected(read.error())));
            }
            if (*read != written) {
                return QtFuture::makeReadyFuture(
                    Result<void>(fail(ErrorCode::Unavailable, "keyring", "it gives back something else than was written")));
            }
            return m_keyring.remove(name);
        })
        .unwrap();
}

KeptKey PersonKeys::lookForFile(const PersonId& person) const
{
    std::error_code ignored;
    return {std::filesystem::exists(fileOf(person), ignored) ? KeyPlace::File : KeyPlace::None, nullptr};
}

QFuture<Result<KeptKey>> PersonKeys::find(const PersonId& person)
{
    return m_keyring.read(entryOf(person)).then([this, person](const Result<std::string>& read) {
        return read ? fromSeedText(*read) : Result<KeptKey>(lookForFile(person));
    });
}

QFuture<Result<KeptKey>> PersonKeys::makeInKeyring(const PersonId& person)
{
    const SigningKey key = SigningKey::generate();
    return probe()
        .then([this, person, key](const Result<void>& usable) {
            return usable ? m_keyring.write(entryOf(person), toHex(key.seed().view())) : QtFuture::makeReadyFuture(usable);
        })
        .unwrap()
        .then([key](const Result<void>& written) { return written.map([&] { return keptIn(KeyPlace::Keyring, key); }); });
}

QFuture<Result<KeptKey>> PersonKeys::makeInFile(const PersonId& person, const std::string& passphrase)
{
    return elsewhere([folder = m_folder, path = fileOf(person), person, passphrase] {
        const SigningKey key = SigningKey::generate();
        return makePrivateFolder(folder).and_then([&] { return writeSealedKey(path, {person, key}, passphrase); }).map([&] {
            return keptIn(KeyPlace::File, key);
        });
    });
}

QFuture<Result<KeptKey>> PersonKeys::openFile(const PersonId& person, const std::string& passphrase)
{
    return elsewhere([path = fileOf(person), person, passphrase] {
        return readSealedKey(path, passphrase).and_then([&](const SealedKey& read) {
            return read.person == person ? Result<KeptKey>(keptIn(KeyPlace::File, read.key))
                                         : Result<KeptKey>(fail(ErrorCode::Refused, path.string(), "it is another person's"));
        });
    });
}

} // namespace stillgate
