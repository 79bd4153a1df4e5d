// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/ledger/Store.h"
#include "core/ledger/Verify.h"

namespace stillgate::samples {

inline constexpr std::string_view kOrigin = "ledger.sample.example/tests";

struct SampleMessage {
    int customer = 1; ///< names person, address and ticket
    std::string text = "Sample text: I was charged twice.";
    std::vector<Bytes> attachments;
};

/// Decides the batches of a small made-up helpdesk, the same ones for the same seed. It knows nothing of stores: what a store refused
/// is simply not asked for again.
class SampleLedger {
public:
    explicit SampleLedger(const LedgerKeys& keys, std::uint64_t seed = 1);

    /// Event 0.
    [[nodiscard]] Batch opened();
    /// message.received of a customer, with subject, text and sender, contact, attachments and the row of their ticket.
    [[nodiscard]] Batch message(const SampleMessage& message);
    /// A batch of `count` messages from customers in turn.
    [[nodiscard]] Batch messages(int count);
    /// An event that two people have values in: the customer of the ticket and the one who writes a note about them.
    [[nodiscard]] Batch note(int customer, int author, const std::string& text);
    /// person.redacted, and the erasure itself.
    [[nodiscard]] Batch redacted(int customer);

    [[nodiscard]] PersonId person(int customer) const;
    [[nodiscard]] TicketId ticket(int customer) const;
    [[nodiscard]] Digest contact(int customer) const;
    [[nodiscard]] static std::string address(int customer);
    [[nodiscard]] Sequence next() const { return m_next; }

private:
    template <typename Fixed>
    [[nodiscard]] Fixed random();
    [[nodiscard]] Event event(std::string code, int customer);
    void addValue(Event& event, const std::string& field, const PersonId& person, std::string value);
    void addMessage(Batch& batch, const SampleMessage& message);

    LedgerKeys m_keys; ///< a copy: the store may be opened anew
    std::uint64_t m_seed;
    std::uint64_t m_counter = 0;
    Sequence m_next = 0;
    std::map<int, ProjectionRow> m_rows;
    std::map<int, int> m_lives; ///< how often a customer was erased: they come back as somebody else
};

/// The fold behind the rows of SampleLedger, made anew from headers alone.
[[nodiscard]] ExpectedProjection sampleProjection();

/// Appends the lists of one batch to another.
void join(Batch& batch, Batch more);

} // namespace stillgate::samples
