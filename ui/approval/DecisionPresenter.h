// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <QObject>

#include "core/client/DecisionService.h"
#include "core/client/LedgerWatch.h"
#include "core/client/Link.h"
#include "core/client/Outbox.h"
#include "core/client/PacketReader.h"
#include "core/client/TicketStore.h"
#include "core/client/Timers.h"
#include "ui/approval/DecisionFacts.h"
#include "ui/approval/DecisionValues.h"
#include "ui/approval/StateLook.h"
#include "ui/kit/text/Formatting.h"

namespace stillgate {

/// What a presenter works with; all of it outlives the presenter.
struct CardParts {
    Link& link;
    LedgerWatch& watch;
    TicketStore& tickets;
    Outbox& outbox;
    PacketReader& packets;
    StateReader& states;
    DecisionService& decisions;
    Timers& timers;
    const Formatting& formatting;
    std::string keyId; ///< of the key that this console signs with; empty without one
    bool hasKeysPage = false; ///< there is somewhere to see about one's key
};

/// Follows the gate of one ticket and takes decisions on it: reads the packet, keeps it fresh while the ticket moves, and turns all of
/// it into DecisionValues. A decision names the revision that it was made from, so that it can be made once and only from what is in
/// view. It never decides by itself.
class DecisionPresenter final : public QObject {
    Q_OBJECT

public:
    explicit DecisionPresenter(const CardParts& parts, QObject* parent = nullptr);
    ~DecisionPresenter() override;

    /// Reads a ticket's packet and shows its gate.
    void open(const TicketId& ticket);
    /// The same with a packet that was read elsewhere.
    void take(const Packet& packet);
    void clear();
    /// Who has keys to sign with, for who may and who may not.
    void setPeople(std::vector<EnrolledPerson> people);

    [[nodiscard]] const DecisionValues& values() const { return m_values; }
    [[nodiscard]] const std::optional<TicketId>& ticket() const { return m_ticket; }
    /// What the values were made from.
    [[nodiscard]] const std::optional<Packet>& packet() const { return m_packet; }

    /// Each says whether it was signed and stored. What was typed counts where an amount or a one-time code is asked for.
    bool approve(int revision, const QString& typedAmount, const QString& code = {});
    bool deny(int revision, const std::string& reason, const QString& note);
    bool escalate(int revision, const std::string& reason, const QString& note);
    bool ask(int revision, const QString& question);
    /// Takes this person's approval back, while that is possible.
    bool withdraw();
    void follow(CardStep step);

signals:
    void changed();
    /// A decision was signed here and stored.
    void decided(stillgate::Verdict verdict);
    /// A packet was read here: whoever shows the ticket may take it.
    void packetRead(const stillgate::Packet& packet);
    void ticketOpened(const stillgate::TicketId& ticket);
    /// The person wants to see about their key.
    void keysAsked();

private:
    enum class Arrival { KeepsGate, ReplacesGate };

    void read(Arrival arrival);
    void readSoon();
    void onRead(const Result<Packet>& packet, Arrival arrival);
    void accept(const Packet& packet, Arrival arrival);
    void onTickets(const std::vector<TicketId>& tickets);
    void onEntry(const OutboxEntry& entry);
    void onLink();
    void onTick();
    void lookAtState();
    void refresh();
    void showWithoutGate();
    void readWhenOutdated();
    [[nodiscard]] Sequence latestRead() const;
    [[nodiscard]] bool haveTermsRunOut() const;
    [[nodiscard]] bool waitsForKey() const;
    bool decide(int revision, const DecisionWish& wish);
    [[nodiscard]] DecisionFacts facts() const;
    [[nodiscard]] Hindrances hindrances(const GateView& gate) const;

    CardParts m_parts;
    StateLook m_look;
    std::optional<TicketId> m_ticket;
    std::optional<Packet> m_packet;
    std::optional<Packet> m_next; ///< holds a newer gate of the same ticket, until the person goes on to it
    std::optional<Error> m_error; ///< why there is no packet
    GateStory m_story;
    int m_revision = 0;
    int m_decidedFrom = -1; ///< the revision that a decision was made from
    int m_ticksWithoutKey = 0; ///< since it was read the last time whether the key is enrolled
    int m_refreshedFrom = -1; ///< the revision whose terms ran out and that was read again for it
    std::optional<CommandId> m_refusalSeen;
    bool m_goesOn = false; ///< the person asked for the next question of this ticket: it is shown when it comes
    QString m_trouble;
    std::vector<EnrolledPerson> m_people;
    int m_reading = 0; ///< number of the read under way; 0 for none
    int m_reads = 0;
    bool m_isSlow = false; ///< the read has taken long enough to say so
    std::unique_ptr<PendingCall> m_slow;
    std::unique_ptr<PendingCall> m_soon;
    std::unique_ptr<PendingCall> m_tick;
    DecisionValues m_values;
};

} // namespace stillgate
