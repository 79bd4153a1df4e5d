// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QFuture>

#include "core/client/Reception.h"
#include "core/client/Signer.h"

namespace stillgate {

enum class ColleagueAccount {
    None,
    Invited, ///< has an invitation to set a password
    Ready
};

struct ColleagueKey {
    std::string id;
    bool isRevoked = false;

    friend bool operator==(const ColleagueKey&, const ColleagueKey&) = default;
};

/// Somebody who works here.
struct Colleague {
    PersonId person;
    std::string name; ///< empty when nobody said, or erased
    std::vector<Role> roles;
    bool isDisabled = false;
    ColleagueAccount account = ColleagueAccount::None;
    std::vector<ColleagueKey> keys;

    friend bool operator==(const Colleague&, const Colleague&) = default;
};

/// A device that somebody is signed in from.
struct SignedInDevice {
    PersonId person;
    std::string device; ///< see Reception::device()
    UtcTime since;
    UtcTime ends;

    friend bool operator==(const SignedInDevice&, const SignedInDevice&) = default;
};

/// What somebody asks an admin to enrol, as it is shown before it is countersigned.
struct ShownKeyRequest {
    PersonId person;
    std::string keyId;
    std::string fingerprint; ///< to compare aloud
    std::string text; ///< the request itself

    friend bool operator==(const ShownKeyRequest&, const ShownKeyRequest&) = default;
};

/// 128 bits of SHA-256 in groups of four: what two people read to each other. It begins with the key's id.
[[nodiscard]] std::string fingerprintOf(const PublicKey& key);
/// Malformed when it is no request.
[[nodiscard]] Result<ShownKeyRequest> readKeyRequest(const std::string& text);

/// People and their keys, asked and changed over the present connection. Refused with the code of the refusal in `where`. Lives in the
/// UI thread.
class PeopleService {
public:
    virtual ~PeopleService() = default;

    [[nodiscard]] virtual QFuture<Result<std::vector<Colleague>>> people() = 0;
    [[nodiscard]] virtual QFuture<Result<std::vector<SignedInDevice>>> devices() = 0;

    /// Conflict when the login is taken.
    [[nodiscard]] virtual QFuture<Result<InvitationCode>> add(const std::string& login, const std::string& name,
                                                              const std::vector<Role>& roles) = 0;
    /// A new invitation: the password of before serves no more.
    [[nodiscard]] virtual QFuture<Result<InvitationCode>> invite(const PersonId& person) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> disable(const PersonId& person, const std::string& reason) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> enable(const PersonId& person) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> endSessions(const PersonId& person) = 0;

    /// The owner's half, for an admin.
    [[nodiscard]] virtual QFuture<Result<std::string>> requestFor(const PersonId& person, std::shared_ptr<Signer> key) = 0;
    /// The very first admin's key, which nobody is there to countersign.
    [[nodiscard]] virtual QFuture<Result<void>> enrolFirst(const PersonId& person, std::shared_ptr<Signer> key) = 0;
    /// Enrols the key of a request, signed by `admin` with their own key.
    [[nodiscard]] virtual QFuture<Result<void>> countersign(const ShownKeyRequest& request, const PersonId& admin,
                                                            std::shared_ptr<Signer> key) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> revoke(const PersonId& person, const std::string& keyId,
                                                       const std::string& why) = 0;
};

} // namespace stillgate
