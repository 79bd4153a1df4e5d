// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/VerifyRest.h"

#include <algorithm>
#include <unordered_set>

#include "core/ledger/Layout.h"
#include "core/ledger/ProjectionFold.h"
#include "core/ledger/Sealing.h"

namespace stillgate {

namespace {

/// Walks the pieces of attachment after attachment.
class PieceCheck {
public:
    PieceCheck(RawLedger& ledger, Findings& findings) : m_findings(findings), m_pieces("blob_pieces", ledger.pieces(), findings)
    {
    }

    /// Empty, or what is wrong with the pieces of this attachment.
    [[nodiscard]] std::string check(const RawBlob& row, const BlobId& id, const VerifiedAttachment& expected,
                                    const VerifiedPerson& person)
    {
        Sha256 hash;
        std::int64_t size = 0;
        const auto pieces = (static_cast<std::size_t>(expected.size) + kBlobPiece - 1) / kBlobPiece;
        for (std::size_t piece = 0; piece < pieces; ++piece) {
            unexplainedBefore(placeOfPiece(row.number, piece));
            if (m_pieces.row() == nullptr || m_pieces.row()->place != placeOfPiece(row.number, piece)) {
                return "piece " + std::to_string(piece) + " is missing";
            }
            const ByteView box = m_pieces.row()->box;
            if (isErased(box) != person.isErased) {
                return person.isErased ? "its person was erased and it is still there" : "its content is gone";
            }
            if (!person.isErased) {
                const auto plain = open(person.key, box, asBytes(blobContext(id, piece)));
                if (!plain) {
                    return "piece " + std::to_string(piece) + " does not open";
                }
                hash.add(*plain);
                size += static_cast<std::int64_t>(plain->size());
            }
            m_pieces.advance();
        }
        const bool isWhole = person.isErased || (size == expected.size && expected.digest == hash.finish());
        return isWhole ? std::string() : "its content is not the one the event commits to";
    }

    void unexplainedBefore(std::int64_t place)
    {
        for (; m_pieces.row() != nullptr && m_pieces.row()->place < place; m_pieces.advance()) {
            m_findings.row(VerifyCheck::Attachment, Against::Authentic, "blob_pieces " + std::to_string(m_pieces.row()->place),
                           "it belongs to no attachment");
        }
    }

private:
    Findings& m_findings;
    RowCursor<RawPiece> m_pieces;
};

/// Empty, or what is wrong with this attachment.
std::string attachmentFault(const RawBlob& row, const ValueCheck& values, PeopleCheck& people, PieceCheck& pieces)
{
    const auto id = fixedFrom<Uuid>(row.id);
    const auto expected = id ? values.attachments().find(BlobId{*id}) : values.attachments().end();
    if (expected == values.attachments().end()) {
        return "no event knows this attachment";
    }
    const VerifiedPerson* person = people.find(expected->second.person);
    if (person == nullptr || person->number != row.person) {
        return "it stands under another person";
    }
    if (row.size != expected->second.size || row.size < 0 || row.size > static_cast<std::int64_t>(kMostBlob)) {
        return "it has another size than the event says";
    }
    return pieces.check(row, BlobId{*id}, expected->second, *person);
}

} // namespace

void checkAttachments(RawLedger& ledger, const ValueCheck& values, PeopleCheck& people, VerifyReport& report,
                      Findings& findings)
{
    PieceCheck pieces(ledger, findings);
    std::unordered_set<Uuid> found;
    RowCursor<RawBlob> rows("blobs", ledger.blobs(), findings);
    for (; rows.row() != nullptr; rows.advance()) {
        const RawBlob& row = *rows.row();
        ++report.attachments;
        pieces.unexplainedBefore(placeOfPiece(row.number, 0));
        if (const std::string fault = attachmentFault(row, values, people, pieces); !fault.empty()) {
            findings.row(VerifyCheck::Attachment, Against::Authentic, "blobs " + std::to_string(row.number), fault);
        }
        found.insert(fixedFrom<Uuid>(row.id).value_or(Uuid{}));
    }
    pieces.unexplainedBefore(std::numeric_limits<std::int64_t>::max());
    for (const auto& [id, attachment] : values.attachments()) {
        if (!found.contains(id.uuid)) {
            findings.event(VerifyCheck::Attachment, Against::Complete, attachment.event,
                           "its attachment " + id.text() + " is missing");
        }
    }
}

void checkContacts(RawLedger& ledger, const ValueCheck& values, VerifyReport& report, Findings& findings)
{
    std::unordered_set<Digest> found;
    RowCursor<RawContact> rows("contacts", ledger.contacts(), findings);
    for (; rows.row() != nullptr; rows.advance()) {
        const RawContact& row = *rows.row();
        ++report.contacts;
        const auto hash = fixedFrom<Digest>(row.hash);
        const auto expected = hash ? values.contacts().find(*hash) : values.contacts().end();
        if (expected == values.contacts().end() || expected->second.person != row.person) {
            findings.row(VerifyCheck::Contact, Against::Authentic, "contacts " + toHex(row.hash),
                         "no message explains this address");
        } else {
            found.insert(*hash);
        }
    }
    for (const auto& [hash, contact] : values.contacts()) {
        if (!found.contains(hash)) {
            findings.event(VerifyCheck::Contact, Against::Complete, contact.event, "the address of its sender leads nowhere");
        }
    }
}

void checkProjection(RawLedger& ledger, const ExpectedProjection& projection, VerifyReport& report, Findings& findings)
{
    const auto key = [](const ProjectionRow& row) { return std::pair(row.kind, row.id); };
    const auto name = [](const ProjectionRow& row) {
        return "projection " + std::to_string(static_cast<int>(row.kind)) + " " + uuidToText(row.id);
    };
    std::vector<ProjectionRow> rows = projection.rows();
    std::ranges::sort(rows, {}, key);
    auto expected = rows.cbegin();
    const auto missingBefore = [&](const ProjectionRow* stored) {
        for (; expected != rows.cend() && (stored == nullptr || key(*expected) < key(*stored)); ++expected) {
            findings.row(VerifyCheck::Projection, Against::Complete, name(*expected), "it is missing");
        }
    };
    RowCursor<ProjectionRow> stored("projection", ledger.projection(), findings);
    for (; stored.row() != nullptr; stored.advance()) {
        ++report.projectionRows;
        missingBefore(stored.row());
        const bool isKnown = expected != rows.cend() && key(*expected) == key(*stored.row());
        if (!isKnown || *expected != *stored.row()) {
            findings.row(VerifyCheck::Projection, Against::Authentic, name(*stored.row()), "it is not what the events fold to");
        }
        expected += isKnown ? 1 : 0;
    }
    missingBefore(nullptr);
}

ExpectedProjection projectionOfThisBuild()
{
    const auto fold = std::make_shared<ProjectionFold>();
    return {[fold](const EventHeader& header) { return fold->add(header); }, [fold] { return fold->all(); }};
}

} // namespace stillgate
