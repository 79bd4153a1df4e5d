// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/server/Queries.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"

using namespace stillgate;
using namespace std::literals;

namespace {

constexpr std::size_t kEvents = 400;
const std::vector<std::string> kCodes{"gate.opened", "gate.decided", "ticket.opened", "gates.counted"};

TicketId ticketOf(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("ticket " + std::to_string(number)))};
}

/// Three actors, four codes and five tickets in turn; several events share a time.
EventHeader headerAt(Sequence sequence)
{
    EventHeader header;
    header.sequence = sequence;
    header.code = kCodes[sequence * 7 % 4];
    header.time = samples::kMorning + Duration::seconds(static_cast<std::int64_t>(sequence / 6));
    header.actor = samples::person(static_cast<int>(sequence % 3));
    if (sequence % 5 != 4) {
        header.ticket = ticketOf(static_cast<int>(sequence % 5));
    }
    return header;
}

/// A ledger in memory that counts what is read of it.
class CountingReader final : public LedgerReader {
public:
    CountingReader()
    {
        for (Sequence sequence = 0; sequence < kEvents; ++sequence) {
            m_events.push_back({sequence, *encodeHeader(headerAt(sequence))});
        }
    }

    Result<TreeHead> head() override { return TreeHead{m_events.size(), {}}; }
    Result<void> events(Sequence from, std::size_t most, const std::function<bool(const StoredEvent&)>& each) override
    {
        for (std::size_t i = 0; i < most && from + i < m_events.size(); ++i) {
            ++read;
            if (!each(m_events[from + i])) {
                break;
            }
        }
        return {};
    }
    Result<std::vector<StoredEvent>> eventsOf(const TicketId& ticket) override
    {
        std::vector<StoredEvent> out;
        std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(out),
                     [&](const StoredEvent& event) { return headerAt(event.sequence).ticket == ticket; });
        return out;
    }

    Result<Frontier> frontier(std::uint64_t) override { return unasked(); }
    Result<std::string> checkpoint() override { return unasked(); }
    Result<std::optional<Opening>> value(Sequence, const std::string&) override { return unasked(); }
    Result<Bytes> blob(const BlobId&, std::size_t, std::size_t) override { return unasked(); }
    Result<std::optional<PersonId>> personOf(const Digest&) override { return unasked(); }
    Result<std::vector<ProjectionRow>> rows(ProjectionKind, const ProjectionPage&) override { return unasked(); }
    Result<std::optional<ProjectionRow>> row(ProjectionKind, const Uuid&) override { return unasked(); }
    Result<std::vector<std::pair<std::string, std::int64_t>>> counts(ProjectionKind) override { return unasked(); }
    Result<InclusionProof> inclusion(Sequence, std::uint64_t) override { return unasked(); }
    Result<ConsistencyProof> consistency(std::uint64_t, std::uint64_t) override { return unasked(); }

    std::size_t read = 0;

private:
    static tl::unexpected<Error> unasked() { return fail(ErrorCode::Internal, {}, "not asked for"); }

    std::vector<StoredEvent> m_events;
};

bool isWanted(const EventHeader& header, const rpc::EventsList::Params& params)
{
    const QStringList codes = QString::fromStdString(params.code.value_or("")).split(u'|');
    const QString code = QString::fromStdString(header.code);
    const bool isCode = !params.code || std::ranges::any_of(codes, [&](const QString& wanted) {
        return wanted.endsWith(u'.') ? code.startsWith(wanted) : code == wanted;
    });
    const bool isReached = !params.from || (params.order == rpc::SortOrder::OldestFirst ? header.sequence >= *params.from
                                                                                        : header.sequence <= *params.from);
    return isCode && isReached && (!params.ticket || header.ticket == params.ticket) &&
           (!params.actor || header.actor == *params.actor) && (!params.since || header.time >= *params.since) &&
           (!params.until || header.time < *params.until);
}

std::vector<Sequence> expectedOf(const rpc::EventsList::Params& params)
{
    std::vector<Sequence> out;
    for (Sequence sequence = 0; sequence < kEvents; ++sequence) {
        if (isWanted(headerAt(sequence), params)) {
            out.push_back(sequence);
        }
    }
    if (params.order == rpc::SortOrder::NewestFirst) {
        std::reverse(out.begin(), out.end());
    }
    return out;
}

/// All pages; no sequence at all when an answer is wrong in itself.
std::vector<Sequence> listed(LedgerReader& reader, rpc::EventsList::Params params, std::size_t mostLooked)
{
    std::vector<Sequence> out;
    for (std::size_t pages = 0; pages <= kEvents; ++pages) {
        const auto page = listEvents(reader, params, mostLooked);
        if (!page || page->size != kEvents || page->headers.size() > static_cast<std::size_t>(params.most.value)) {
            return {};
        }
        for (const rpc::CarriedHeader& header : page->headers) {
            out.push_back(header.header().sequence);
        }
        if (!page->next) {
            return out;
        }
        params.from = page->next;
    }
    return {};
}

std::vector<rpc::EventsList::Params> everyKindOfQuestion()
{
    std::vector<rpc::EventsList::Params> out;
    for (const auto order : {rpc::SortOrder::OldestFirst, rpc::SortOrder::NewestFirst}) {
        for (int bits = 0; bits < 64; ++bits) {
            const auto set = [&](int bit) { return (bits >> bit & 1) != 0; };
            rpc::EventsList::Params params;
            params.order = order;
            params.from = set(0) ? std::optional(Sequence{201}) : std::nullopt;
            params.ticket = set(1) ? std::optional(ticketOf(2)) : std::nullopt;
            params.actor = set(2) ? std::optional(samples::person(1)) : std::nullopt;
            static const std::array kAsked{"gate."s, "gate.opened"s, "ticket.opened|gate."s, "ticket.|gate.decided"s};
            params.code = set(3) ? std::optional(kAsked[static_cast<std::size_t>((bits + bits / 16) % 4)]) : std::nullopt;
            params.since = set(4) ? std::optional(samples::kMorning + Duration::seconds(11)) : std::nullopt;
            params.until = set(5) ? std::optional(samples::kMorning + Duration::seconds(44)) : std::nullopt;
            out.push_back(params);
        }
    }
    return out;
}

} // namespace

/// events.list against looking at every event there is.
class EventSearchTest : public QObject {
    Q_OBJECT

private slots:
    void pages_ofEveryQuestion_areWhatIsThere_data()
    {
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("looked");
        QTest::newRow("one at a time") << 1 << 1000;
        QTest::newRow("a few") << 7 << 1000;
        QTest::newRow("all at once") << 1000 << 1000;
        QTest::newRow("looking at one only") << 7 << 1;
        QTest::newRow("looking at few") << 7 << 23;
    }

    void pages_ofEveryQuestion_areWhatIsThere()
    {
        QFETCH(int, most);
        QFETCH(int, looked);
        CountingReader reader;
        for (rpc::EventsList::Params params : everyKindOfQuestion()) {
            params.most.value = most;
            const std::string question = canonicalJson(toJson(params));
            QVERIFY2(listed(reader, params, static_cast<std::size_t>(looked)) == expectedOf(params), question.c_str());
        }
    }

    void search_withoutMatch_saysHowFarItCame()
    {
        CountingReader reader;
        rpc::EventsList::Params params;
        params.most.value = 10;
        params.code = "no.such";
        const auto up = listEvents(reader, params, 50);
        STILLGATE_VERIFY_VALUE(up);
        QVERIFY(up->headers.empty());
        QCOMPARE(up->next.value_or(0), Sequence{50});
        params.order = rpc::SortOrder::NewestFirst;
        const auto down = listEvents(reader, params, 50);
        STILLGATE_VERIFY_VALUE(down);
        QVERIFY(down->headers.empty());
        QCOMPARE(down->next.value_or(0), Sequence{kEvents - 51});
    }

    void search_readsNoMoreThanItsBound()
    {
        CountingReader reader;
        rpc::EventsList::Params params;
        params.most.value = 10;
        params.actor = samples::person(99);
        STILLGATE_VERIFY_VALUE(listEvents(reader, params, 50));
        QVERIFY2(reader.read <= 51, std::to_string(reader.read).c_str());
        // The control: unbounded, it reads everything.
        reader.read = 0;
        STILLGATE_VERIFY_VALUE(listEvents(reader, params, SIZE_MAX));
        QCOMPARE(reader.read, kEvents);
        // A time is found by halving and not by looking through.
        reader.read = 0;
        params = {};
        params.since = headerAt(kEvents - 1).time;
        STILLGATE_VERIFY_VALUE(listEvents(reader, params));
        QVERIFY2(reader.read < 20, std::to_string(reader.read).c_str());
    }

    void page_beyondTheEnd_isEmpty()
    {
        CountingReader reader;
        rpc::EventsList::Params params;
        params.from = kEvents;
        const auto page = listEvents(reader, params);
        STILLGATE_VERIFY_VALUE(page);
        QVERIFY(page->headers.empty() && !page->next);
    }
};

QTEST_GUILESS_MAIN(EventSearchTest)
#include "EventSearchTest.moc"
