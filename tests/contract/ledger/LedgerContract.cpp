// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/ledger/LedgerContract.h"

#include "core/ledger/Checkpoint.h"
#include "core/ledger/Sealing.h"
#include "tests/support/Readable.h"

namespace stillgate {

namespace {

std::vector<std::string> headersOf(LedgerReader& reader, Sequence from = 0, std::size_t most = 1U << 20U)
{
    std::vector<std::string> out;
    const auto read = reader.events(from, most, [&](const StoredEvent& event) {
        out.push_back(event.header);
        return true;
    });
    return read ? out : std::vector<std::string>{read.error().text()};
}

Bytes sampleContent(std::size_t size)
{
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = static_cast<std::uint8_t>(i * 7 + i / 256);
    }
    return out;
}

std::string opened(LedgerReader& reader, Sequence sequence, const std::string& field)
{
    const auto value = reader.value(sequence, field);
    if (!value) {
        return value.error().text();
    }
    return *value ? (*value)->value : "erased";
}

} // namespace

void LedgerContract::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(m_store);
    m_samples = std::make_unique<samples::SampleLedger>(m_store->keys());
}

void LedgerContract::cleanup()
{
    m_samples.reset();
    m_store.reset();
    m_dir.reset();
}

void LedgerContract::open()
{
    m_store.reset();
    auto store = m_under.open(folder());
    STILLGATE_VERIFY_VALUE(store);
    m_store = std::move(*store);
}

TreeHead LedgerContract::append(const Batch& batch)
{
    const auto head = m_store->append(batch);
    if (!head) {
        QTest::qFail(head.error().text().c_str(), __FILE__, __LINE__);
    }
    return head.value_or(TreeHead{});
}

std::string LedgerContract::faults()
{
    auto raw = m_under.openRaw(folder());
    const auto key = masterKey(folder(), MasterKeyUse::MustExist);
    if (!raw || !key) {
        return "cannot be read";
    }
    const auto report = verifyLedger(**raw, {.masterKey = *key, .projections = samples::sampleProjection()});
    std::string out;
    for (const Finding& finding : report.value().findings) {
        out += std::string(nameOf(finding.check)) + " " + finding.row + " " + finding.text + "; ";
    }
    return out;
}

void LedgerContract::fresh_ledger_isEmpty()
{
    QVERIFY(m_store->reader().head().value() == TreeHead{});
    STILLGATE_VERIFY_CODE(m_store->reader().checkpoint(), ErrorCode::NotFound);
    QVERIFY(headersOf(m_store->reader()).empty());
}

void LedgerContract::append_events_areReadBackByteForByte()
{
    Batch batch = m_samples->opened();
    samples::join(batch, m_samples->messages(5));
    std::vector<std::string> expected;
    Frontier frontier;
    for (const Event& event : batch.events) {
        expected.push_back(*encodeHeader(event.header));
        frontier.append(leafHash(expected.back()));
    }
    QVERIFY(append(batch) == frontier.head());
    QCOMPARE(headersOf(m_store->reader()), expected);
    QVERIFY(m_store->reader().head().value() == frontier.head());
    QCOMPARE(faults(), std::string());
}

void LedgerContract::append_everyCommit_isUnderASignedCheckpoint()
{
    append(m_samples->opened());
    for (int i = 0; i < 3; ++i) {
        const TreeHead head = append(m_samples->messages(1 + i));
        const auto note = m_store->reader().checkpoint();
        STILLGATE_VERIFY_VALUE(note);
        const auto checkpoint = verifyCheckpoint(*note, samples::kOrigin, m_store->keys().checkpoint.publicKey());
        STILLGATE_VERIFY_VALUE(checkpoint);
        QVERIFY(checkpoint->head == head);
    }
}

void LedgerContract::append_afterReopening_continues()
{
    append(m_samples->opened());
    const TreeHead before = append(m_samples->messages(9));
    const Digest key = sha256(m_store->keys().lookup.view());
    open();
    QCOMPARE(sha256(m_store->keys().lookup.view()), key);
    QVERIFY(m_store->reader().head().value() == before);
    QCOMPARE(append(m_samples->messages(3)).size, std::uint64_t{13});
    QCOMPARE(faults(), std::string());
}

void LedgerContract::append_gapOrRepeat_isConflictAndChangesNothing()
{
    append(m_samples->opened());
    const Batch first = m_samples->messages(2);
    const Batch second = m_samples->messages(2);
    STILLGATE_VERIFY_ERROR(m_store->append(second), ErrorCode::Conflict, "event 3");
    append(first);
    STILLGATE_VERIFY_ERROR(m_store->append(first), ErrorCode::Conflict, "event 1");
    QCOMPARE(append(second).size, std::uint64_t{5});
    QCOMPARE(faults(), std::string());
}

void LedgerContract::append_brokenBatch_isRefusedAndChangesNothing_data()
{
    using Break = std::function<void(Batch&, samples::SampleLedger&)>;
    QTest::addColumn<Break>("breakIt");
    QTest::addColumn<std::string>("where");
    const auto row = [](const char* name, const char* where, const Break& breakIt) {
        QTest::newRow(name) << breakIt << std::string(where);
    };
    row("time goes back", "event 4", [](Batch& batch, auto&) { batch.events[1].header.time = {0}; });
    row("code with a space", "event 3", [](Batch& batch, auto&) { batch.events[0].header.code = "message received"; });
    row("a second opening", "event 3", [](Batch& batch, auto&) { batch.events[0].header.code = "ledger.opened"; });
    row("value without commitment", "event 3", [](Batch& batch, auto&) { batch.events[0].header.personal.erase("text"); });
    row("commitment without value", "event 3", [](Batch& batch, auto&) { batch.events[0].values.pop_back(); });
    row("value of another person", "event 3", [](Batch& batch, auto&) { batch.events[0].values[0].person = kOrchestrator; });
    row("one value twice", "event 3", [](Batch& batch, auto&) { batch.events[0].values[1] = batch.events[0].values[0]; });
    row("field that JSON escapes", "event 3", [](Batch& batch, auto&) {
        PersonalValue& value = batch.events[0].values[0];
        batch.events[0].header.personal.emplace("a\nb", batch.events[0].header.personal.at(value.field));
        batch.events[0].header.personal.erase(value.field);
        value.field = "a\nb";
    });
    row("erasure that no event names", "person",
        [](Batch& batch, samples::SampleLedger& ledger) { batch.erased.push_back(ledger.person(1)); });
    row("value behind the redaction", "event 6", [](Batch& batch, samples::SampleLedger& ledger) {
        const PersonId person = ledger.person(1);
        Batch more = ledger.redacted(1);
        Batch late = ledger.message({.customer = 1});
        for (PersonalValue& value : late.events[0].values) {
            value.person = person;
            late.events[0].header.personal.at(value.field).person = person;
        }
        samples::join(more, std::move(late));
        samples::join(batch, std::move(more));
    });
}

void LedgerContract::append_brokenBatch_isRefusedAndChangesNothing()
{
    using Break = std::function<void(Batch&, samples::SampleLedger&)>;
    QFETCH(Break, breakIt);
    QFETCH(std::string, where);
    append(m_samples->opened());
    const TreeHead before = append(m_samples->messages(2));
    samples::SampleLedger branch = *m_samples;
    Batch batch = branch.messages(2);
    breakIt(batch, branch);
    const auto refused = m_store->append(batch);
    STILLGATE_VERIFY_CODE(refused, ErrorCode::Refused);
    QVERIFY2(refused.error().where.starts_with(where), refused.error().where.c_str());
    QVERIFY(m_store->reader().head().value() == before);
    QCOMPARE(faults(), std::string());
}

void LedgerContract::append_failingHalfWay_leavesNothingAndGoesOn()
{
    append(m_samples->opened());
    const Batch first = m_samples->message({.attachments = {sampleContent(100)}});
    append(first);
    const TreeHead before = m_store->reader().head().value();
    samples::SampleLedger branch = *m_samples;
    // Events and values are written before the attachment turns out to be there already.
    Batch clash = branch.message({.customer = 5, .attachments = {sampleContent(10)}});
    clash.blobs[0].id = first.blobs[0].id;
    const auto refused = m_store->append(clash);
    STILLGATE_VERIFY_CODE(refused, ErrorCode::Conflict);
    QVERIFY(m_store->reader().head().value() == before);
    QVERIFY(!m_store->reader().personOf(branch.contact(5)).value());
    append(m_samples->message({.customer = 5, .attachments = {sampleContent(10)}}));
    QCOMPARE(faults(), std::string());
}

void LedgerContract::open_twice_isConflict()
{
    const auto second = m_under.open(folder());
    STILLGATE_VERIFY_CODE(second, ErrorCode::Conflict);
}

void LedgerContract::events_fromTheMiddle_stopWhenAsked()
{
    append(m_samples->opened());
    append(m_samples->messages(9));
    QCOMPARE(headersOf(m_store->reader(), 7).size(), std::size_t{3});
    QCOMPARE(headersOf(m_store->reader(), 2, 4).size(), std::size_t{4});
    QVERIFY(headersOf(m_store->reader(), 10).empty());
    std::vector<Sequence> seen;
    const auto read = m_store->reader().events(3, 100, [&](const StoredEvent& event) {
        seen.push_back(event.sequence);
        return seen.size() < 2;
    });
    STILLGATE_VERIFY_VALUE(read);
    QVERIFY((seen == std::vector<Sequence>{3, 4}));
}

void LedgerContract::eventsOf_aTicket_areItsOwnInOrder()
{
    append(m_samples->opened());
    append(m_samples->messages(20)); // customers 1 to 7 in turn
    const auto events = m_store->reader().eventsOf(m_samples->ticket(3));
    STILLGATE_VERIFY_VALUE(events);
    std::vector<Sequence> found;
    for (const StoredEvent& event : *events) {
        found.push_back(event.sequence);
    }
    QVERIFY((found == std::vector<Sequence>{3, 10, 17}));
    QVERIFY(m_store->reader().eventsOf(m_samples->ticket(99)).value().empty());
}

void LedgerContract::value_ofACommitment_opensIt()
{
    append(m_samples->opened());
    append(m_samples->message({.customer = 4, .text = "A text with \"quotes\" and \xC3\xA4\n"}));
    const Batch note = m_samples->note(4, 9, "a note");
    append(note);
    LedgerReader& reader = m_store->reader();
    QCOMPARE(opened(reader, 1, "text"), std::string("A text with \"quotes\" and \xC3\xA4\n"));
    QCOMPARE(opened(reader, 1, "sender"), samples::SampleLedger::address(4));
    QCOMPARE(opened(reader, 2, "about"), std::string("Sample Customer 4"));
    const auto value = reader.value(2, "note");
    STILLGATE_VERIFY_VALUE(value);
    STILLGATE_VERIFY_VALUE(checkOpening(note.events[0].header, "note", **value));
}

void LedgerContract::value_ofNoCommitment_isNotFound()
{
    append(m_samples->opened());
    append(m_samples->messages(1));
    STILLGATE_VERIFY_ERROR(m_store->reader().value(1, "shoe size"), ErrorCode::NotFound, "event 1");
    STILLGATE_VERIFY_ERROR(m_store->reader().value(2, "text"), ErrorCode::NotFound, "event 2");
}

void LedgerContract::blob_inPieces_isReadFromAnywhere()
{
    append(m_samples->opened());
    const Bytes content = sampleContent(2 * kBlobPiece + 1000);
    const Batch batch = m_samples->message({.attachments = {content, sampleContent(1)}});
    append(batch);
    LedgerReader& reader = m_store->reader();
    const BlobId id = batch.blobs[0].id;
    QVERIFY(reader.blob(id, 0, content.size() + 5).value() == content);
    for (const std::size_t offset : {std::size_t{0}, kBlobPiece - 3, kBlobPiece, 2 * kBlobPiece + 990}) {
        const Bytes expected(content.begin() + static_cast<std::ptrdiff_t>(offset),
                             content.begin() + static_cast<std::ptrdiff_t>(std::min(offset + 10, content.size())));
        QVERIFY(reader.blob(id, offset, 10).value() == expected);
    }
    QVERIFY(reader.blob(id, content.size(), 10).value().empty());
    STILLGATE_VERIFY_ERROR(reader.blob(BlobId{}, 0, 10), ErrorCode::NotFound, BlobId{}.text());
    QCOMPARE(faults(), std::string());
}

void LedgerContract::contact_leadsToItsPersonAlone()
{
    append(m_samples->opened());
    append(m_samples->messages(3));
    append(m_samples->messages(3)); // the same addresses again
    QVERIFY(m_store->reader().personOf(m_samples->contact(2)).value() == m_samples->person(2));
    QVERIFY(!m_store->reader().personOf(m_samples->contact(50)).value());
    samples::SampleLedger branch = *m_samples;
    Batch clash = branch.message({.customer = 20});
    clash.contacts[0].hash = branch.contact(2);
    const auto refused = m_store->append(clash);
    STILLGATE_VERIFY_CODE(refused, ErrorCode::Conflict);
}

void LedgerContract::erased_person_isGoneAndStaysGone()
{
    append(m_samples->opened());
    const Batch message = m_samples->message({.customer = 1, .attachments = {sampleContent(kBlobPiece + 1)}});
    append(message);
    const PersonId person = m_samples->person(1);
    const Digest contact = m_samples->contact(1);
    const TreeHead before = m_store->reader().head().value();
    const TreeHead after = append(m_samples->redacted(1));
    LedgerReader& reader = m_store->reader();
    QCOMPARE(opened(reader, 1, "text"), std::string("erased"));
    QCOMPARE(opened(reader, 1, "sender"), std::string("erased"));
    STILLGATE_VERIFY_ERROR(reader.blob(message.blobs[0].id, 0, 10), ErrorCode::NotFound, message.blobs[0].id.text());
    QVERIFY(!reader.personOf(contact).value());
    QCOMPARE(headersOf(reader)[1], *encodeHeader(message.events[0].header));
    QVERIFY(verifyConsistency(reader.consistency(before.size, after.size).value(), before.root, after.root));
    QCOMPARE(faults(), std::string());

    samples::SampleLedger branch = *m_samples;
    Batch again = branch.message({.customer = 30});
    for (PersonalValue& value : again.events[0].values) {
        value.person = person;
        again.events[0].header.personal.at(value.field).person = person;
    }
    const auto refused = m_store->append(again);
    STILLGATE_VERIFY_CODE(refused, ErrorCode::Refused);
    // The customer writes again and is somebody new.
    append(m_samples->message({.customer = 1, .text = "back"}));
    QCOMPARE(opened(reader, 3, "text"), std::string("back"));
    open();
    QCOMPARE(opened(m_store->reader(), 1, "text"), std::string("erased"));
    QCOMPARE(faults(), std::string());
}

void LedgerContract::erased_person_leavesOthersAsTheyWere()
{
    append(m_samples->opened());
    append(m_samples->messages(14));
    append(m_samples->note(2, 3, "a note by the third about the second"));
    append(m_samples->redacted(2));
    QCOMPARE(opened(m_store->reader(), 15, "note"), std::string("a note by the third about the second"));
    QCOMPARE(opened(m_store->reader(), 15, "about"), std::string("erased"));
    QCOMPARE(opened(m_store->reader(), 3, "text"), std::string("Sample text 2"));
    QVERIFY(m_store->reader().personOf(m_samples->contact(3)).value() == m_samples->person(3));
    QCOMPARE(faults(), std::string());
}

} // namespace stillgate
