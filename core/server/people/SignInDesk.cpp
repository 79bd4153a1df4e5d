// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/people/SignInDesk.h"

#include <algorithm>

#include "core/base/Failpoint.h"
#include "core/base/Totp.h"

namespace stillgate {

namespace {

constexpr std::size_t kMostSpent = 64;

tl::unexpected<Error> notIn()
{
    return fail(ErrorCode::Refused, "sign_in",
                "name, password or code is wrong, or there were too many tries: wait, and try again");
}

std::string newToken()
{
    return toHex(Secret32::random().view());
}

} // namespace

SignInDesk::SignInDesk(AccountsFile file, const Secret32& lookupKey, const Clock& clock, IsActive isActive,
                       const SignInTerms& terms, Accounts accounts, std::string nobodysPassword)
    : m_file(std::move(file))
    , m_lookupKey(lookupKey)
    , m_clock(clock)
    , m_isActive(std::move(isActive))
    , m_terms(terms)
    , m_accounts(std::move(accounts))
    , m_nobodysPassword(std::move(nobodysPassword))
{
}

Result<std::unique_ptr<SignInDesk>> SignInDesk::open(AccountsFile file, const Secret32& lookupKey, const Clock& clock,
                                                     IsActive isActive, const SignInTerms& terms)
{
    auto accounts = file.load();
    auto nobodys = hashPassword(newToken(), terms.cost);
    if (!accounts || !nobodys) {
        return tl::make_unexpected(accounts ? nobodys.error() : accounts.error());
    }
    return std::unique_ptr<SignInDesk>(new SignInDesk(std::move(file), lookupKey, clock, std::move(isActive), terms,
                                                      std::move(*accounts), std::move(*nobodys)));
}

UtcTime SignInDesk::now() const
{
    return STILLGATE_PROTECTION_ON("sign_in_time") ? std::max(m_clock.now(), m_accounts.seen) : m_clock.now();
}

Digest SignInDesk::hashOf(const std::string& login) const
{
    return hmacSha256(m_lookupKey.view(), asBytes("login:" + login));
}

std::map<std::string, Account>::iterator SignInDesk::findLogin(const Digest& login)
{
    return std::find_if(m_accounts.accounts.begin(), m_accounts.accounts.end(),
                        [&](const auto& entry) { return equalConstantTime(entry.second.login.view(), login.view()); });
}

Result<void> SignInDesk::save()
{
    m_accounts.seen = now();
    return m_file.save(m_accounts);
}

/// The wait doubles: 30 s after the fifth failure, then a minute, two, up to an hour.
void SignInDesk::countFailure(Account& account) const
{
    constexpr int kMostDoublings = 20;
    ++account.failures;
    if (account.failures >= m_terms.freeFailures && STILLGATE_PROTECTION_ON("lockout")) {
        const int doublings = std::min(account.failures - m_terms.freeFailures, kMostDoublings);
        account.lockedUntil = now() + std::min(m_terms.firstWait * (std::int64_t{1} << doublings), m_terms.longestWait);
    }
}

bool SignInDesk::isTaken(const std::string& login) const
{
    const std::lock_guard lock(m_mutex);
    const Digest wanted = hashOf(login);
    return std::any_of(m_accounts.accounts.begin(), m_accounts.accounts.end(),
                       [&](const auto& entry) { return entry.second.login == wanted; });
}

Result<std::pair<std::string, UtcTime>> SignInDesk::invite(const PersonId& person, const std::string& login)
{
    const std::lock_guard lock(m_mutex);
    const Digest hash = hashOf(login);
    const auto other = login.empty() ? m_accounts.accounts.end() : findLogin(hash);
    const auto own = m_accounts.accounts.find(person.text());
    if (other != m_accounts.accounts.end() && other->first != person.text()) {
        return fail(ErrorCode::Conflict, "$.login", "the name is taken");
    }
    if (login.empty() && own == m_accounts.accounts.end()) {
        return fail(ErrorCode::NotFound, "$.person", "this person has no account");
    }
    const std::string invitation = newToken();
    Account account;
    account.login = login.empty() ? own->second.login : hash;
    account.invitation = sha256(invitation);
    account.invitationEnds = now() + m_terms.invitation;
    m_accounts.accounts[person.text()] = account;
    std::erase_if(m_accounts.sessions, [&](const auto& entry) { return entry.second.person == person; });
    return save().map([&] { return std::pair(invitation, account.invitationEnds); });
}

Result<rpc::SessionSetUp::Result> SignInDesk::setUp(const rpc::SessionSetUp::Params& params)
{
    auto password = hashPassword(params.password, m_terms.cost);
    if (!password) {
        return tl::make_unexpected(password.error());
    }
    const std::lock_guard lock(m_mutex);
    const auto account = findLogin(hashOf(params.login));
    const Digest invitation = sha256(params.invitation);
    if (account == m_accounts.accounts.end() || !account->second.invitation ||
        !equalConstantTime(account->second.invitation->view(), invitation.view()) || now() >= account->second.invitationEnds) {
        return notIn();
    }
    Account made;
    made.login = account->second.login;
    made.password = std::move(*password);
    fillRandom(made.totp.bytes);
    account->second = made;
    return save().map([&] {
        const std::string secret = base32(made.totp.view());
        return rpc::SessionSetUp::Result{secret, "otpauth://totp/Stillgate?secret=" + secret + "&issuer=Stillgate"};
    });
}

Result<rpc::SessionGrant> SignInDesk::signIn(const Credentials& credentials)
{
    const Digest login = hashOf(credentials.login);
    const std::string hash = [&] {
        const std::lock_guard lock(m_mutex);
        const auto account = findLogin(login);
        const bool known = account != m_accounts.accounts.end() && !account->second.password.empty();
        return known ? account->second.password : m_nobodysPassword;
    }();
    // Outside the lock: it takes a tenth of a second, and everybody's tokens are looked up under it.
    const bool rightPassword = isPassword(hash, credentials.password);

    const std::lock_guard lock(m_mutex);
    const auto found = findLogin(login);
    if (found == m_accounts.accounts.end()) {
        // Written as for a name that somebody has: the time it takes tells nothing.
        auto saved = save();
        return saved ? notIn() : tl::make_unexpected(saved.error());
    }
    Account& account = found->second;
    const auto person = PersonId::fromText(found->first);
    const auto step = matchTotp(account.totp.view(), credentials.code, now(), account.usedStep);
    const bool locked = now() < account.lockedUntil;
    const bool right = rightPassword && account.password == hash && step && person && m_isActive(*person);
    if (locked || !right) {
        // While it is locked nothing counts: who waits in earnest is not kept waiting by who does not.
        if (!locked) {
            countFailure(account);
        }
        m_log.info("refused", {{"person", found->first}});
        if (auto saved = save(); !saved) {
            return tl::make_unexpected(saved.error());
        }
        return notIn();
    }
    account.failures = 0;
    account.usedStep = *step;
    forgetEnded();
    SignedIn session;
    session.person = *person;
    session.device = credentials.device;
    session.since = now();
    session.ends = now() + m_terms.session;
    const rpc::SessionId id{uuidV7(now(), randomFixed<Digest>())};
    rpc::SessionGrant given = grant(id, session);
    m_accounts.sessions[id.text()] = std::move(session);
    m_log.info("signed_in", {{"person", found->first}});
    return save().map([&] { return given; });
}

/// A new pair for the session. What it had before serves no more.
rpc::SessionGrant SignInDesk::grant(const rpc::SessionId& id, SignedIn& session)
{
    const std::string token = newToken();
    const std::string refresh = newToken();
    session.token = sha256(token);
    session.refresh = sha256(refresh);
    session.tokenEnds = std::min(now() + m_terms.token, session.ends);
    return {session.person, id, token, session.tokenEnds, refresh, session.ends};
}

void SignInDesk::forgetEnded()
{
    std::erase_if(m_accounts.sessions, [&](const auto& entry) { return now() >= entry.second.ends; });
}

std::optional<PublicKey> SignInDesk::deviceOf(const std::string& refresh) const
{
    const std::lock_guard lock(m_mutex);
    const Digest hash = sha256(refresh);
    for (const auto& [id, session] : m_accounts.sessions) {
        const bool spent = std::find(session.spent.begin(), session.spent.end(), hash) != session.spent.end();
        if (session.refresh == hash || spent) {
            return session.device;
        }
    }
    return std::nullopt;
}

Result<rpc::SessionGrant> SignInDesk::renew(const std::string& refresh)
{
    const std::lock_guard lock(m_mutex);
    const Digest hash = sha256(refresh);
    for (auto entry = m_accounts.sessions.begin(); entry != m_accounts.sessions.end(); ++entry) {
        SignedIn& session = entry->second;
        const auto id = rpc::SessionId::fromText(entry->first);
        if (std::find(session.spent.begin(), session.spent.end(), hash) != session.spent.end() &&
            STILLGATE_PROTECTION_ON("refresh_once")) {
            m_log.warning("refresh_reused", {{"session", entry->first}});
            m_accounts.sessions.erase(entry);
            (void)save();
            return notIn();
        }
        if (session.refresh != hash || !id) {
            continue;
        }
        if (now() >= session.ends || !m_isActive(session.person)) {
            return notIn();
        }
        if (session.spent.size() >= kMostSpent) {
            session.spent.erase(session.spent.begin());
        }
        session.spent.push_back(session.refresh);
        rpc::SessionGrant given = grant(*id, session);
        return save().map([&] { return given; });
    }
    return notIn();
}

std::optional<TokenHolder> SignInDesk::holderOf(std::string_view token) const
{
    const Digest hash = sha256(token);
    const std::lock_guard lock(m_mutex);
    std::optional<TokenHolder> found;
    for (const auto& [id, session] : m_accounts.sessions) {
        const bool fits = equalConstantTime(session.token.view(), hash.view());
        const auto parsed = fits ? rpc::SessionId::fromText(id) : Result<rpc::SessionId>(rpc::SessionId{});
        if (fits && parsed && now() < session.tokenEnds && m_isActive(session.person)) {
            found = TokenHolder{session.person, *parsed, session.device};
        }
    }
    return found;
}

bool SignInDesk::isAlive(const rpc::SessionId& session) const
{
    const std::lock_guard lock(m_mutex);
    const auto at = m_accounts.sessions.find(session.text());
    return !STILLGATE_PROTECTION_ON("revocation") ||
           (at != m_accounts.sessions.end() && now() < at->second.tokenEnds && m_isActive(at->second.person));
}

std::vector<rpc::SessionsList::Row> SignInDesk::sessions() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<rpc::SessionsList::Row> out;
    for (const auto& [id, session] : m_accounts.sessions) {
        if (const auto parsed = rpc::SessionId::fromText(id); parsed && now() < session.ends) {
            out.push_back({*parsed, session.person, session.device, session.since, session.tokenEnds, session.ends});
        }
    }
    return out;
}

Result<int> SignInDesk::end(const PersonId& person, const std::optional<rpc::SessionId>& session)
{
    const std::lock_guard lock(m_mutex);
    const auto ended = std::erase_if(m_accounts.sessions, [&](const auto& entry) {
        return entry.second.person == person && (!session || entry.first == session->text());
    });
    return ended == 0 ? Result<int>(0) : save().map([&] { return static_cast<int>(ended); });
}

bool SignInDesk::endInactive()
{
    const std::lock_guard lock(m_mutex);
    const auto ended = std::erase_if(m_accounts.sessions, [&](const auto& entry) { return !m_isActive(entry.second.person); });
    if (ended > 0) {
        if (const auto saved = save(); !saved) {
            m_log.warning("not_saved", {{"error", saved.error().text()}});
        }
    }
    return ended > 0;
}

bool SignInDesk::stepUp(const PersonId& person, std::string_view code)
{
    const std::lock_guard lock(m_mutex);
    const auto at = m_accounts.accounts.find(person.text());
    if (at == m_accounts.accounts.end() || at->second.password.empty() || now() < at->second.lockedUntil) {
        return false;
    }
    const auto step = matchTotp(at->second.totp.view(), code, now(), at->second.usedStep);
    if (step) {
        at->second.usedStep = *step;
        at->second.failures = 0;
    } else {
        countFailure(at->second);
    }
    return save().has_value() && step.has_value();
}

rpc::AccountState SignInDesk::stateOf(const PersonId& person) const
{
    const std::lock_guard lock(m_mutex);
    const auto at = m_accounts.accounts.find(person.text());
    return at == m_accounts.accounts.end() ? rpc::AccountState::None
           : at->second.password.empty()   ? rpc::AccountState::Invited
                                           : rpc::AccountState::Ready;
}

} // namespace stillgate
