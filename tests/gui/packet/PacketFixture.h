// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/TaxonomyReader.h"
#include "core/client/Values.h"
#include "tests/support/Loop.h"
#include "ui/packet/PacketPresenter.h"

namespace stillgate {

/// A ticket about a double charge, taken through the real rules step by step; its packet is what a console would have read.
class SampleCase {
public:
    struct Words {
        std::string subject = "Charged twice for order ORD-7719";
        std::string text;
        std::string redacted; ///< of subject, line feed and text; the same where it is empty
        std::vector<std::string> reasons; ///< words of the text, strongest first
        std::vector<std::string> redFlags;
        int confidence = 9'100;
    };

    explicit SampleCase(const Words& words = ordinary(), std::int64_t cents = 12'900);
    // The formatting reads the clock of the loop.
    SampleCase(const SampleCase&) = delete;
    SampleCase& operator=(const SampleCase&) = delete;

    /// The words that the shared pictures have.
    [[nodiscard]] static Words ordinary();

    SampleCase& gather();
    SampleCase& write(const std::string& text);
    SampleCase& decide(const Agent& agent, Verdict verdict = Verdict::Approve);
    SampleCase& beginCall();
    SampleCase& loseCall();
    SampleCase& answer();
    SampleCase& verify();
    SampleCase& tell();
    SampleCase& close();
    /// Somebody else changed the record: it is no longer what was shown.
    SampleCase& disturbRecord();
    SampleCase& expire();

    [[nodiscard]] Packet packet() const;
    [[nodiscard]] Loop& loop() { return m_loop; }
    [[nodiscard]] const Agent& agent() const { return m_agent; }
    [[nodiscard]] PacketPresenter presenter() const;
    [[nodiscard]] const Formatting& formatting() const { return m_formatting; }

    /// What tests take away from a packet: why one of its values is not shown.
    static void withhold(Packet& packet, std::string_view code, const std::string& field, Withheld why);

private:
    [[nodiscard]] Json record() const;

    Loop m_loop;
    Formatting m_formatting;
    Agent m_agent;
    samples::Books m_books;
    TicketId m_id;
};

[[nodiscard]] ShownTaxonomy packetTaxonomy();

} // namespace stillgate
