// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include <QFuture>
#include <QObject>

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/domain/Ids.h"
#include "core/domain/Words.h"

namespace stillgate {

/// Who is expected at an orchestrator.
enum class HouseKind {
    Demonstration, ///< it made its people up; whoever has the data folder comes in
    Empty, ///< nobody is an admin yet: whoever has the data folder makes the first one
    Staffed ///< people sign in
};

struct House {
    HouseKind kind = HouseKind::Staffed;
    std::string origin; ///< name of the ledger; the host of one elsewhere
    std::optional<Environment> environment; ///< one elsewhere tells nobody who is not signed in

    friend bool operator==(const House&, const House&) = default;
};

/// What a password is set with, once, until `ends`.
struct InvitationCode {
    PersonId person;
    std::string code;
    UtcTime ends;

    friend bool operator==(const InvitationCode&, const InvitationCode&) = default;
};

/// For an authenticator app; told once.
struct CodeSecret {
    std::string base32;
    std::string uri; ///< otpauth://

    friend bool operator==(const CodeSecret&, const CodeSecret&) = default;
};

/// Ended: somebody was signed in here and the orchestrator ended it, or its time is over.
enum class SignInStanding { SignedOut, SignedIn, Ended };

/// How people get in from this device, and whether somebody is in. Tokens are kept here and renewed in the background. Lives in the UI
/// thread.
class Reception : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] virtual SignInStanding standing() const = 0;
    /// Who is signed in, or was when the session ended.
    [[nodiscard]] virtual const PersonId& person() const = 0;
    /// To compare this device with the list of those that are signed in.
    [[nodiscard]] virtual std::string device() const = 0;

    /// Unavailable when the orchestrator does not answer.
    [[nodiscard]] virtual QFuture<Result<House>> look() = 0;
    /// Refused once there is an admin.
    [[nodiscard]] virtual QFuture<Result<InvitationCode>> makeFirstAdmin(const std::string& login, const std::string& name) = 0;
    /// Takes an invitation up. Refused, whatever is wrong.
    [[nodiscard]] virtual QFuture<Result<CodeSecret>> setUp(const std::string& login, const std::string& invitation,
                                                            const std::string& password) = 0;
    /// Refused, with the same words whatever is wrong.
    [[nodiscard]] virtual QFuture<Result<void>> signIn(const std::string& login, const std::string& password,
                                                       const std::string& code) = 0;
    /// Ends the session at the orchestrator too, where that can be reached; here it ends at once.
    virtual void signOut() = 0;
    /// The orchestrator let our token in no more: the session is renewed, or it has ended.
    virtual void check() = 0;

signals:
    void standingChanged(stillgate::SignInStanding standing);
};

} // namespace stillgate
