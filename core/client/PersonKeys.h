// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <QFuture>
#include <QObject>

#include "core/client/Signer.h"
#include "core/domain/Ids.h"

namespace stillgate {

/// A keeper of small secrets: the desktop's. Unavailable when there is none or it does not answer; Refused when the person did not
/// unlock it.
class Keyring {
public:
    virtual ~Keyring() = default;
    [[nodiscard]] virtual QFuture<Result<void>> write(const std::string& name, const std::string& secret) = 0;
    /// NotFound when nothing of that name is there.
    [[nodiscard]] virtual QFuture<Result<std::string>> read(const std::string& name) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> remove(const std::string& name) = 0;
};

enum class KeyPlace {
    None,
    Keyring,
    File ///< under a passphrase
};

/// Where somebody's signing key is, and the key where it can be used.
struct KeptKey {
    KeyPlace place = KeyPlace::None;
    std::shared_ptr<Signer> signer; ///< none while a file is locked
};

/// Keeps people's signing keys on this machine: in the keyring, or in a key file under a passphrase when somebody chose that. Lives in
/// the UI thread; what derives a key from a passphrase works in another.
class PersonKeys final : public QObject {
    Q_OBJECT

public:
    /// Key files are in the folder, one to a person. The keyring outlives this.
    PersonKeys(Keyring& keyring, std::filesystem::path folder);

    /// Whether the keyring keeps what is written: writes, reads and deletes something of its own.
    [[nodiscard]] QFuture<Result<void>> probe();
    /// A keyring that does not answer is as one that has nothing.
    [[nodiscard]] QFuture<Result<KeptKey>> find(const PersonId& person);
    [[nodiscard]] QFuture<Result<KeptKey>> makeInKeyring(const PersonId& person);
    /// Limit when the passphrase is too short. An old file of the person is replaced.
    [[nodiscard]] QFuture<Result<KeptKey>> makeInFile(const PersonId& person, const std::string& passphrase);
    /// Refused when the passphrase is another one.
    [[nodiscard]] QFuture<Result<KeptKey>> openFile(const PersonId& person, const std::string& passphrase);
    [[nodiscard]] std::filesystem::path fileOf(const PersonId& person) const;

private:
    [[nodiscard]] KeptKey lookForFile(const PersonId& person) const;

    Keyring& m_keyring;
    std::filesystem::path m_folder;
};

} // namespace stillgate
