// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/people/Accounts.h"

#include "core/base/File.h"
#include "core/base/JsonCodec.h"
#include "core/base/Password.h"

namespace stillgate {

namespace {
constexpr std::string_view kSealContext = "stillgate/accounts/v1";
constexpr std::size_t kMostAccountBytes = 64U << 20U;
} // namespace

template <typename Visitor>
void describe(Visitor& visit, Account& account)
{
    visit("login", account.login);
    visit("password", account.password);
    visit("totp", account.totp);
    visit("used_step", account.usedStep);
    visit("failures", account.failures);
    visit("locked_until", account.lockedUntil);
    visit("invitation", account.invitation);
    visit("invitation_ends", account.invitationEnds);
}

template <typename Visitor>
void describe(Visitor& visit, SignedIn& session)
{
    visit("person", session.person);
    visit("device", session.device);
    visit("token", session.token);
    visit("refresh", session.refresh);
    visit("spent", session.spent);
    visit("since", session.since);
    visit("token_ends", session.tokenEnds);
    visit("ends", session.ends);
}

template <typename Visitor>
void describe(Visitor& visit, Accounts& accounts)
{
    visit("accounts", accounts.accounts);
    visit("sessions", accounts.sessions);
    visit("seen", accounts.seen);
}

AccountsFile::AccountsFile(std::filesystem::path path, const Secret32& masterKey)
    : m_path(std::move(path)), m_key(*Secret32::from(hmacSha256(masterKey.view(), asBytes(kSealContext)).view()))
{
}

Result<Accounts> AccountsFile::load() const
{
    const auto sealed = readFile(m_path, kMostAccountBytes);
    if (!sealed) {
        return sealed.error().code == ErrorCode::NotFound ? Result<Accounts>(Accounts{}) : tl::make_unexpected(sealed.error());
    }
    auto plain = open(m_key, asBytes(*sealed), asBytes(kSealContext));
    if (!plain) {
        return fail(ErrorCode::Corrupt, m_path.string(), plain.error().detail);
    }
    auto read = parseJson(asText(*plain)).and_then([](const Json& json) { return fromJson<Accounts>(json); });
    wipe(*plain);
    return read;
}

Result<void> AccountsFile::save(const Accounts& accounts) const
{
    std::string plain = canonicalJson(toJson(accounts));
    const Bytes sealed = seal(m_key, asBytes(plain), asBytes(kSealContext));
    wipe({reinterpret_cast<std::uint8_t*>(plain.data()), plain.size()});
    return writeFile(m_path, asText(sealed));
}

} // namespace stillgate
