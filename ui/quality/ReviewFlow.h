// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <QObject>

#include "core/client/Link.h"
#include "core/client/PacketReader.h"
#include "core/client/TaxonomyReader.h"
#include "ui/quality/ReviewSampler.h"
#include "ui/quality/ReviewSession.h"
#include "ui/quality/ReviewTicket.h"

namespace stillgate {

/// What reviewing works with; all of it outlives what is given it.
struct QualityParts {
    TicketStore& tickets;
    PacketReader& packets;
    TaxonomyReader& taxonomy;
    ReviewService& reviews;
    Outbox& outbox;
    Link& link;
    const Formatting& formatting;
};

enum class ReviewPhase {
    Empty, ///< nothing is left in this sampler
    Reading,
    Ready,
    Failed, ///< see error()
};

/// The way through the tickets of a sampler, one after the other. The next one is read while a person looks at this one, so that it is
/// there at once.
class ReviewFlow final : public QObject {
    Q_OBJECT

public:
    explicit ReviewFlow(QualityParts parts, QObject* parent = nullptr);

    [[nodiscard]] Sampler sampler() const { return m_sampler; }
    void choose(Sampler sampler);
    /// The neighbours in the sampler; nothing happens at its ends.
    void goOn();
    void goBack();
    void open(const TicketId& ticket);
    void retry();

    [[nodiscard]] ReviewPhase phase() const { return m_phase; }
    [[nodiscard]] const std::optional<TicketId>& current() const { return m_current; }
    [[nodiscard]] const std::optional<ReviewTicket>& ticket() const { return m_ticket; } ///< while Ready
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const ShownTaxonomy& taxonomy() const { return m_taxonomy; }
    [[nodiscard]] const ReviewSampler& samples() const { return m_samples; }
    [[nodiscard]] const ReviewSession& session() const { return m_session; }

    /// The model's own label to accept it; then the tag is left out. Shows the next ticket at once.
    void review(const std::string& intent, const std::string& tag);
    /// Takes the newest review back and shows its ticket.
    void undo();

signals:
    void ticketChanged();
    /// The same ticket with the same words stands elsewhere now: its label, stage or review is another.
    void ticketMoved();
    void taxonomyChanged();
    void sessionChanged();
    void countsChanged();
    /// Nothing was sent, and the ticket is still shown.
    void notStored(const stillgate::Error& error);

private:
    void show(std::optional<TicketId> ticket);
    void read(const TicketId& ticket);
    void take(const TicketId& ticket, const Result<Packet>& packet);
    void present(const Packet& packet);
    void refresh(const Packet& packet);
    void onTicketsChanged(const std::vector<TicketId>& tickets);
    /// What was reviewed before this console was started, and has no answer yet, does not come up again.
    void setAsideWhatIsUnderWay();
    [[nodiscard]] bool isOlder(const Packet& packet) const;
    void readAhead();
    void readTaxonomy();
    void setPhase(ReviewPhase phase);

    QualityParts m_parts;
    ReviewSampler m_samples;
    ReviewSession m_session;
    Sampler m_sampler = Sampler::LeastConfident;
    ReviewPhase m_phase = ReviewPhase::Empty;
    std::optional<TicketId> m_current;
    std::optional<ReviewTicket> m_ticket;
    std::optional<Error> m_error;
    ShownTaxonomy m_taxonomy;
    std::unordered_map<TicketId, Packet> m_ahead; ///< read before they are looked at
    std::unordered_set<TicketId> m_reading;
};

} // namespace stillgate
