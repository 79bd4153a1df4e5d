// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>
#include <vector>

#include <QFile>

#include "core/protocol/Limits.h"
#include "core/protocol/Methods.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace std::literals;

namespace {

/// Writes down what is described, as the document does: `field`, and `[field]` for an optional one.
class FieldList {
public:
    template <typename T>
    void operator()(std::string_view key, T&)
    {
        add(std::string(key));
    }
    template <typename T>
    void operator()(std::string_view key, std::optional<T>&)
    {
        add("[" + std::string(key) + "]");
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    void add(const std::string& name) { m_text += (m_text.empty() ? "`" : ", `") + name + "`"; }
    std::string m_text;
};

template <typename T>
std::string fieldsOf()
{
    FieldList list;
    T value{};
    describe(list, value);
    return list.text();
}

std::string cell(const std::string& text)
{
    return text.empty() ? " |" : " " + text + " |";
}

QStringList documentLines()
{
    QFile file(sourceFile("docs/protocol.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : QStringList();
}

/// The rows of the tables from a heading to the next that begin with a name.
std::vector<std::string> rowsUnder(const QString& heading)
{
    const QStringList lines = documentLines();
    std::vector<std::string> rows;
    for (qsizetype i = lines.indexOf(heading) + 1; i > 0 && i < lines.size() && !lines[i].startsWith(QStringLiteral("## "));
         ++i) {
        if (lines[i].startsWith(QStringLiteral("| `"))) {
            rows.push_back(lines[i].toStdString());
        }
    }
    return rows;
}

} // namespace

/// docs/protocol.md says what the code says.
class DocumentTest : public QObject {
    Q_OBJECT

private slots:
    void methods_areAllListedWithTheirFieldsAndNoOthers()
    {
        std::vector<std::string> expected;
        rpc::Methods::forEach([&]<typename M>(std::type_identity<M>) {
            expected.push_back("| `" + std::string(M::kName) + "` |" + cell(fieldsOf<typename M::Params>()) +
                               cell(fieldsOf<typename M::Result>()));
        });
        compareRows(rowsUnder(QStringLiteral("## Methods")), expected);
    }

    void notices_areAllListedWithTheirFieldsAndNoOthers()
    {
        std::vector<std::string> expected;
        rpc::Notices::forEach([&]<typename N>(std::type_identity<N>) {
            expected.push_back("| `" + std::string(N::kName) + "` |" + cell(fieldsOf<typename N::Params>()));
        });
        compareRows(rowsUnder(QStringLiteral("## The feed")), expected);
    }

    void errors_areListedWithTheirNames()
    {
        const QString text = documentLines().join(u'\n');
        using enum ErrorCode;
        for (const ErrorCode code :
             {Malformed, NotFound, Conflict, Refused, Limit, Unavailable, Corrupt, Unsupported, Io, Internal}) {
            const QString number = QString::number(-rpc::rpcError(Error{code, {}, {}}).code);
            const QString row =
                QStringLiteral("| \u2212%1 | `%2` |").arg(number, QString::fromStdString(std::string(toString(code))));
            QVERIFY2(text.contains(row), qPrintable(row));
        }
    }

    void limits_areTheOnesInForce()
    {
        const QString text = documentLines().join(u'\n');
        const std::pair<std::size_t, const char*> limits[] = {
            {rpc::kMostFrameBytes >> 10U, "frame %1 KiB"},
            {rpc::kMostMessageBytes >> 20U, "message %1 MiB"},
            {rpc::kMostDepth, "nesting %1"},
            {rpc::kMostBatch, "%1 calls in a batch"},
            {rpc::kMostInFlight, "%1 unanswered calls"},
            {rpc::kMostIdBytes, "at most %1 bytes"},
            {rpc::kMostHeadBytes >> 10U, "head is over %1 KiB"},
        };
        for (const auto& [value, form] : limits) {
            const QString words = QString::fromLatin1(form).arg(value);
            QVERIFY2(text.contains(words), qPrintable(words));
        }
        QVERIFY(text.contains(QStringLiteral("longer than %1 s").arg(rpc::kHandshakeTime.ms / 1000)));
        QVERIFY(text.contains(QString::fromUtf8(rpc::kSubprotocol.data())));
    }

private:
    static void compareRows(const std::vector<std::string>& listed, const std::vector<std::string>& expected)
    {
        QCOMPARE(listed.size(), expected.size());
        for (std::size_t i = 0; i < listed.size(); ++i) {
            QCOMPARE(listed[i], expected[i]);
        }
    }
};

QTEST_GUILESS_MAIN(DocumentTest)
#include "DocumentTest.moc"
