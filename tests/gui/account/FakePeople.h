// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "core/base/JsonCodec.h"
#include "core/client/PeopleService.h"
#include "core/domain/Statement.h"

namespace stillgate {

/// People in memory; what was asked for is written down and always granted, but for a login that is taken.
class FakePeople final : public PeopleService {
public:
    std::vector<Colleague> rows;
    QStringList done;

    [[nodiscard]] static PersonId personOf(int number)
    {
        PersonId person;
        person.uuid.bytes.front() = 1; // small ones stand for the program itself
        person.uuid.bytes.back() = static_cast<std::uint8_t>(number);
        person.uuid.bytes[6] = 0x70;
        person.uuid.bytes[8] = 0x80;
        return person;
    }
    /// What the owner of the key hands on.
    [[nodiscard]] static QString requestOf(int number, const SigningKey& key)
    {
        Json json = Json::object();
        json.set("person", toJson(personOf(number)));
        json.set("key", toJson(key.publicKey()));
        json.set("possession", toJson(key.sign(asBytes(std::string("anything")))));
        return QString::fromStdString(canonicalJson(json));
    }

    [[nodiscard]] QFuture<Result<std::vector<Colleague>>> people() override { return ended<std::vector<Colleague>>(rows); }
    [[nodiscard]] QFuture<Result<std::vector<SignedInDevice>>> devices() override
    {
        return ended<std::vector<SignedInDevice>>({});
    }
    [[nodiscard]] QFuture<Result<InvitationCode>> add(const std::string& login, const std::string&,
                                                      const std::vector<Role>& roles) override
    {
        if (login == "taken") {
            return QtFuture::makeReadyFuture(Result<InvitationCode>(fail(ErrorCode::Conflict, "$.login", "taken")));
        }
        done << QStringLiteral("add %1 %2").arg(QString::fromStdString(login), QString::fromUtf8(nameOf(roles.front()).data()));
        return ended<InvitationCode>({personOf(9), "sample-invitation", UtcTime{1'767'312'000'000}});
    }
    [[nodiscard]] QFuture<Result<InvitationCode>> invite(const PersonId& person) override
    {
        (void)note("invite", person);
        return ended<InvitationCode>({person, "sample-invitation", UtcTime{1'767'312'000'000}});
    }
    [[nodiscard]] QFuture<Result<void>> disable(const PersonId& person, const std::string&) override
    {
        return note("disable", person);
    }
    [[nodiscard]] QFuture<Result<void>> enable(const PersonId& person) override { return note("enable", person); }
    [[nodiscard]] QFuture<Result<void>> endSessions(const PersonId& person) override { return note("endSessions", person); }
    [[nodiscard]] QFuture<Result<std::string>> requestFor(const PersonId&, std::shared_ptr<Signer> key) override
    {
        return ended<std::string>("{\"key\":\"" + keyIdOf(key->publicKey()) +
                                  "\",\"person\":\"sample\",\"possession\":\"sample\"}");
    }
    [[nodiscard]] QFuture<Result<void>> enrolFirst(const PersonId& person, std::shared_ptr<Signer>) override
    {
        return note("enrolFirst", person);
    }
    [[nodiscard]] QFuture<Result<void>> countersign(const ShownKeyRequest& request, const PersonId&,
                                                    std::shared_ptr<Signer>) override
    {
        return note("countersign", request.person);
    }
    [[nodiscard]] QFuture<Result<void>> revoke(const PersonId& person, const std::string& keyId, const std::string&) override
    {
        return note("revoke", person, " " + keyId);
    }

private:
    template <typename T>
    static QFuture<Result<T>> ended(const T& value)
    {
        return QtFuture::makeReadyFuture(Result<T>(value));
    }
    QFuture<Result<void>> note(const char* what, const PersonId& person, const std::string& more = {})
    {
        done << QStringLiteral("%1 %2%3")
                    .arg(QLatin1String(what))
                    .arg(person.uuid.bytes.back())
                    .arg(QString::fromStdString(more));
        return QtFuture::makeReadyFuture(Result<void>());
    }
};

} // namespace stillgate
