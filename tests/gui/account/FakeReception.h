// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/Reception.h"

namespace stillgate {

/// An orchestrator's front desk in a test: it knows one name, one password and one code.
class FakeReception final : public Reception {
    Q_OBJECT

public:
    House house{HouseKind::Staffed, "sample.example/stillgate", Environment::Dev};
    bool answers = true;
    std::string invitation = "sample-invitation";
    std::string password;
    std::string code = "123456";
    int tries = 0;
    SignInStanding now = SignInStanding::SignedOut;
    PersonId who;

    [[nodiscard]] SignInStanding standing() const override { return now; }
    [[nodiscard]] const PersonId& person() const override { return who; }
    [[nodiscard]] std::string device() const override { return "0123456789abcdef"; }
    [[nodiscard]] QFuture<Result<House>> look() override { return reply(Result<House>(house)); }
    [[nodiscard]] QFuture<Result<InvitationCode>> makeFirstAdmin(const std::string&, const std::string&) override
    {
        return reply(house.kind == HouseKind::Empty ? Result<InvitationCode>(InvitationCode{who, invitation, {}})
                                                    : refused<InvitationCode>());
    }
    [[nodiscard]] QFuture<Result<CodeSecret>> setUp(const std::string&, const std::string& given,
                                                    const std::string& chosen) override
    {
        if (given == invitation) {
            password = chosen;
        }
        return reply(given == invitation ? Result<CodeSecret>(CodeSecret{"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                                                                         "otpauth://totp/sample?secret=JBSWY3DPEHPK3PXP"})
                                         : refused<CodeSecret>());
    }
    [[nodiscard]] QFuture<Result<void>> signIn(const std::string&, const std::string& given, const std::string& typed) override
    {
        ++tries;
        const bool isRight = answers && given == password && typed == code;
        if (isRight) {
            stand(SignInStanding::SignedIn);
        }
        return reply(isRight ? Result<void>() : refused<void>());
    }
    void signOut() override { stand(SignInStanding::SignedOut); }
    void check() override {}
    void stand(SignInStanding standing)
    {
        now = standing;
        emit standingChanged(now);
    }

private:
    template <typename T>
    static Result<T> refused()
    {
        return fail(ErrorCode::Refused, "sign_in", "not let in");
    }
    template <typename T>
    [[nodiscard]] QFuture<Result<T>> reply(Result<T> result) const
    {
        return QtFuture::makeReadyFuture(answers ? std::move(result)
                                                 : Result<T>(fail(ErrorCode::Unavailable, {}, "nobody answers")));
    }
};

} // namespace stillgate
