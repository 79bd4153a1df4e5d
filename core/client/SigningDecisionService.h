// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/client/DecisionService.h"
#include "core/client/LedgerWatch.h"
#include "core/client/Signer.h"
#include "core/client/TicketStore.h"
#include "core/client/store/DurableOutbox.h"

namespace stillgate {

/// What decisions are judged by and put into; all of it outlives the service.
struct DecisionParts {
    std::shared_ptr<Signer> signer; ///< none: view only
    const Link& link;
    const LedgerWatch& watch;
    const TicketStore& tickets;
    const Clock& clock;
    DurableOutbox& outbox;
};

/// Signs with the console's key over what the view was made from.
class SigningDecisionService final : public DecisionService {
public:
    explicit SigningDecisionService(DecisionParts parts) : m_parts(std::move(parts)) {}

    [[nodiscard]] std::optional<DecisionHindrance> hindrance(const GateView& gate, Verdict verdict) const override;
    [[nodiscard]] Result<CommandId> decide(const GateView& gate, const DecisionWish& wish) override;

private:
    using Check = std::optional<DecisionHindrance>;

    [[nodiscard]] Check checkTrust(const GateView& gate) const;
    [[nodiscard]] Check checkDuties(const GateView& gate) const;
    [[nodiscard]] static Check checkPermit(const GateView& gate, Verdict verdict);
    [[nodiscard]] Check checkState(const GateView& gate, Verdict verdict) const;
    [[nodiscard]] Check checkWithdrawal(const GateView& gate) const;
    [[nodiscard]] Check checkTimes(const GateView& gate, Verdict verdict) const;

    DecisionParts m_parts;
};

} // namespace stillgate
