// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/Result.h"
#include "core/client/Values.h"

namespace stillgate {

struct DecisionWish {
    Verdict verdict = Verdict::Deny;
    std::string reason; ///< code; required to deny and to escalate, empty otherwise
    std::string note; ///< free text; personal. The question, where the customer is asked
    std::string code = {}; ///< one-time code of an approval at high stakes, see GatePermit; goes beside the signature

    friend bool operator==(const DecisionWish&, const DecisionWish&) = default;
};

/// Why this person cannot decide so here and now.
enum class DecisionHindrance {
    NoKey, ///< this console has no key to sign with: view only
    NoRole, ///< the gate asks for roles that this person has not
    Requester, ///< proposed by this person
    Beneficiary, ///< this person is the customer
    AlreadyDecided, ///< this person has an approval on it
    Waiting, ///< a decision of this person on it is not answered yet
    NotOpen, ///< the gate is settled
    Expired, ///< the gate's time is over
    TermsExpired, ///< read too long ago: read the packet again
    UnknownEvent, ///< the ticket has events that this build does not know
    OfflineHighStakes, ///< approvals at high stakes need the live orchestrator
    Diverged, ///< the ledger is not to be trusted
    NothingToWithdraw, ///< this person has no approval on it
    TooLate, ///< it is being executed, or was
    Editor, ///< this person signed the policy in force less than a day ago
    KeyWaiting, ///< no admin has countersigned this person's key
    KeyRevoked, ///< the key was revoked, or the person disabled
    NotPermitted, ///< the orchestrator would refuse it for another reason
    CodeMissing, ///< from decide() alone: an approval takes a one-time code
    ReasonMissing, ///< from decide() alone
};

/// Signs decisions and puts them into the outbox. Lives in the UI thread.
class DecisionService {
public:
    virtual ~DecisionService() = default;

    /// Beforehand: whether decide() would take it. Changes with the link, the outbox and the time.
    [[nodiscard]] virtual std::optional<DecisionHindrance> hindrance(const GateView& gate, Verdict verdict) const = 0;

    /// Signs exactly what the view showed and stores it; what becomes of it is told by the outbox. Refused with the name of the
    /// hindrance in `where`; Corrupt when the view is not what the gate binds; Io when it could not be stored: then nothing was sent.
    /// A withdrawal is a decision with Verdict::Withdraw from a view that was read after the approval counted.
    [[nodiscard]] virtual Result<CommandId> decide(const GateView& gate, const DecisionWish& wish) = 0;
};

} // namespace stillgate
