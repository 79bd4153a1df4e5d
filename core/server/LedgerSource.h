// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/ledger/Store.h"
#include "core/resolution/Resolver.h"

namespace stillgate {

/// A ticket's events with their values, from the ledger.
class LedgerSource final : public TicketSource {
public:
    explicit LedgerSource(std::unique_ptr<LedgerReader> reader) : m_reader(std::move(reader)) {}
    [[nodiscard]] Result<std::vector<OpenedEvent>> eventsOf(const TicketId& ticket) override;

private:
    std::unique_ptr<LedgerReader> m_reader;
};

[[nodiscard]] Result<OpenedEvent> openEvent(LedgerReader& reader, const StoredEvent& stored);
[[nodiscard]] Result<std::vector<OpenedEvent>> openTicket(LedgerReader& reader, const TicketId& ticket);

} // namespace stillgate
