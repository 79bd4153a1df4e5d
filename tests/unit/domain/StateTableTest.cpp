// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QSet>

#include "core/domain/StageTable.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;

namespace {

constexpr std::array<std::string_view, 36> kMoves{
    "ticket_classified", "runbook_chosen",     "identity_proven",  "identity_too_weak",
    "state_observed",    "action_proposed",    "policy_decided",   "gate_opened",
    "gate_approved",     "gate_satisfied",     "gate_denied",      "gate_escalated",
    "customer_asked",    "approval_withdrawn", "gate_expired",     "gate_voided",
    "action_held",       "action_intended",    "action_failed",    "action_in_doubt",
    "action_reconciled", "action_executed",    "action_verified",  "action_mismatched",
    "action_abandoned",  "action_superseded",  "notice_intended",  "notice_failed",
    "notice_sent",       "message_received",   "ticket_resumed",   "classification_reviewed",
    "review_withdrawn",  "ticket_rerouted",    "ticket_escalated", "ticket_closed"};
static_assert(kMoves.size() == static_cast<std::size_t>(kLastMove) + 1, "a new move needs its name and its rows");

/// "machine state move" to the state it leads to.
using Rows = QMap<QString, QString>;

struct Statement {
    Rows rows;
    QSet<QString> states; ///< "machine state"
    QStringList faults;
};

/// Reads tests/golden/state_tables.txt.
Statement readStatement()
{
    Statement out;
    QFile file(sourceFile("tests/golden/state_tables.txt"));
    if (!file.open(QIODevice::ReadOnly)) {
        out.faults << QStringLiteral("cannot read ") + file.fileName();
        return out;
    }
    QString machine;
    QString state;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine());
        QStringList words = line.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (words.isEmpty() || words.front().startsWith(QLatin1Char('#'))) {
            continue;
        }
        if (!line.startsWith(QLatin1Char(' '))) {
            machine = words.value(0);
            state = words.value(1);
            out.states.insert(machine + QLatin1Char(' ') + state);
            continue;
        }
        const QString to = words.front() == QLatin1String("to") ? words.value(1) : state;
        for (const QString& move : words.mid(words.front() == QLatin1String("to") ? 2 : 1)) {
            const QString key = machine + QLatin1Char(' ') + state + QLatin1Char(' ') + move;
            if (out.rows.contains(key)) {
                out.faults << QStringLiteral("written twice: ") + key;
            }
            out.rows.insert(key, to);
        }
    }
    return out;
}

QString text(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

/// Walks every state of one machine with every move, and says where code and statement differ.
template <typename State>
QStringList differences(const char* machine, Statement& statement)
{
    QStringList out;
    for (const auto& [state, stateName] : EnumNames<State>::kNames) {
        const QString head = QLatin1String(machine) + QLatin1Char(' ') + text(stateName);
        if (!statement.states.remove(head)) {
            out << QStringLiteral("not in the statement: ") + head;
        }
        for (std::size_t i = 0; i < kMoves.size(); ++i) {
            const QString key = head + QLatin1Char(' ') + text(kMoves[i]);
            const auto to = next(state, static_cast<Move>(i));
            const QString found = to ? text(nameOf(*to)) : QStringLiteral("refused");
            const QString stated = statement.rows.contains(key) ? statement.rows.take(key) : QStringLiteral("refused");
            if (found != stated) {
                out << key + QStringLiteral(": stated ") + stated + QStringLiteral(", found ") + found;
            }
        }
    }
    return out;
}

} // namespace

class StateTableTest : public QObject {
    Q_OBJECT

private slots:
    void tables_everyStateWithEveryMove_areAsStated()
    {
        Statement statement = readStatement();
        QStringList found = statement.faults;
        found += differences<Stage>("ticket", statement);
        found += differences<GateStatus>("gate", statement);
        found += differences<ActionStatus>("action", statement);
        for (auto row = statement.rows.cbegin(); row != statement.rows.cend(); ++row) {
            found << QStringLiteral("no such state or move: ") + row.key();
        }
        for (const QString& state : std::as_const(statement.states)) {
            found << QStringLiteral("no such state: ") + state;
        }
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }

    /// The ends are ends, whatever the statement says: a closed ticket only takes what people make of its label, and an escalated one
    /// is left by a correction of its label alone.
    void tables_ends_leadNowhere()
    {
        for (std::size_t i = 0; i < kMoves.size(); ++i) {
            const Move move = static_cast<Move>(i);
            const bool isReview = move == Move::ClassificationReviewed || move == Move::ReviewWithdrawn;
            QVERIFY(next(Stage::Closed, move) == (isReview ? std::optional(Stage::Closed) : std::nullopt));
            QVERIFY(next(Stage::Escalated, move).value_or(Stage::Escalated) == Stage::Escalated ||
                    move == Move::TicketRerouted);
            for (const GateStatus end :
                 {GateStatus::Denied, GateStatus::Escalated, GateStatus::Asked, GateStatus::Expired, GateStatus::Voided}) {
                QVERIFY(!next(end, move));
            }
            for (const ActionStatus end : {ActionStatus::Verified, ActionStatus::Mismatched, ActionStatus::Abandoned}) {
                QVERIFY(!next(end, move));
            }
        }
    }

    /// Nothing gets past triage but through a runbook, and nothing is called but from policy, hold-back or a call before it.
    void tables_waitingCustomer_leadsOnlyBackToTheBeginning()
    {
        for (std::size_t i = 0; i < kMoves.size(); ++i) {
            const auto to = next(Stage::WaitingCustomer, static_cast<Move>(i));
            QVERIFY(!to || to == Stage::WaitingCustomer || to == Stage::Identity || to == Stage::Triage ||
                    to == Stage::Escalated);
        }
    }

    /// From the first call on there is no way back to before it.
    void tables_calledAction_isNeverOnlyProposedAgain()
    {
        for (const ActionStatus called :
             {ActionStatus::Intended, ActionStatus::InDoubt, ActionStatus::Waiting, ActionStatus::Executed}) {
            for (std::size_t i = 0; i < kMoves.size(); ++i) {
                const auto to = next(called, static_cast<Move>(i));
                QVERIFY(to != ActionStatus::Proposed && to != ActionStatus::Held);
            }
        }
        for (std::size_t i = 0; i < kMoves.size(); ++i) {
            QVERIFY(next(ActionStatus::InDoubt, static_cast<Move>(i)) != ActionStatus::Intended);
            QVERIFY(next(ActionStatus::Executed, static_cast<Move>(i)) != ActionStatus::Intended);
        }
    }
};

QTEST_GUILESS_MAIN(StateTableTest)
#include "StateTableTest.moc"
