// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/ledger/Tamperings.h"

#include "core/ledger/Sealing.h"
#include "tests/support/ledger/LedgerSamples.h"

namespace stillgate {

namespace {

using enum VerifyCheck;

/// A tampering that is one piece of SQL.
Tampering sql(std::string name, std::string statement, std::set<VerifyCheck> foundBy, std::optional<Sequence> firstEvent = {})
{
    return {std::move(name), [statement = std::move(statement)](Forger& forger) { forger.run(statement); }, std::move(foundBy),
            firstEvent};
}

void setData(Json& header, std::string_view key, const Json& value)
{
    Json data = *header.find("data");
    data.set(key, value);
    header.set("data", data);
}

void addTo(std::vector<Tampering>& list, std::vector<Tampering> more)
{
    std::move(more.begin(), more.end(), std::back_inserter(list));
}

std::vector<Tampering> ofEvents()
{
    const auto otherChannel = [](Json& header) { setData(header, "channel", "chat"); };
    return {
        {"a header changed", [=](Forger& forger) { forger.edit(7, otherChannel); }, {Tree}, 7},
        {"a header and its leaf changed",
         [=](Forger& forger) {
             forger.edit(7, otherChannel);
             std::string nodes = forger.text("SELECT nodes FROM events WHERE seq = 7");
             nodes.replace(0, Digest::kSize, asText(leafHash(forger.header(7)).view()));
             forger.put("UPDATE events SET nodes = ? WHERE seq = 7", asBytes(nodes));
         },
         {Tree},
         6},
        {"a header with a blank in it",
         [](Forger& forger) { forger.setHeader(7, "{ " + forger.header(7).substr(1)); },
         {Header, Tree},
         7},
        {"a leaf", [](Forger& forger) { forger.flip("events", "nodes", "seq = 7", 1); }, {Tree}, 6},
        {"a tree node", [](Forger& forger) { forger.flip("events", "nodes", "seq = 7", 70); }, {Tree}, 4},
        sql("tree nodes cut off", "UPDATE events SET nodes = substr(nodes, 1, 64) WHERE seq = 7", {Tree}, 7),
        sql("an event deleted, and its values",
            "DELETE FROM events WHERE seq = 21; DELETE FROM personal WHERE place / 256 = 21", {Numbering}, 21),
        sql("the last event deleted, and its values",
            "DELETE FROM events WHERE seq = 1099; DELETE FROM personal WHERE place / 256 = 1099", {Checkpoint, Projection},
            1024),
        sql("two events swapped",
            "UPDATE events SET seq = -9 WHERE seq = 4; UPDATE events SET seq = 4 WHERE seq = 11; "
            "UPDATE events SET seq = 11 WHERE seq = -9",
            {Numbering, Tree, Projection}, 4),
        sql("an event below 0", "INSERT INTO events SELECT -1, nodes, ticket, header FROM events WHERE seq = 21", {Numbering}),
        {"an event appended without a signature",
         [](Forger& forger) {
             forger.run("INSERT INTO events SELECT 1100, nodes, ticket, header FROM events WHERE seq = 23");
             forger.edit(1100, [](Json& header) {
                 header.set("seq", 1100).set("code", "note.written").set("time", 1'800'000'000'000);
             });
             forger.rehash();
         },
         {Checkpoint},
         1100},
        {"everything re-hashed without the key",
         [=](Forger& forger) {
             forger.edit(7, otherChannel);
             forger.rehash();
         },
         {Checkpoint},
         0},
        sql("the column ticket", "UPDATE events SET ticket = zeroblob(16) WHERE seq = 7", {Column}, 7),
        sql("the column ticket emptied", "UPDATE events SET ticket = NULL WHERE seq = 7", {Column}, 7),
    };
}

std::vector<Tampering> ofSignatures(const ForgersLoot& loot)
{
    const auto signedEdit = [loot](Sequence sequence, std::function<void(Json&)> change) {
        return [=](Forger& forger) {
            forger.edit(sequence, change);
            forger.rehash();
            forger.resign(loot.origin, loot.keys.checkpoint);
        };
    };
    return {
        {"the newest checkpoint's signature",
         [](Forger& forger) {
             std::string note = forger.text("SELECT note FROM checkpoints WHERE size = 1100");
             note[note.size() - 20] = note[note.size() - 20] == 'A' ? 'B' : 'A';
             forger.run("UPDATE checkpoints SET note = '" + note + "' WHERE size = 1100");
         },
         {Checkpoint},
         1024},
        sql("the newest checkpoint deleted", "DELETE FROM checkpoints WHERE size = 1100", {Checkpoint}, 1024),
        sql("a kept checkpoint deleted", "DELETE FROM checkpoints WHERE size = 1024", {Checkpoint}),
        sql("a checkpoint more", "INSERT INTO checkpoints SELECT 500, note FROM checkpoints WHERE size = 1024", {Checkpoint}),
        sql("a line more in a checkpoint", "UPDATE checkpoints SET note = note || substr(note, instr(note, char(0x2014)))",
            {Checkpoint}, 0),
        {"signed by another key than the ledger's",
         [=](Forger& forger) { forger.resign(loot.origin, SigningKey::generate()); },
         {Checkpoint},
         0},
        {"signed under another name",
         [=](Forger& forger) { forger.resign("elsewhere.example", loot.keys.checkpoint); },
         {Checkpoint},
         0},
        {"event 0 names a key of somebody else's",
         [=](Forger& forger) {
             const SigningKey other = SigningKey::generate();
             forger.edit(0, [&](Json& header) { setData(header, "checkpoint_key", toHex(other.publicKey().view())); });
             forger.rehash();
             forger.resign(loot.origin, other);
         },
         {Secret},
         {}},
        {"signed by the ledger's key: time goes back", signedEdit(7, [](Json& header) { header.set("time", 5); }), {Time}, 7},
        {"signed by the ledger's key: a second opening",
         signedEdit(23, [](Json& header) { header.set("code", "ledger.opened"); }),
         {Numbering, Person},
         23},
        {"signed by the ledger's key: no opening",
         signedEdit(0, [](Json& header) { header.set("code", "ledger.begun"); }),
         {Numbering},
         0},
        {"signed by the ledger's key: another sequence in the header",
         signedEdit(23, [](Json& header) { header.set("seq", 24); }),
         {Numbering, Person},
         23},
        {"signed by the ledger's key: a field missing",
         signedEdit(23,
                    [](Json& header) {
                        Json without = Json::object();
                        for (const Json::Member& member : *header.asObject()) {
                            if (member.key != "actor") {
                                without.set(member.key, member.value);
                            }
                        }
                        header = without;
                    }),
         {Header, Person, Projection},
         23},
    };
}

std::vector<Tampering> ofValues(const ForgersLoot& loot)
{
    // Boxes of events 1 (customer 1) and 8 (customer 1 again), 21 (a note with two people).
    const auto reseal = [loot](Forger& forger, const std::function<Bytes(const Bytes&)>& change) {
        const std::string person =
            forger.text("SELECT id FROM persons WHERE no = (SELECT person FROM personal WHERE place = 256)");
        const std::string wrapped =
            forger.text("SELECT wrapped FROM persons WHERE no = (SELECT person FROM personal WHERE place = 256)");
        const PersonId id{fixedFrom<Uuid>(asBytes(person)).value()};
        const Secret32 key = Secret32::from(open(loot.masterKey, asBytes(wrapped), asBytes(personContext(id))).value()).value();
        const std::string box = forger.text("SELECT box FROM personal WHERE place = 256");
        const Bytes plain = open(key, asBytes(box), asBytes(valuesContext(1))).value();
        forger.put("UPDATE personal SET box = ? WHERE place = 256", seal(key, change(plain), asBytes(valuesContext(1))));
    };
    return {
        {"a ciphertext", [](Forger& forger) { forger.flip("personal", "box", "place = 256", 60); }, {Value}, 1},
        sql("two boxes of one person swapped",
            "UPDATE personal SET place = -1 WHERE place = 256; UPDATE personal SET place = 256 WHERE place = 2048; "
            "UPDATE personal SET place = 2048 WHERE place = -1",
            {Value}, 1),
        sql("a box deleted", "DELETE FROM personal WHERE place = 256 * 21", {Value}, 21),
        sql("a box emptied", "UPDATE personal SET box = zeroblob(length(box)) WHERE place = 256 * 21", {Value}, 21),
        sql("a box more", "INSERT INTO personal SELECT 257, person, box FROM personal WHERE place = 256", {Value}),
        sql("a box under another person", "UPDATE personal SET person = person + 1 WHERE place = 256 * 21", {Value}, 21),
        {"another text under the right key",
         [=](Forger& forger) {
             reseal(forger, [](Bytes plain) {
                 plain.back() ^= 1U;
                 return plain;
             });
         },
         {Value},
         1},
        {"another salt under the right key",
         [=](Forger& forger) {
             reseal(forger, [](Bytes plain) {
                 plain[12] ^= 1U; // behind length and name of the first field
                 return plain;
             });
         },
         {Value},
         1},
        {"a value more under the right key",
         [=](Forger& forger) {
             reseal(forger, [](Bytes plain) {
                 const Bytes more = plain;
                 plain.insert(plain.end(), more.begin(), more.end());
                 return plain;
             });
         },
         {Value},
         1},
        {"a value fewer under the right key",
         [=](Forger& forger) { reseal(forger, [](const Bytes&) { return Bytes(1, 0); }); },
         {Value},
         1},
    };
}

std::vector<Tampering> ofPeople(const ForgersLoot& loot)
{
    const std::string erased = "(SELECT no FROM persons WHERE wrapped = zeroblob(72))";
    return {
        {"a key", [](Forger& forger) { forger.flip("persons", "wrapped", "no = 1", 40); }, {Person, Contact}, 1},
        sql("a key of another length", "UPDATE persons SET wrapped = x'00' WHERE no = 1", {Person, Contact}, 1),
        sql("a key deleted", "DELETE FROM persons WHERE no = 1", {Person, Contact}, 1),
        sql("a key emptied without an event", "UPDATE persons SET wrapped = zeroblob(72) WHERE no = 1",
            {Person, Value, Contact}, 1),
        sql("a person erased without an event",
            "UPDATE persons SET wrapped = zeroblob(72) WHERE no = 1; UPDATE personal SET box = zeroblob(length(box)) WHERE "
            "person = 1; "
            "DELETE FROM contacts WHERE person = 1",
            {Person}),
        sql("two people exchanged",
            "CREATE TEMP TABLE t AS SELECT no, id FROM persons WHERE no < 3; UPDATE persons SET id = randomblob(16) WHERE no < "
            "3; "
            "UPDATE persons SET id = (SELECT id FROM t WHERE t.no = 3 - persons.no) WHERE no < 3",
            {Person, Contact}, 1),
        {"a person whom no event knows",
         [=](Forger& forger) {
             const PersonId nobody{uuidV7({1}, sha256("nobody"))};
             const Bytes wrapped = seal(loot.masterKey, Secret32::random().view(), asBytes(personContext(nobody)));
             forger.put("INSERT INTO persons (id, wrapped) VALUES (?, zeroblob(72))", nobody.uuid.view());
             forger.put("UPDATE persons SET wrapped = ? WHERE no = (SELECT max(no) FROM persons)", wrapped);
         },
         {Person},
         {}},
        {"an erased key put back",
         [=](Forger& forger) {
             const std::string id = forger.text("SELECT id FROM persons WHERE no = " + erased);
             const PersonId person{fixedFrom<Uuid>(asBytes(id)).value()};
             const Bytes wrapped = seal(loot.masterKey, Secret32::random().view(), asBytes(personContext(person)));
             forger.put("UPDATE persons SET wrapped = ? WHERE no = " + erased, wrapped);
         },
         {Person, Value},
         3},
        sql("erased values put back", "UPDATE personal SET box = randomblob(length(box)) WHERE person = " + erased, {Value}, 3),
    };
}

std::vector<Tampering> ofAttachments()
{
    return {
        {"a byte of an attachment",
         [](Forger& forger) { forger.flip("blob_pieces", "box", "place = 257", 300); },
         {Attachment},
         {}},
        sql("a piece deleted", "DELETE FROM blob_pieces WHERE place = 257", {Attachment}),
        sql("a piece more", "INSERT INTO blob_pieces SELECT 258, box FROM blob_pieces WHERE place = 257", {Attachment}),
        sql("pieces swapped",
            "UPDATE blob_pieces SET place = -1 WHERE place = 256; UPDATE blob_pieces SET place = 256 WHERE place = 257; "
            "UPDATE blob_pieces SET place = 257 WHERE place = -1",
            {Attachment}),
        sql("a piece emptied", "UPDATE blob_pieces SET box = zeroblob(length(box)) WHERE place = 257", {Attachment}),
        sql("an attachment's size", "UPDATE blobs SET size = size - 1", {Attachment}),
        sql("an attachment's person", "UPDATE blobs SET person = 1", {Attachment}),
        sql("an attachment's name", "UPDATE blobs SET id = zeroblob(16)", {Attachment}, 22),
        sql("an attachment deleted", "DELETE FROM blobs; DELETE FROM blob_pieces", {Attachment}, 22),
        sql("a contact deleted", "DELETE FROM contacts WHERE person = 2", {Contact}, 2),
        sql("a contact redirected", "UPDATE contacts SET person = 1 WHERE person = 2", {Contact}, 2),
        sql("a contact more", "INSERT INTO contacts VALUES (zeroblob(32), 1)", {Contact}),
        sql("a projection row", "UPDATE projection SET row = '{\"messages\":999}' WHERE ord = 2", {Projection}),
        sql("a projection row's group", "UPDATE projection SET grp = 'closed' WHERE ord = 2", {Projection}),
        sql("a projection row deleted", "DELETE FROM projection WHERE ord = 2", {Projection}),
        sql("a projection row more", "INSERT INTO projection VALUES (3, zeroblob(16), 'a', 1, '{}')", {Projection}),
    };
}

std::vector<Tampering> ofTheFile()
{
    return {
        {"a secret", [](Forger& forger) { forger.flip("secrets", "wrapped", "name = 'nonce'", 30); }, {Secret}, {}},
        sql("a secret deleted", "DELETE FROM secrets WHERE name = 'nonce'", {Secret}),
        sql("a secret more", "INSERT INTO secrets SELECT 'other', wrapped FROM secrets WHERE name = 'nonce'", {Secret}),
        sql("a table more", "CREATE TABLE mine (a)", {Storage}),
        sql("a trigger", "CREATE TRIGGER t AFTER INSERT ON events BEGIN DELETE FROM contacts; END", {Storage}),
        sql("an index less", "DROP INDEX personal_by_person", {Storage}),
        sql("a column more", "ALTER TABLE contacts ADD COLUMN name TEXT", {Storage}),
        sql("an index that leaves an entry out",
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX events_by_ticket ON events (ticket) "
            "WHERE "
            "ticket IS NOT NULL AND seq > 5' WHERE name = 'events_by_ticket'; PRAGMA writable_schema = RESET; "
            "REINDEX events_by_ticket; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX "
            "events_by_ticket ON "
            "events (ticket) WHERE ticket IS NOT NULL' WHERE name = 'events_by_ticket'; PRAGMA writable_schema = RESET",
            {Storage}),
    };
}

/// Cuts the ledger back to a size at which a checkpoint is kept, with everything derived, so that nothing in it shows the loss.
void cutBehind(Forger& forger, std::uint64_t size)
{
    const std::string count = std::to_string(size);
    forger.run("DELETE FROM events WHERE seq >= " + count + "; DELETE FROM checkpoints WHERE size > " + count +
               "; DELETE FROM personal WHERE place >= 256 * " + count);
    const ExpectedProjection fold = samples::sampleProjection();
    for (Sequence sequence = 0; sequence < size; ++sequence) {
        static_cast<void>(fold.apply(decodeHeader(forger.header(sequence)).value()));
    }
    for (const ProjectionRow& row : fold.rows()) {
        forger.put("UPDATE projection SET row = '" + row.row + "' WHERE id = ?", row.id.view());
    }
}

} // namespace

std::vector<Tampering> tamperings(const ForgersLoot& loot)
{
    std::vector<Tampering> out = ofEvents();
    addTo(out, ofSignatures(loot));
    addTo(out, ofValues(loot));
    addTo(out, ofPeople(loot));
    addTo(out, ofAttachments());
    addTo(out, ofTheFile());
    return out;
}

std::vector<Tampering> rewritings(const ForgersLoot& loot)
{
    return {
        {"an old copy, restored", [](Forger& forger) { cutBehind(forger, 1024); }, {Held}, {}},
        {"everything rewritten with the ledger's own keys",
         [=](Forger& forger) {
             forger.edit(23, [](Json& header) { setData(header, "reason", "another"); });
             forger.rehash();
             forger.resign(loot.origin, loot.keys.checkpoint);
         },
         {Held},
         {}},
        {"another ledger in its place",
         [=](Forger& forger) {
             const SigningKey other = SigningKey::generate();
             forger.edit(0, [&](Json& header) { setData(header, "checkpoint_key", toHex(other.publicKey().view())); });
             forger.rehash();
             forger.resign(loot.origin, other);
         },
         {Held, Secret},
         {}},
        sql("nothing left",
            "DELETE FROM events; DELETE FROM checkpoints; DELETE FROM personal; DELETE FROM persons; DELETE FROM blobs; "
            "DELETE FROM blob_pieces; DELETE FROM contacts; DELETE FROM projection",
            {Held, Numbering}),
    };
}

} // namespace stillgate
