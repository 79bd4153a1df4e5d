// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/account/LivePeopleService.h"

#include "core/domain/PeopleStatements.h"
#include "core/protocol/KeyRequest.h"

namespace stillgate {

namespace {

constexpr std::size_t kFingerprintDigits = 32;
constexpr std::size_t kGroupDigits = 4;

template <typename T>
QFuture<Result<T>> endedBy(const Error& error)
{
    return QtFuture::makeReadyFuture(Result<T>(tl::make_unexpected(error)));
}

Result<void> outcomeOf(const Result<rpc::CommandSubmit::Result>& answer)
{
    if (!answer) {
        return tl::make_unexpected(answer.error());
    }
    if (answer->refusal) {
        return fail(ErrorCode::Refused, std::string(nameOf(answer->refusal->code)), answer->refusal->detail);
    }
    return {};
}

Colleague colleagueOf(const rpc::PersonRow& row)
{
    Colleague out{row.person, row.name, row.roles, row.status != PersonStatus::Active, ColleagueAccount::None, {}};
    out.account = row.account == rpc::AccountState::Ready     ? ColleagueAccount::Ready
                  : row.account == rpc::AccountState::Invited ? ColleagueAccount::Invited
                                                              : ColleagueAccount::None;
    out.keys.reserve(row.keys.size());
    for (const rpc::PersonKeyRow& key : row.keys) {
        out.keys.push_back({key.keyId, key.revoked});
    }
    return out;
}

Result<InvitationCode> codeOf(const Result<rpc::Invitation>& made)
{
    return made.map([](const rpc::Invitation& one) { return InvitationCode{one.person, one.invitation, one.ends}; });
}

Result<KeyRequest> requestIn(const std::string& text)
{
    return parseJson(text).and_then([](const Json& json) { return fromJson<KeyRequest>(json); });
}

Result<KeyRequest> ownersHalf(const PersonId& person, Signer& key, const std::string& bytes)
{
    return key.sign(asBytes(bytes)).map([&](const Signature& possession) {
        return KeyRequest{person, key.publicKey(), possession};
    });
}

} // namespace

std::string fingerprintOf(const PublicKey& key)
{
    const std::string digits = toHex(sha256(key.view()).view()).substr(0, kFingerprintDigits);
    std::string out;
    for (std::size_t at = 0; at < digits.size(); at += kGroupDigits) {
        out.append(out.empty() ? "" : " ").append(digits, at, kGroupDigits);
    }
    return out;
}

Result<ShownKeyRequest> readKeyRequest(const std::string& text)
{
    return requestIn(text).map([&](const KeyRequest& request) {
        return ShownKeyRequest{request.person, keyIdOf(request.key), fingerprintOf(request.key), text};
    });
}

QFuture<Result<std::vector<Colleague>>> LivePeopleService::people()
{
    return m_calls.call<rpc::PeopleList>({}).then([](const Result<rpc::PeopleList::Result>& list) {
        return list.map([](const rpc::PeopleList::Result& people) {
            std::vector<Colleague> out;
            out.reserve(people.rows.size());
            for (const rpc::PersonRow& row : people.rows) {
                out.push_back(colleagueOf(row));
            }
            return out;
        });
    });
}

QFuture<Result<std::vector<SignedInDevice>>> LivePeopleService::devices()
{
    return m_calls.call<rpc::SessionsList>({}).then([](const Result<rpc::SessionsList::Result>& list) {
        return list.map([](const rpc::SessionsList::Result& sessions) {
            std::vector<SignedInDevice> out;
            out.reserve(sessions.rows.size());
            for (const rpc::SessionsList::Row& row : sessions.rows) {
                out.push_back({row.person, keyIdOf(row.device), row.since, row.ends});
            }
            return out;
        });
    });
}

QFuture<Result<InvitationCode>> LivePeopleService::add(const std::string& login, const std::string& name,
                                                       const std::vector<Role>& roles)
{
    return m_calls.call<rpc::PeopleEnrol>({login, name, roles}).then(codeOf);
}

QFuture<Result<InvitationCode>> LivePeopleService::invite(const PersonId& person)
{
    return m_calls.call<rpc::PeopleInvite>({person}).then(codeOf);
}

QFuture<Result<void>> LivePeopleService::submit(const rpc::PersonCommand& command)
{
    const CommandId id{uuidV7(m_clock.now(), randomFixed<Digest>())};
    return m_calls.call<rpc::CommandSubmit>({id, command}).then(outcomeOf);
}

QFuture<Result<void>> LivePeopleService::disable(const PersonId& person, const std::string& reason)
{
    return submit(rpc::SubmitDisabling{person, reason});
}

QFuture<Result<void>> LivePeopleService::enable(const PersonId& person)
{
    return submit(rpc::SubmitEnabling{person});
}

QFuture<Result<void>> LivePeopleService::endSessions(const PersonId& person)
{
    return m_calls.call<rpc::SessionsEnd>({person, std::nullopt}).then([](const Result<rpc::SessionsEnd::Result>& ended) {
        return ended.map([](const rpc::SessionsEnd::Result&) {});
    });
}

template <typename T>
QFuture<Result<T>> LivePeopleService::withStatement(const PersonId& person, const PublicKey& key,
                                                    std::function<QFuture<Result<T>>(const std::string& bytes)> then)
{
    return m_calls.call<rpc::LedgerStatus>({})
        .then([person, key, then = std::move(then)](const Result<rpc::LedgerStatus::Result>& ledger) {
            return ledger ? then(signedBytes(KeyStatement{ledger->origin, ledger->environment, person, Digest{key.bytes}}))
                          : endedBy<T>(ledger.error());
        })
        .unwrap();
}

QFuture<Result<std::string>> LivePeopleService::requestFor(const PersonId& person, std::shared_ptr<Signer> key)
{
    return withStatement<std::string>(person, key->publicKey(), [person, key](const std::string& bytes) {
        return QtFuture::makeReadyFuture(
            ownersHalf(person, *key, bytes).map([](const KeyRequest& request) { return canonicalJson(toJson(request)); }));
    });
}

QFuture<Result<void>> LivePeopleService::enrolFirst(const PersonId& person, std::shared_ptr<Signer> key)
{
    return withStatement<void>(person, key->publicKey(), [this, person, key](const std::string& bytes) {
        const auto half = ownersHalf(person, *key, bytes);
        return half ? submit(rpc::SubmitKey{half->person, half->key, half->possession, std::nullopt})
                    : endedBy<void>(half.error());
    });
}

QFuture<Result<void>> LivePeopleService::countersign(const ShownKeyRequest& request, const PersonId& admin,
                                                     std::shared_ptr<Signer> key)
{
    const auto half = requestIn(request.text);
    if (!half) {
        return endedBy<void>(half.error());
    }
    return withStatement<void>(half->person, half->key, [this, half = *half, admin, key](const std::string& bytes) {
        const auto second = key->sign(asBytes(bytes));
        return second ? submit(rpc::SubmitKey{half.person, half.key, half.possession,
                                              SignedBy{admin, keyIdOf(key->publicKey()), *second}})
                      : endedBy<void>(second.error());
    });
}

QFuture<Result<void>> LivePeopleService::revoke(const PersonId& person, const std::string& keyId, const std::string& why)
{
    return submit(rpc::SubmitKeyRevocation{person, keyId, why});
}

} // namespace stillgate
