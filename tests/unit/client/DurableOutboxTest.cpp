// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTemporaryDir>

#include "core/base/File.h"
#include "core/client/store/DurableOutbox.h"
#include "tests/support/ManualClock.h"
#include "tests/support/Readable.h"
#include "tests/support/Samples.h"
#include "tests/support/client/FakeCaller.h"
#include "tests/support/client/FakeLink.h"
#include "tests/support/client/ManualTimers.h"

using namespace stillgate;

namespace {

constexpr int kPatience = 30'000;
const std::string kCanary = "CANARY a note about somebody";

CommandId commandId(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("command " + std::to_string(number)))};
}

GateId gateId(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("gate " + std::to_string(number)))};
}

TicketId ticketId(int number)
{
    return {uuidV7(samples::kMorning, samples::digest("ticket " + std::to_string(number)))};
}

OutboxEntry entryOf(int number, int ticket)
{
    OutboxEntry entry;
    entry.id = commandId(number);
    entry.kind = OutboxKind::Decision;
    entry.ticket = ticketId(ticket);
    entry.gate = gateId(ticket);
    entry.verdict = Verdict::Deny;
    return entry;
}

rpc::PersonCommand commandOf(int number)
{
    rpc::SubmitDecision decision;
    decision.statement.gate = gateId(number);
    decision.note = Opening{{}, kCanary};
    return decision;
}

Json accepted(Sequence first, Sequence last)
{
    rpc::CommandSubmit::Result result;
    result.outcome = rpc::CommandOutcome::Accepted;
    result.first = first;
    result.last = last;
    return toJson(result);
}

Json refused(const Refusal& refusal)
{
    rpc::CommandSubmit::Result result;
    result.refusal = refusal;
    return toJson(result);
}

LinkStatus live()
{
    LinkStatus status;
    status.state = LinkState::Live;
    status.origin = "sample.example/ledger";
    status.person = samples::person(4);
    return status;
}

} // namespace

class DurableOutboxTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_calls = {};
        m_link = std::make_unique<FakeLink>();
        m_link->set(live());
    }

    void put_storesBeforeItSends()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        QCOMPARE(m_calls.waiting.size(), std::size_t{1});
        QVERIFY(box->entry(commandId(1))->state == OutboxState::Sent);
        QCOMPARE(storedStates(), std::vector{OutboxState::Sent});
    }

    void put_offline_waits_untilThereIsAConnection()
    {
        m_link->enter(LinkState::Offline);
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        QVERIFY(m_calls.waiting.empty());
        QVERIFY(box->entry(commandId(1))->state == OutboxState::Queued);
        QCOMPARE(box->unanswered(), std::size_t{1});
        m_link->enter(LinkState::Connecting);
        QVERIFY(m_calls.waiting.empty());
        m_link->enter(LinkState::CatchingUp);
        QCOMPARE(m_calls.waiting.size(), std::size_t{1});
    }

    void put_thatCannotBeStored_sendsNothing()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        m_calls.waiting.clear();
        STILLGATE_VERIFY_CODE(box->put(entryOf(1, 2), commandOf(2)), ErrorCode::Conflict);
        QVERIFY(m_calls.waiting.empty());
        QCOMPARE(box->entries().size(), std::size_t{1});
    }

    void answer_accepted_confirms()
    {
        auto box = open();
        const QSignalSpy changed(box.get(), &Outbox::entryChanged);
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        m_clock.advance(Duration::seconds(3));
        answer(accepted(40, 42));
        QTRY_COMPARE_WITH_TIMEOUT(box->unanswered(), std::size_t{0}, kPatience);
        const OutboxEntry entry = *box->decisionOn(gateId(1));
        QVERIFY(entry.state == OutboxState::Confirmed && entry.first == 40U && entry.last == 42U);
        QVERIFY(entry.ended == m_clock.now());
        QCOMPARE(changed.count(), 3); // queued, sent, confirmed
        QVERIFY(changed.last().at(0).value<OutboxEntry>() == entry);
        box.reset();
        QVERIFY(open()->entries() == std::vector{entry});
    }

    void answer_refused_saysWhatMoved()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        answer(refused({RefusalCode::StateMoved, "order.refunded", {{"order.refunded", "0.00", "129.00"}}}));
        QTRY_COMPARE_WITH_TIMEOUT(box->unanswered(), std::size_t{0}, kPatience);
        const OutboxEntry entry = *box->entry(commandId(1));
        QVERIFY(entry.state == OutboxState::Refused);
        QCOMPARE(entry.refusal->code, std::string("state_moved"));
        QVERIFY(entry.refusal->moved == (std::vector<StateChange>{{"order.refunded", "0.00", "129.00"}}));
        box.reset();
        QVERIFY(open()->entries() == std::vector{entry});
    }

    void answer_expired_isRefusedWithItsCode()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        answer(refused({RefusalCode::StatementExpired, {}, {}}));
        QTRY_COMPARE_WITH_TIMEOUT(box->unanswered(), std::size_t{0}, kPatience);
        QCOMPARE(box->entry(commandId(1))->refusal->code, std::string("statement_expired"));
    }

    void error_ofTheCall_endsOrIsTriedAgain_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("ends");
        using Code = ErrorCode;
        for (const auto& [code, ends] : {std::pair{Code::Malformed, true},
                                         {Code::NotFound, true},
                                         {Code::Conflict, true},
                                         {Code::Refused, true},
                                         {Code::Limit, true},
                                         {Code::Corrupt, true},
                                         {Code::Unsupported, true},
                                         {Code::Unavailable, false},
                                         {Code::Io, false},
                                         {Code::Internal, false}}) {
            QTest::newRow(std::string(toString(code)).c_str()) << static_cast<int>(code) << ends;
        }
    }

    void error_ofTheCall_endsOrIsTriedAgain()
    {
        QFETCH(int, code);
        QFETCH(bool, ends);
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        answer(tl::make_unexpected(Error{static_cast<ErrorCode>(code), {}, "sample"}));
        if (ends) {
            QTRY_COMPARE_WITH_TIMEOUT(box->unanswered(), std::size_t{0}, kPatience);
            QCOMPARE(box->entry(commandId(1))->refusal->code, std::string(toString(static_cast<ErrorCode>(code))));
            QCOMPARE(m_timers.pending(), std::size_t{0});
            return;
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_timers.pending(), std::size_t{1}, kPatience);
        QVERIFY(box->entry(commandId(1))->state == OutboxState::Sent);
        m_timers.advance(Backoff::kMost);
        QCOMPARE(m_calls.waiting.size(), std::size_t{1});
    }

    void reconnected_sendsAgainWithTheSameIdAndTheSameBytes()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        const Json first = m_calls.waiting.front().params;
        answer(fail(ErrorCode::Unavailable, {}, "the connection ended"));
        QTRY_COMPARE_WITH_TIMEOUT(m_timers.pending(), std::size_t{1}, kPatience); // it has heard of that
        m_link->enter(LinkState::Offline);
        QTRY_COMPARE_WITH_TIMEOUT(m_timers.pending(), std::size_t{0}, kPatience);
        m_link->enter(LinkState::Live);
        QTRY_COMPARE_WITH_TIMEOUT(m_calls.waiting.size(), std::size_t{1}, kPatience);
        QVERIFY(m_calls.waiting.front().params == first);
    }

    void restarted_sendsAgainWithTheSameIdAndTheSameBytes()
    {
        Json first;
        {
            auto box = open();
            STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
            first = m_calls.waiting.front().params;
            m_calls.waiting.clear();
        }
        auto box = open();
        QVERIFY(box->entry(commandId(1))->state == OutboxState::Sent);
        m_link->enter(LinkState::Live);
        QCOMPARE(m_calls.waiting.size(), std::size_t{1});
        QVERIFY(m_calls.waiting.front().params == first);
    }

    void commandsAboutOneTicket_goOneAfterTheOther()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        STILLGATE_VERIFY_VALUE(box->put(entryOf(2, 1), commandOf(1)));
        STILLGATE_VERIFY_VALUE(box->put(entryOf(3, 2), commandOf(2)));
        QVERIFY(idsWaiting() == (std::vector{commandId(1), commandId(3)}));
        answer(accepted(1, 1));
        QTRY_VERIFY_WITH_TIMEOUT((idsWaiting() == std::vector{commandId(3), commandId(2)}), kPatience);
    }

    void manyCommands_areNotAllUnderWayAtOnce()
    {
        auto box = open();
        for (int number = 1; number <= 20; ++number) {
            STILLGATE_VERIFY_VALUE(box->put(entryOf(number, number), commandOf(number)));
        }
        QCOMPARE(m_calls.waiting.size(), DurableOutbox::kMostInFlight);
        for (Sequence done = 1; done <= 20; ++done) {
            QTRY_VERIFY_WITH_TIMEOUT(!m_calls.waiting.empty(), kPatience);
            answer(accepted(done, done));
        }
        QTRY_COMPARE_WITH_TIMEOUT(box->unanswered(), std::size_t{0}, kPatience);
    }

    void commandOfAnotherPersonOrLedger_waitsForTheirs()
    {
        auto box = open();
        m_link->enter(LinkState::Offline);
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        LinkStatus other = live();
        other.person = samples::person(5);
        m_link->set(other);
        other = live();
        other.origin = "other.example/ledger";
        m_link->set(other);
        QVERIFY(m_calls.waiting.empty());
        QCOMPARE(box->unanswered(), std::size_t{1});
        m_link->set(live());
        QCOMPARE(m_calls.waiting.size(), std::size_t{1});
    }

    /// The control is the id: it stands in the clear.
    void note_isNowhereInTheFile()
    {
        auto box = open();
        STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        QVERIFY(canonicalJson(m_calls.waiting.front().params).find(kCanary) != std::string::npos);
        box.reset();
        std::string bytes;
        for (const auto& file : std::filesystem::directory_iterator(m_dir->path().toStdString())) {
            bytes += readFile(file.path()).value();
        }
        QVERIFY(bytes.find(kCanary) == std::string::npos);
        QVERIFY(bytes.find(std::string(asText(commandId(1).uuid.view()))) != std::string::npos);
    }

    void answeredLongAgo_isDropped_unansweredNever()
    {
        {
            auto box = open();
            STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
            STILLGATE_VERIFY_VALUE(box->put(entryOf(2, 2), commandOf(2)));
            answer(accepted(1, 1));
            QTRY_COMPARE_WITH_TIMEOUT(box->unanswered(), std::size_t{1}, kPatience);
        }
        m_clock.advance({DurableOutbox::kKept.ms + 1});
        const auto entries = open()->entries();
        QCOMPARE(entries.size(), std::size_t{1});
        QVERIFY(entries.front().id == commandId(2));
    }

    void damagedFile_orAnotherKey_isAnErrorAndNotANewOutbox()
    {
        {
            auto box = open();
            STILLGATE_VERIFY_VALUE(box->put(entryOf(1, 1), commandOf(1)));
        }
        auto other = OutboxFile::open(path(), *Secret32::from(samples::digest("another").view()));
        STILLGATE_VERIFY_VALUE(other);
        STILLGATE_VERIFY_CODE(other->readAll(), ErrorCode::Corrupt);
        STILLGATE_VERIFY_VALUE(writeFile(path(), std::string(9'000, 'x')));
        STILLGATE_VERIFY_CODE(OutboxFile::open(path(), *Secret32::from(samples::digest("key").view())), ErrorCode::Corrupt);
    }

private:
    [[nodiscard]] std::filesystem::path path() const { return m_dir->filePath(QStringLiteral("outbox.sqlite")).toStdString(); }

    [[nodiscard]] std::unique_ptr<DurableOutbox> open()
    {
        auto file = OutboxFile::open(path(), *Secret32::from(samples::digest("key").view()));
        return std::move(*DurableOutbox::open(std::move(*file), {*m_link, m_calls, m_clock, m_timers, [] { return 0U; }}));
    }

    void answer(Result<Json> result)
    {
        const auto call = m_calls.waiting.front();
        m_calls.waiting.pop_front();
        call.end(std::move(result));
    }

    [[nodiscard]] std::vector<CommandId> idsWaiting() const
    {
        std::vector<CommandId> out;
        for (const auto& call : m_calls.waiting) {
            out.push_back(fromJson<rpc::CommandSubmit::Params>(call.params)->id);
        }
        return out;
    }

    [[nodiscard]] std::vector<OutboxState> storedStates() const
    {
        std::vector<OutboxState> out;
        auto file = OutboxFile::open(path(), *Secret32::from(samples::digest("key").view()));
        const auto commands = file->readAll().value();
        for (const StoredCommand& command : commands) {
            out.push_back(command.entry.state);
        }
        return out;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    ManualClock m_clock{samples::kMorning};
    ManualTimers m_timers;
    FakeCaller m_calls;
    std::unique_ptr<FakeLink> m_link;
};

QTEST_GUILESS_MAIN(DurableOutboxTest)
#include "DurableOutboxTest.moc"
