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

std::string opened(LedgerReader& reader, Sequence sequence, const std::string& field)
{
    const auto value = reader.value(sequence, field);
    if (!value) {
        return value.error().text();
    }
    return *value ? (*value)->value : "erased";
}

ProjectionRow sampleRow(int number, std::string group)
{
    ProjectionRow row{ProjectionKind::Gate, {}, std::move(group), number, "{\"number\":" + std::to_string(number) + "}"};
    row.id.bytes.fill(static_cast<std::uint8_t>(number));
    return row;
}

std::vector<std::int64_t> ordersOf(const Result<std::vector<ProjectionRow>>& rows)
{
    std::vector<std::int64_t> out;
    for (const ProjectionRow& row : rows.value()) {
        out.push_back(row.order);
    }
    return out;
}

} // namespace

void LedgerContract::proofs_betweenAnySizes_verify()
{
    append(m_samples->opened());
    append(m_samples->messages(40));
    LedgerReader& reader = m_store->reader();
    const auto headers = headersOf(reader);
    std::vector<Digest> roots;
    Frontier frontier;
    roots.push_back(frontier.root());
    for (const std::string& header : headers) {
        frontier.append(leafHash(header));
        roots.push_back(frontier.root());
    }
    for (std::uint64_t size = 1; size <= headers.size(); ++size) {
        for (std::uint64_t other = 0; other < size; ++other) {
            QVERIFY(verifyInclusion(reader.inclusion(other, size).value(), leafHash(headers[other]), roots[size]));
            QVERIFY(verifyConsistency(reader.consistency(other, size).value(), roots[other], roots[size]));
        }
    }
    STILLGATE_VERIFY_CODE(reader.inclusion(41, 41), ErrorCode::NotFound);
    STILLGATE_VERIFY_CODE(reader.inclusion(1, 50), ErrorCode::NotFound);
    STILLGATE_VERIFY_CODE(reader.consistency(41, 50), ErrorCode::NotFound);
}

void LedgerContract::frontier_ofAnySize_continuesTheTree()
{
    append(m_samples->opened());
    append(m_samples->messages(20));
    const auto headers = headersOf(m_store->reader());
    for (std::uint64_t size = 0; size <= headers.size(); ++size) {
        auto frontier = m_store->reader().frontier(size);
        STILLGATE_VERIFY_VALUE(frontier);
        for (std::uint64_t i = size; i < headers.size(); ++i) {
            frontier->append(leafHash(headers[i]));
        }
        QVERIFY(frontier->head() == m_store->reader().head().value());
    }
    STILLGATE_VERIFY_CODE(m_store->reader().frontier(headers.size() + 1), ErrorCode::NotFound);
}

void LedgerContract::rows_arePagedByOrderAndGroup()
{
    Batch batch = m_samples->opened();
    for (int i = 1; i <= 10; ++i) {
        batch.rows.push_back(sampleRow(i, i % 2 == 0 ? "even" : "odd"));
    }
    append(batch);
    LedgerReader& reader = m_store->reader();
    using Orders = std::vector<std::int64_t>;
    const auto rows = [&](const ProjectionPage& page) { return ordersOf(reader.rows(ProjectionKind::Gate, page)); };
    QVERIFY((rows({.most = 3}) == Orders{1, 2, 3}));
    QVERIFY((rows({.after = 3, .most = 3}) == Orders{4, 5, 6}));
    QVERIFY((rows({.descending = true, .most = 3}) == Orders{10, 9, 8}));
    QVERIFY((rows({.after = 8, .descending = true, .most = 3}) == Orders{7, 6, 5}));
    QVERIFY((rows({.group = "odd", .after = 3}) == Orders{5, 7, 9}));
    QVERIFY((rows({.group = "odd", .after = 5, .descending = true}) == Orders{3, 1}));
    QVERIFY(rows({.group = "none"}).empty());
    QVERIFY(reader.rows(ProjectionKind::Ticket, {}).value().empty());
    using Counts = std::vector<std::pair<std::string, std::int64_t>>;
    QVERIFY((reader.counts(ProjectionKind::Gate).value() == Counts{{"even", 5}, {"odd", 5}}));
    QVERIFY(reader.row(ProjectionKind::Gate, sampleRow(4, "").id).value() == sampleRow(4, "even"));
    QVERIFY(!reader.row(ProjectionKind::Ticket, sampleRow(4, "").id).value());
}

void LedgerContract::rows_areReplacedByKindAndId()
{
    Batch batch = m_samples->opened();
    batch.rows = {sampleRow(1, "open"), sampleRow(2, "open")};
    append(batch);
    Batch change;
    change.rows = {sampleRow(1, "closed")};
    change.rows[0].row = "{\"changed\":true}";
    append(change);
    QVERIFY(m_store->reader().row(ProjectionKind::Gate, change.rows[0].id).value() == change.rows[0]);
    QVERIFY((ordersOf(m_store->reader().rows(ProjectionKind::Gate, {.group = "open"})) == std::vector<std::int64_t>{2}));
}

void LedgerContract::replaceProjections_keepsOnlyTheNewOnes()
{
    Batch batch = m_samples->opened();
    batch.rows = {sampleRow(1, "open"), sampleRow(2, "open")};
    append(batch);
    QVERIFY(m_store->replaceProjections({sampleRow(2, "closed"), sampleRow(3, "open")}).has_value());
    const auto rows = m_store->reader().rows(ProjectionKind::Gate, {});
    QVERIFY((rows.value() == std::vector{sampleRow(2, "closed"), sampleRow(3, "open")}));
}

void LedgerContract::reader_besideTheWriter_seesWhatIsCommitted()
{
    append(m_samples->opened());
    auto reader = m_under.openReader(folder());
    STILLGATE_VERIFY_VALUE(reader);
    QCOMPARE((*reader)->head().value().size, std::uint64_t{1});
    const TreeHead head = append(m_samples->messages(4));
    QVERIFY((*reader)->head().value() == head);
    QCOMPARE(opened(**reader, 2, "text"), std::string("Sample text 1"));
    append(m_samples->redacted(2));
    QCOMPARE(opened(**reader, 2, "text"), std::string("erased"));
}

} // namespace stillgate
