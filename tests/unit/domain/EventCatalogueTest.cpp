// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <QFile>
#include <QRegularExpression>

#include "tests/support/EventForms.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

struct Entry {
    int version = 0;
    QStringList fields; ///< "name: form", in order
    QStringList personal;
};

using Catalogue = QMap<QString, Entry>;

/// Reads docs/events.md: a heading "### `code` version N" an event, a table of its fields, a line of its personal values.
Catalogue readCatalogue()
{
    static const QRegularExpression heading(QStringLiteral("^### `([a-z._]+)` version (\\d+)$"));
    static const QRegularExpression row(QStringLiteral("^\\| `([a-z_]+)` \\| ([^|]+) \\| [^|]*[^| ][^|]* \\|$"));
    static const QRegularExpression word(QStringLiteral("`([a-z0-9_.<>]+)`"));
    Catalogue out;
    QFile file(sourceFile("docs/events.md"));
    if (!file.open(QIODevice::ReadOnly)) {
        return out;
    }
    Entry* entry = nullptr;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (const auto found = heading.match(line); found.hasMatch()) {
            entry = &out[found.captured(1)];
            entry->version = found.captured(2).toInt();
        } else if (const auto cells = row.match(line); entry != nullptr && cells.hasMatch()) {
            entry->fields << cells.captured(1) + QStringLiteral(": ") + cells.captured(2).trimmed();
        } else if (entry != nullptr && line.startsWith(QLatin1String("Personal"))) {
            for (auto words = word.globalMatch(line); words.hasNext();) {
                entry->personal << words.next().captured(1);
            }
            entry->personal.sort();
        }
    }
    return out;
}

/// Takes a gated refund through everything that leaves personal values.
void leaveEveryValue(Loop& loop)
{
    const Agent agent = loop.enrol(101);
    const Agent analyst = loop.enrol(102, {Role::Qa});
    loop.submit(EnrolPerson{kOrchestrator, person(120), {Role::Qa}, "test", "Sample Analyst", "sample.analyst"});
    Walk walk(loop, chargedTwice(euro(12900)));
    IncomingMessage rich = message(900, person(7));
    rich.personal = {{"subject", "s"}, {"sender", "s"}, {"name", "n"}, {"device", "d"}, {"country", "c"}};
    rich.attachments = {{{BlobId{person(50).uuid}, 1, "image/png"}, "a.png", digest("content")}};
    loop.submit(ReceiveMessage{rich, classified()});
    walk.accept(analyst);
    walk.correct(analyst, "refund_request");
    walk.gather();
    ++walk.books().version;
    walk.decide(agent);
    walk.gather();
    Statement statement = loop.statement(walk.gate().id, agent, Verdict::Approve);
    const Opening note{Salt{digest("salt").bytes}, "Sample note"};
    statement.note = commitment(note.salt, noteContext(statement.nonce), "note", note.value);
    DecideGate approval = loop.decision(statement, agent, walk.books());
    approval.note = note;
    loop.submit(approval, agent.id);
    walk.beginCall();
    walk.answer();
    walk.verify();
    walk.beginNotice();
    walk.noticeSent();
}

QMap<QString, QStringList> personalFieldsOf(const Loop& loop)
{
    static const QRegularExpression index(QStringLiteral("\\.\\d+\\."));
    QMap<QString, std::set<QString>> found;
    for (const Event& event : loop.log()) {
        for (const auto& [field, ref] : event.header.personal) {
            found[QString::fromStdString(event.header.code)].insert(
                QString::fromStdString(field).replace(index, QStringLiteral(".<i>.")));
        }
    }
    QMap<QString, QStringList> out;
    for (auto entry = found.cbegin(); entry != found.cend(); ++entry) {
        out[entry.key()] = QStringList(entry->begin(), entry->end());
    }
    return out;
}

} // namespace

/// docs/events.md says what the code does.
class EventCatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void catalogue_everyPayload_isThereWithItsVersionAndFields()
    {
        Catalogue catalogue = readCatalogue();
        forms::forEachPayload([&]<typename P>(const P&) {
            const QString code = QString::fromUtf8(P::kCode.data(), static_cast<qsizetype>(P::kCode.size()));
            QStringList expected;
            for (const forms::Field& field : forms::fieldsOf<P>()) {
                expected << QString::fromStdString(field.name + ": " + field.form);
            }
            QVERIFY2(catalogue.contains(code), qPrintable(code));
            const Entry entry = catalogue.take(code);
            QCOMPARE(entry.version, P::kVersion);
            QCOMPARE(code + QLatin1Char('\n') + entry.fields.join(QLatin1Char('\n')),
                     code + QLatin1Char('\n') + expected.join(QLatin1Char('\n')));
        });
        QVERIFY2(catalogue.isEmpty(), qPrintable(QStringList(catalogue.keys()).join(QLatin1Char(' '))));
    }

    void catalogue_personalValues_areThoseThatEventsCarry()
    {
        Loop loop;
        leaveEveryValue(loop);
        QCOMPARE(loop.fault(), std::string());
        QMap<QString, QStringList> carried = personalFieldsOf(loop);
        const Catalogue catalogue = readCatalogue();
        for (auto entry = catalogue.cbegin(); entry != catalogue.cend(); ++entry) {
            QCOMPARE(entry.key() + QStringLiteral(": ") + entry->personal.join(QLatin1Char(' ')),
                     entry.key() + QStringLiteral(": ") + carried.take(entry.key()).join(QLatin1Char(' ')));
        }
        QVERIFY(carried.isEmpty());
    }
};

QTEST_GUILESS_MAIN(EventCatalogueTest)
#include "EventCatalogueTest.moc"
