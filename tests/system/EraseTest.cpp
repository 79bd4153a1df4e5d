// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <csignal>
#include <fstream>

#include <QTest>

#include "core/ledger/sqlite/SqliteRawLedger.h"
#include "tests/contract/ledger/Traces.h"
#include "tests/support/Readable.h"
#include "tests/support/system/LedgerFaults.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;

namespace {

const std::string kCanary = "canary-ochre-lantern-7301-of-the-erased";

/// Every row of a person as it lies in the file: the wrapped key and the boxes of values and attachments.
void addRows(Traces& traces, const std::filesystem::path& data, const PersonId& person)
{
    const auto ledger = SqliteRawLedger::open(data).value();
    std::int64_t number = -1;
    RawPerson row;
    for (auto persons = ledger->persons().value(); persons->next(row).value();) {
        if (std::ranges::equal(row.id, person.uuid.view())) {
            number = row.number;
            traces.add(std::string(asText(row.wrapped)));
        }
    }
    RawBox box;
    for (auto boxes = ledger->boxes().value(); boxes->next(box).value();) {
        if (box.person == number) {
            traces.add(std::string(asText(box.box)));
        }
    }
    // Only people who are erased send attachments here; what was theirs before is zeros already.
    RawPiece piece;
    for (auto pieces = ledger->pieces().value(); pieces->next(piece).value();) {
        if (std::ranges::any_of(piece.box, [](std::uint8_t byte) { return byte != 0; })) {
            traces.add(std::string(asText(piece.box)));
        }
    }
}

Traces canary()
{
    Traces traces;
    // The search goes by runs of 24 bytes.
    traces.add(kCanary.substr(0, 24));
    return traces;
}

} // namespace

/// A person is erased: nothing that was theirs is in any file of the data folder, and every proof still verifies.
class EraseTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_refunded = m_shop.addDoubleCharge(4'500);
        m_waiting = m_shop.addDoubleCharge(15'000);
        m_crashing = m_shop.addDoubleCharge(4'600);
        m_stand = std::make_unique<Stand>(m_shop);
        QVERIFY(m_stand->start());
    }

    void person_erased_leavesNoByte()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(withCanary(m_refunded));
        QVERIFY(ticket && daemon.reaches(*ticket, Stage::Closed));
        const auto closed = daemon.ticket(*ticket);
        STILLGATE_VERIFY_VALUE(closed);
        m_person = closed->row.customer;
        m_ticket = *ticket;
        m_blob = payloadsOf<MessageReceived>(*closed).front().attachments.front().blob;

        Traces traces;
        addRows(traces, daemon.data(), m_person);
        QVERIFY(traces.count() > 20);
        QVERIFY(traces.standIn(daemon.data()));
        STILLGATE_VERIFY_CODE(m_stand->agent(1).submit(rpc::SubmitErasure{m_person, "requested"}), ErrorCode::Refused);
        QCOMPARE(verdictOn(m_stand->admin().submit(rpc::SubmitErasure{m_person, "requested"})), std::string("accepted"));
        QCOMPARE(traces.foundIn(daemon.data()), std::size_t{0});
        QCOMPARE(canary().foundIn(daemon.data()), std::size_t{0});
        QCOMPARE(canary().foundIn(daemon.program().logFile().parent_path()), std::size_t{0});
    }

    /// The control of the search: it does find a canary, whatever file it sings in.
    void canary_thatStandsThere_isFound()
    {
        const std::filesystem::path file = m_stand->daemon().data() / "planted";
        std::ofstream(file) << "before " << kCanary << " behind";
        QCOMPARE(canary().foundIn(m_stand->daemon().data()), std::size_t{1});
        std::filesystem::remove(file);
    }

    void person_erased_readsAsErased()
    {
        const auto ticket = m_stand->daemon().ticket(m_ticket);
        STILLGATE_VERIFY_VALUE(ticket);
        int values = 0;
        for (const rpc::EventView& event : ticket->events) {
            for (const auto& [field, ref] : event.header.header().personal) {
                if (ref.person == m_person) {
                    ++values;
                    QVERIFY2(!event.values.at(field), field.c_str());
                    QCOMPARE(event.values.at(field).error(), rpc::Hidden::Erased);
                }
            }
        }
        QVERIFY(values > 10);
        STILLGATE_VERIFY_CODE(m_stand->daemon().callAs<rpc::AttachmentRead>(m_stand->agent(1).key().token, {m_blob, 0, {16}}),
                              ErrorCode::NotFound);
    }

    void person_erasedAgain_isRefused()
    {
        QCOMPARE(verdictOn(m_stand->admin().submit(rpc::SubmitErasure{m_person, "requested"})), std::string("unknown_person"));
    }

    void address_ofAnErasedPerson_isSomebodyNew()
    {
        Json again = complaintAbout(m_refunded, "once-more");
        again.set("text", "Where is my parcel?");
        const auto ticket = m_stand->daemon().takeIn(again);
        QVERIFY(ticket);
        QVERIFY(m_stand->daemon().ticket(*ticket)->row.customer != m_person);
    }

    void person_withAnOpenGate_isErasedAndTheGateVoided()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(complaintAbout(m_waiting, "waiting"));
        const auto gate = ticket ? daemon.awaitGate(*ticket) : std::nullopt;
        QVERIFY(gate);
        const Approver agent = m_stand->agent(1);
        const auto shown = agent.look(*gate);
        STILLGATE_VERIFY_VALUE(shown);
        const PersonId person = daemon.ticket(*ticket)->row.customer;
        QCOMPARE(verdictOn(m_stand->admin().submit(rpc::SubmitErasure{person, "requested"})), std::string("accepted"));
        QCOMPARE(verdictOn(agent.submit(agent.sign(agent.statement(*shown, Verdict::Approve)))), std::string("gate_not_open"));
        QCOMPARE(m_stand->sandbox().books().refundsOf(m_waiting.order).size(), std::size_t{0});
    }

    /// Killed when the erasure is committed and its old copies still lie in the write-ahead log.
    void person_erasedInACrash_isGoneAfterTheRestart()
    {
        Daemon& daemon = m_stand->daemon();
        const auto ticket = daemon.takeIn(withCanary(m_crashing));
        QVERIFY(ticket && daemon.reaches(*ticket, Stage::Closed));
        const PersonId person = daemon.ticket(*ticket)->row.customer;
        QCOMPARE(daemon.program().terminate(), 0);
        QVERIFY(daemon.start({"ledger.after_commit", {}}));
        Traces traces;
        addRows(traces, daemon.data(), person);
        QVERIFY(traces.standIn(daemon.data()));
        QVERIFY(!m_stand->admin().submit(rpc::SubmitErasure{person, "requested"}));
        QCOMPARE(daemon.program().waitForEnd(), -SIGKILL);
        // The control: the crash came before the log was emptied.
        QVERIFY(traces.foundIn(daemon.data()) > 0);

        QVERIFY(daemon.start());
        QCOMPARE(traces.foundIn(daemon.data()), std::size_t{0});
        QCOMPARE(verdictOn(m_stand->admin().submit(rpc::SubmitErasure{person, "requested"})), std::string("unknown_person"));
    }

    void ledger_withErasedPeople_verifies()
    {
        QCOMPARE(m_stand->daemon().program().terminate(), 0);
        const auto report = verifyFolder(m_stand->daemon().data());
        STILLGATE_VERIFY_VALUE(report);
        QVERIFY(report->erasedValues > 20);
        QCOMPARE(ledgerFaults(m_stand->daemon().data()), std::string());
        QCOMPARE(canary().foundIn(m_stand->daemon().data()), std::size_t{0});
    }

private:
    static Json withCanary(const DoubleCharge& charge)
    {
        Json attachment;
        attachment.set("name", kCanary + ".txt").set("type", "text/plain").set("content_base64", toBase64(asBytes(kCanary)));
        Json customer;
        customer.set("email", charge.email).set("name", kCanary);
        Json message = complaintAbout(charge, "canary-" + charge.order);
        message.set("text", std::string(message.textAt("text")) + "\n" + kCanary);
        message.set("subject", kCanary).set("customer", std::move(customer));
        return message.set("attachments", Json(Json::Array{attachment}));
    }

    SampleShop m_shop;
    DoubleCharge m_refunded;
    DoubleCharge m_waiting;
    DoubleCharge m_crashing;
    std::unique_ptr<Stand> m_stand;
    PersonId m_person;
    TicketId m_ticket;
    BlobId m_blob;
};

QTEST_GUILESS_MAIN(EraseTest)
#include "EraseTest.moc"
