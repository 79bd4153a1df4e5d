// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/sqlite/BatchWriter.h"

#include <algorithm>

#include <SQLiteCpp/Database.h>

#include "core/ledger/Checkpoint.h"
#include "core/ledger/Layout.h"
#include "core/ledger/Sealing.h"

namespace stillgate {

namespace {

/// The tree nodes that a leaf completes, as they stand beside its event.
ByteView nodesView(std::span<const Digest> nodes)
{
    static_assert(sizeof(Digest) == Digest::kSize);
    return {nodes.front().bytes.data(), nodes.size_bytes()};
}

/// The values of one event by person, in the order of their places.
struct ValuesOfPerson {
    PersonId person;
    std::vector<const PersonalValue*> values;
};

std::vector<ValuesOfPerson> valuesByPerson(const Event& event)
{
    std::vector<ValuesOfPerson> out;
    for (const auto& [field, ref] : event.header.personal) {
        auto group =
            std::find_if(out.begin(), out.end(), [&](const ValuesOfPerson& known) { return known.person == ref.person; });
        if (group == out.end()) {
            group = out.insert(out.end(), ValuesOfPerson{ref.person, {}});
        }
        const auto value = std::find_if(event.values.begin(), event.values.end(),
                                        [&](const PersonalValue& candidate) { return candidate.field == field; });
        group->values.push_back(&*value);
    }
    return out;
}

} // namespace

BatchWriter::BatchWriter(SQLite::Database& database, const Secret32& masterKey)
    : m_database(database)
    , m_vault(database, masterKey)
    , m_addEvent(database, "INSERT INTO events (seq, nodes, ticket, header) VALUES (?1, ?2, ?3, ?4)")
    , m_addBox(database, "INSERT INTO personal (place, person, box) VALUES (?1, ?2, ?3)")
    , m_addCheckpoint(database, "INSERT INTO checkpoints (size, note) VALUES (?1, ?2)")
    , m_removeCheckpoint(database, "DELETE FROM checkpoints WHERE size = ?1")
    , m_findContact(database, "SELECT person FROM contacts WHERE hash = ?1")
    , m_addContact(database, "INSERT INTO contacts (hash, person) VALUES (?1, ?2)")
    , m_addBlob(database, "INSERT INTO blobs (id, person, size) VALUES (?1, ?2, ?3)")
    , m_addPiece(database, "INSERT INTO blob_pieces (place, box) VALUES (?1, ?2)")
    , m_putRow(database, "INSERT INTO projection (kind, id, grp, ord, row) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (kind, id) "
                         "DO UPDATE SET grp = excluded.grp, ord = excluded.ord, row = excluded.row")
    , m_clearRows(database, "DELETE FROM projection")
    , m_eraseBoxes(database, "UPDATE personal SET box = zeroblob(length(box)) WHERE person = ?1")
    , m_blobsOf(database, "SELECT no FROM blobs WHERE person = ?1")
    , m_erasePieces(database, "UPDATE blob_pieces SET box = zeroblob(length(box)) WHERE place >= ?1 AND place < ?2")
    , m_contactsOf(database, "SELECT hash, person FROM contacts")
{
}

Result<void> BatchWriter::writeEvents(const std::vector<Event>& events, Frontier& frontier, const std::string& origin,
                                      const SigningKey& key)
{
    for (const Event& event : events) {
        const auto header = encodeHeader(event.header);
        if (!header) {
            return tl::make_unexpected(header.error());
        }
        const std::span<const Digest> nodes = frontier.append(leafHash(*header));
        const auto ticket = event.header.ticket ? std::optional(event.header.ticket->uuid.view()) : std::nullopt;
        m_addEvent.with(event.header.sequence, nodesView(nodes), ticket, asBytes(*header)).run();
        if (auto values = writeValues(event); !values) {
            return values;
        }
        if (isKeptCheckpoint(frontier.size())) {
            const std::string note = signCheckpoint({origin, frontier.head()}, key);
            m_addCheckpoint.with(frontier.size(), note).run();
        }
    }
    return {};
}

Result<void> BatchWriter::writeValues(const Event& event)
{
    std::size_t ordinal = 0;
    for (const ValuesOfPerson& group : valuesByPerson(event)) {
        const auto person = m_vault.obtain(group.person);
        if (!person) {
            return tl::make_unexpected(person.error());
        }
        const Sequence sequence = event.header.sequence;
        const Bytes box = seal((*person)->key, packOpenings(group.values), asBytes(valuesContext(sequence)));
        m_addBox.with(placeOfPerson(sequence, ordinal++), (*person)->number, ByteView(box)).run();
    }
    return {};
}

void BatchWriter::writeNewestCheckpoint(std::uint64_t oldSize, const TreeHead& head, const std::string& origin,
                                        const SigningKey& key)
{
    if (!isKeptCheckpoint(oldSize)) {
        m_removeCheckpoint.with(oldSize).run();
    }
    if (!isKeptCheckpoint(head.size)) {
        const std::string note = signCheckpoint({origin, head}, key);
        m_addCheckpoint.with(head.size, note).run();
    }
}

Result<void> BatchWriter::writeContacts(const std::vector<Contact>& contacts)
{
    for (const Contact& contact : contacts) {
        const auto person = m_vault.obtain(contact.person);
        if (!person) {
            return tl::make_unexpected(person.error());
        }
        auto found = m_findContact.with(contact.hash.view());
        if (!found.step()) {
            m_addContact.with(contact.hash.view(), (*person)->number).run();
        } else if (found.integer(0) != (*person)->number) {
            return fail(ErrorCode::Conflict, "person " + contact.person.text(), "the address leads to another person");
        }
    }
    return {};
}

Result<void> BatchWriter::writeBlobs(const std::vector<NewBlob>& blobs)
{
    for (const NewBlob& blob : blobs) {
        const auto person = m_vault.obtain(blob.person);
        if (!person) {
            return tl::make_unexpected(person.error());
        }
        m_addBlob.with(blob.id.uuid.view(), (*person)->number, static_cast<std::int64_t>(blob.content.size())).run();
        const std::int64_t number = m_database.getLastInsertRowid();
        for (std::size_t piece = 0; piece * kBlobPiece < blob.content.size(); ++piece) {
            const std::size_t offset = piece * kBlobPiece;
            const ByteView plain = ByteView(blob.content).subspan(offset, std::min(kBlobPiece, blob.content.size() - offset));
            const Bytes box = seal((*person)->key, plain, asBytes(blobContext(blob.id, piece)));
            m_addPiece.with(placeOfPiece(number, piece), ByteView(box)).run();
        }
    }
    return {};
}

void BatchWriter::writeRows(const std::vector<ProjectionRow>& rows)
{
    for (const ProjectionRow& row : rows) {
        m_putRow.with(static_cast<std::int64_t>(row.kind), row.id.view(), row.group, row.order, row.row).run();
    }
}

void BatchWriter::clearRows()
{
    m_clearRows.with().run();
}

void BatchWriter::erase(const std::vector<PersonId>& persons)
{
    std::vector<std::int64_t> numbers;
    for (const PersonId& person : persons) {
        if (const auto number = m_vault.numberOf(person)) {
            m_vault.destroy(person, *number);
            m_eraseBoxes.with(*number).run();
            auto blobs = m_blobsOf.with(*number);
            while (blobs.step()) {
                m_erasePieces.with(placeOfPiece(blobs.integer(0), 0), placeOfPiece(blobs.integer(0) + 1, 0)).run();
            }
            numbers.push_back(*number);
        }
    }
    removeContacts(numbers);
}

void BatchWriter::removeContacts(const std::vector<std::int64_t>& persons)
{
    struct Kept {
        Bytes hash;
        std::int64_t person;
    };
    std::vector<Kept> kept;
    bool found = false;
    {
        auto rows = m_contactsOf.with();
        while (rows.step()) {
            if (std::find(persons.begin(), persons.end(), rows.integer(1)) != persons.end()) {
                found = true;
            } else {
                const ByteView hash = rows.bytes(0);
                kept.push_back({Bytes(hash.begin(), hash.end()), rows.integer(1)});
            }
        }
    }
    if (!found) {
        return;
    }
    // A row that SQLite once moved may have left a copy in the unused part of a page, out of reach of a DELETE of the row. A table
    // emptied as a whole gives all its pages back, and secure_delete fills those with zeros.
    m_database.exec("DELETE FROM contacts");
    for (const Kept& row : kept) {
        m_addContact.with(ByteView(row.hash), row.person).run();
    }
}

} // namespace stillgate
