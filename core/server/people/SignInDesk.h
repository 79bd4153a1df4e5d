// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <mutex>

#include "core/base/Log.h"
#include "core/base/Password.h"
#include "core/protocol/PeopleMethods.h"
#include "core/server/people/Accounts.h"

namespace stillgate {

/// How long things last and what a guess costs.
struct SignInTerms {
    PasswordCost cost;
    int freeFailures = 5; ///< before the first wait
    Duration firstWait = Duration::seconds(30); ///< doubled with each further failure
    Duration longestWait = Duration::minutes(60);
    Duration token = Duration::minutes(15);
    Duration session = Duration::minutes(720);
    Duration invitation = Duration::days(1);
};

/// What came to sign in with.
struct Credentials {
    std::string login;
    std::string password;
    std::string code;
    PublicKey device; ///< its proof was checked before
};

/// Whom a token lets in, and the device that has to prove that it is there.
struct TokenHolder {
    PersonId person;
    rpc::SessionId session;
    PublicKey device;
};

/// Who may get in: passwords, one-time codes, tokens. Any thread; what hashes a password takes its time in the thread that asks. Time is
/// the orchestrator's, and never goes back.
class SignInDesk {
public:
    /// Whether the person works here now.
    using IsActive = std::function<bool(const PersonId&)>;

    [[nodiscard]] static Result<std::unique_ptr<SignInDesk>>
    open(AccountsFile file, const Secret32& lookupKey, const Clock& clock, IsActive isActive, const SignInTerms& terms = {});

    /// An account without a password for a person, or a new invitation to one that is there; then its sessions end. Conflict when the
    /// login is another person's. An empty login keeps the one that is there.
    [[nodiscard]] Result<std::pair<std::string, UtcTime>> invite(const PersonId& person, const std::string& login);
    [[nodiscard]] bool isTaken(const std::string& login) const;
    /// Takes an invitation up: the secret of the one-time codes.
    [[nodiscard]] Result<rpc::SessionSetUp::Result> setUp(const rpc::SessionSetUp::Params& params);

    /// Refused with one text, in the time that a right password takes, whatever is wrong.
    [[nodiscard]] Result<rpc::SessionGrant> signIn(const Credentials& credentials);
    [[nodiscard]] std::optional<PublicKey> deviceOf(const std::string& refresh) const;
    /// The device's proof was checked before.
    [[nodiscard]] Result<rpc::SessionGrant> renew(const std::string& refresh);

    [[nodiscard]] std::optional<TokenHolder> holderOf(std::string_view token) const;
    [[nodiscard]] bool isAlive(const rpc::SessionId& session) const;
    [[nodiscard]] std::vector<rpc::SessionsList::Row> sessions() const;
    /// How many ended.
    [[nodiscard]] Result<int> end(const PersonId& person, const std::optional<rpc::SessionId>& session);
    /// Ends the sessions of those who work here no more, so that they stay ended should somebody come back. True when there were any.
    bool endInactive();

    /// Takes a one-time code of the person for a decision: true once.
    [[nodiscard]] bool stepUp(const PersonId& person, std::string_view code);
    [[nodiscard]] rpc::AccountState stateOf(const PersonId& person) const;

private:
    SignInDesk(AccountsFile file, const Secret32& lookupKey, const Clock& clock, IsActive isActive, const SignInTerms& terms,
               Accounts accounts, std::string nobodysPassword);
    [[nodiscard]] UtcTime now() const;
    [[nodiscard]] Digest hashOf(const std::string& login) const;
    [[nodiscard]] std::map<std::string, Account>::iterator findLogin(const Digest& login);
    [[nodiscard]] Result<void> save();
    void countFailure(Account& account) const;
    [[nodiscard]] rpc::SessionGrant grant(const rpc::SessionId& id, SignedIn& session);
    void forgetEnded();

    AccountsFile m_file;
    Secret32 m_lookupKey;
    const Clock& m_clock;
    IsActive m_isActive;
    SignInTerms m_terms;
    mutable std::mutex m_mutex;
    Accounts m_accounts;
    std::string m_nobodysPassword; ///< hashed for those who are unknown, so that their answer takes as long
    Log m_log{"sign_in"};
};

} // namespace stillgate
