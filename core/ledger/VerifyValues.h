// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "core/ledger/HeaderScan.h"
#include "core/ledger/VerifyPeople.h"

namespace stillgate {

/// An attachment as an event describes it.
struct VerifiedAttachment {
    Sequence event = 0;
    PersonId person;
    std::int64_t size = 0;
    std::optional<Digest> digest; ///< unless it was erased
};

/// An address as a message shows it.
struct VerifiedContact {
    Sequence event = 0;
    std::int64_t person = 0;
};

/// Opens every commitment, in one pass over the events, and collects what attachments and contacts are checked against.
class ValueCheck {
public:
    ValueCheck(RawLedger& ledger, const Secret32& lookupKey, PeopleCheck& people, VerifyReport& report, Findings& findings);

    void event(const HeaderView& header);
    /// Passes over the values of an event whose header tells nothing.
    void skip(Sequence sequence);
    void finish();

    [[nodiscard]] const std::unordered_map<BlobId, VerifiedAttachment>& attachments() const { return m_attachments; }
    [[nodiscard]] const std::unordered_map<Digest, VerifiedContact>& contacts() const { return m_contacts; }

private:
    void valuesOf(const PersonId& person, std::size_t ordinal);
    void open(const PersonId& id, VerifiedPerson& person, ByteView box);
    void opened(const VerifiedPerson& person, const PersonalView& ref, std::string_view value);
    void attachments(const HeaderView& header);
    /// Names the rows before a place, which nothing accounts for.
    void unexplainedBefore(std::int64_t place);
    void wrong(Against against, std::string text);

    Secret32 m_lookupKey;
    PeopleCheck& m_people;
    VerifyReport& m_report;
    Findings& m_findings;
    RowCursor<RawBox> m_boxes;
    const HeaderView* m_header = nullptr; ///< of the event at hand
    std::vector<PersonId> m_persons;
    std::unordered_map<std::string, Digest> m_fileDigests; ///< of the event at hand, by field
    std::unordered_map<BlobId, VerifiedAttachment> m_attachments;
    std::unordered_map<Digest, VerifiedContact> m_contacts;
};

} // namespace stillgate
