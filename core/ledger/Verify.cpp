// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/Verify.h"

#include <algorithm>

#include "core/ledger/Sealing.h"
#include "core/ledger/VerifyRest.h"
#include "core/ledger/VerifyTree.h"

namespace stillgate {

namespace {

constexpr std::uint64_t kProgressEvery = 4096;
constexpr std::array<std::string_view, 3> kSecrets = {"checkpoint", "lookup", "nonce"};

/// What the secrets of the ledger say, as far as they open.
struct OpenedSecrets {
    std::optional<PublicKey> checkpointKey;
    std::optional<Secret32> lookup;
};

OpenedSecrets openSecrets(RawLedger& ledger, const Secret32& masterKey, Findings& findings)
{
    OpenedSecrets out;
    std::set<std::string, std::less<>> found;
    RowCursor<RawSecret> rows("secrets", ledger.secrets(), findings);
    for (; rows.row() != nullptr; rows.advance()) {
        const std::string name(rows.row()->name);
        const auto secret = open(masterKey, rows.row()->wrapped, asBytes(secretContext(name))).and_then([](const Bytes& bytes) {
            return Secret32::from(bytes);
        });
        if (std::find(kSecrets.begin(), kSecrets.end(), name) == kSecrets.end() || !secret) {
            findings.row(VerifyCheck::Secret, Against::Authentic, "secrets " + name,
                         secret ? "unknown name" : "it does not open");
            continue;
        }
        found.insert(name);
        if (name == "checkpoint") {
            out.checkpointKey = SigningKey::fromSeed(*secret).publicKey();
        } else if (name == "lookup") {
            out.lookup = *secret;
        }
    }
    for (const std::string_view name : kSecrets) {
        if (!found.contains(name)) {
            findings.row(VerifyCheck::Secret, Against::Complete, "secrets " + std::string(name), "it is missing");
        }
    }
    return out;
}

/// Checks that only a header taken apart allows.
class HeaderCheck {
public:
    explicit HeaderCheck(Findings& findings) : m_findings(findings) {}

    /// The header, or null when it is not one.
    const HeaderView* event(const RawEvent& event, const OpenedSecrets& secrets, PeopleCheck* people)
    {
        const auto sequence = static_cast<Sequence>(event.sequence);
        if (auto scanned = scanHeader(asText(event.header), m_header); !scanned) {
            m_findings.event(VerifyCheck::Header, Against::Authentic, sequence, scanned.error().text());
            return nullptr;
        }
        if (m_header.sequence != sequence) {
            m_findings.event(VerifyCheck::Numbering, Against::Authentic, sequence,
                             "its header says event " + std::to_string(m_header.sequence));
            return nullptr;
        }
        const auto ticket = m_header.ticket ? std::optional(m_header.ticket->uuid.view()) : std::nullopt;
        const bool sameTicket =
            ticket.has_value() == event.ticket.has_value() && (!ticket || std::ranges::equal(*ticket, *event.ticket));
        if (!sameTicket) {
            m_findings.event(VerifyCheck::Column, Against::Authentic, sequence, "the column ticket is not the header's");
        }
        if (sequence != 0 && m_header.time < m_time) {
            m_findings.event(VerifyCheck::Time, Against::Authentic, sequence,
                             "its time lies before that of the event in front");
        }
        m_time = m_header.time;
        payload(secrets, people);
        return &m_header;
    }

private:
    void payload(const OpenedSecrets& secrets, PeopleCheck* people)
    {
        const bool isOpened = m_header.code == "ledger.opened";
        if (isOpened && m_header.sequence != 0) {
            m_findings.event(VerifyCheck::Numbering, Against::Authentic, m_header.sequence, "a second ledger.opened");
        } else if (isOpened && secrets.checkpointKey) {
            const auto data = parseJson(m_header.data);
            if (!data || data->textAt("checkpoint_key") != toHex(secrets.checkpointKey->view())) {
                m_findings.row(VerifyCheck::Secret, Against::Authentic, "secrets checkpoint",
                               "it is not the key that event 0 names");
            }
        } else if (people != nullptr && m_header.code == "person.redacted") {
            const auto data = parseJson(m_header.data);
            const auto person = data ? PersonId::fromText(data->textAt("person")) : PersonId::fromText({});
            if (person) {
                people->redacted(*person, m_header.sequence);
            }
        }
    }

    Findings& m_findings;
    HeaderView m_header;
    UtcTime m_time;
};

class Verifier {
public:
    Verifier(RawLedger& ledger, const VerifyOptions& options)
        : m_ledger(ledger), m_options(options), m_findings(m_report, options.off)
    {
    }

    Result<VerifyReport> run()
    {
        const bool isFull = m_options.depth == VerifyDepth::Full;
        if (isFull) {
            const auto faults = m_ledger.storageFaults();
            if (!faults) {
                return tl::make_unexpected(faults.error());
            }
            for (const std::string& fault : *faults) {
                m_findings.row(VerifyCheck::Storage, Against::Authentic, "file", fault);
            }
            openPeople();
        }
        walk(isFull);
        if (m_people) {
            m_people->finish();
        }
        if (m_values) {
            m_values->finish();
            checkAttachments(m_ledger, *m_values, *m_people, m_report, m_findings);
            checkContacts(m_ledger, *m_values, m_report, m_findings);
        }
        if (isFull && m_options.projections) {
            checkProjection(m_ledger, *m_options.projections, m_report, m_findings);
        }
        finish(isFull);
        return std::move(m_report);
    }

private:
    void openPeople()
    {
        if (!m_options.masterKey) {
            return;
        }
        m_secrets = openSecrets(m_ledger, *m_options.masterKey, m_findings);
        m_people.emplace(m_ledger, *m_options.masterKey, m_findings);
        if (m_secrets.lookup) {
            m_values.emplace(m_ledger, *m_secrets.lookup, *m_people, m_report, m_findings);
        }
    }

    void walk(bool isFull)
    {
        TreeCheck tree(m_ledger, m_options.heldCheckpoint, m_report, m_findings);
        HeaderCheck headers(m_findings);
        RowCursor<RawEvent> events("events", m_ledger.events(), m_findings);
        const std::uint64_t all = m_ledger.eventCount().value_or(0);
        std::uint64_t done = 0;
        for (; events.row() != nullptr; events.advance()) {
            const RawEvent& event = *events.row();
            if (event.sequence < 0) {
                m_findings.row(VerifyCheck::Numbering, Against::Authentic, "events " + std::to_string(event.sequence),
                               "an event with a number below 0");
                continue;
            }
            tree.event(event);
            if (isFull) {
                values(event, headers.event(event, m_secrets, m_people ? &*m_people : nullptr));
                fold(event);
            }
            if (++done % kProgressEvery == 0 && m_options.progress) {
                m_options.progress(done, all);
            }
        }
        tree.finish();
    }

    void values(const RawEvent& event, const HeaderView* header)
    {
        if (m_values && header != nullptr) {
            m_values->event(*header);
        } else if (m_values) {
            m_values->skip(static_cast<Sequence>(event.sequence));
        }
    }

    void fold(const RawEvent& event)
    {
        if (!m_options.projections || m_foldFailed) {
            return;
        }
        const auto done = decodeHeader(asText(event.header)).and_then(m_options.projections->apply);
        if (!done) {
            m_foldFailed = true;
            m_findings.event(VerifyCheck::Projection, Against::Authentic, static_cast<Sequence>(event.sequence),
                             "it does not follow from the events before: " + done.error().text());
        }
    }

    void finish(bool isFull)
    {
        std::ranges::stable_sort(m_report.findings, {}, [](const Finding& finding) { return finding.event; });
        const auto note = [&](bool missing, const char* text) {
            if (missing) {
                m_report.notes.emplace_back(text);
            }
        };
        note(!isFull, "only the tree and its checkpoints were checked");
        note(isFull && !m_values,
             "values, attachments and contacts were not opened: there is no master key, or it is not the right one");
        note(isFull && !m_options.projections, "stored folds were not compared");
        note(!m_options.heldCheckpoint, "no checkpoint kept elsewhere was given: a cut tail or an old copy would not show");
    }

    RawLedger& m_ledger;
    const VerifyOptions& m_options;
    VerifyReport m_report;
    Findings m_findings;
    OpenedSecrets m_secrets;
    std::optional<PeopleCheck> m_people;
    std::optional<ValueCheck> m_values;
    bool m_foldFailed = false;
};

} // namespace

Result<VerifyReport> verifyLedger(RawLedger& ledger, const VerifyOptions& options)
{
    return Verifier(ledger, options).run();
}

} // namespace stillgate
