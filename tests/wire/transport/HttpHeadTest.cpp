// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <rapidcheck.h>

#include "core/server/transport/HttpHead.h"
#include "core/server/transport/ListenAddress.h"
#include "core/server/transport/TokenTable.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace std::literals;

class HttpHeadTest : public QObject {
    Q_OBJECT

private slots:
    void head_wellFormed_isRead()
    {
        const auto head =
            parseHttpHead("GET /rpc?a=1 HTTP/1.1\r\nHost: a\r\nX-List:  one ,two\t\r\nx-list: Three\r\nEmpty:\r\n\r\n");
        STILLGATE_VERIFY_VALUE(head);
        QCOMPARE(head->method, "GET"s);
        QCOMPARE(head->target, "/rpc?a=1"s);
        QCOMPARE(std::string(head->value("host")), "a"s);
        QCOMPARE(head->values("x-list").size(), std::size_t{2});
        QCOMPARE(std::string(head->values("x-list")[0]), "one ,two"s);
        // What stands twice has no one value, and what is empty none either.
        QVERIFY(head->value("x-list").empty());
        QVERIFY(head->value("empty").empty());
        QVERIFY(head->values("host2").empty());
    }

    void head_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        const auto row = [](const char* name, const QByteArray& text, const char* where) {
            QTest::newRow(name) << text << QByteArray(where);
        };
        row("nothing", "", "line 1");
        row("only the end", "\r\n\r\n", "line 1");
        row("no end", "GET / HTTP/1.1\r\nHost: a\r\n", "line 1");
        row("old version", "GET / HTTP/1.0\r\n\r\n", "line 1");
        row("no version", "GET /\r\n\r\n", "line 1");
        row("no target", "GET  HTTP/1.1\r\n\r\n", "line 1");
        row("a blank in the target", "GET /a b HTTP/1.1\r\n\r\n", "line 1");
        row("a method that is no token", "G(T / HTTP/1.1\r\n\r\n", "line 1");
        row("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "line 2");
        row("a blank before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "line 2");
        row("no name", "GET / HTTP/1.1\r\n: a\r\n\r\n", "line 2");
        row("a folded line", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "line 3");
        row("a lone line feed", "GET / HTTP/1.1\r\nHost: a\nOrigin: b\r\n\r\n", "line 2");
        row("a lone carriage return", "GET / HTTP/1.1\r\nHost: a\rOrigin: b\r\n\r\n", "line 2");
        row("a zero byte", QByteArray("GET / HTTP/1.1\r\nHost: \0\r\n\r\n", 27), "line 2");
    }

    void head_otherForms_areMalformed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        STILLGATE_VERIFY_ERROR(parseHttpHead(text.toStdString()), ErrorCode::Malformed, where.toStdString());
    }

    void head_anyBytes_neverHideALineBreak()
    {
        QVERIFY(rc::check("any bytes", [](const std::string& bytes) {
            const auto head = parseHttpHead("GET / HTTP/1.1\r\n" + bytes + "\r\n\r\n");
            for (const HttpHead::Field& field : head ? head->fields : std::vector<HttpHead::Field>()) {
                RC_ASSERT(field.value.find_first_of("\r\n") == std::string::npos);
                RC_ASSERT(!field.name.empty());
            }
        }));
    }

    void list_items_areTrimmedAndNeverEmpty()
    {
        const std::vector<std::string_view> expected{"a", "B c"};
        QVERIFY(listItems(" a,, B c ,\t") == expected);
        QVERIFY(listItems("").empty());
    }

    void answer_ofARefusal_isWhole()
    {
        QCOMPARE(
            httpAnswer({405, "Method Not Allowed", "only GET", "Allow: GET"}),
            "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Length: 9\r\n\r\nonly GET\n"s);
    }

    void listenAddress_loopback_isTaken_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("IPv4") << QByteArray("127.0.0.1:0") << QByteArray("127.0.0.1:0");
        QTest::newRow("another of the loopback net") << QByteArray("127.0.0.2:65535") << QByteArray("127.0.0.2:65535");
        QTest::newRow("IPv6") << QByteArray("[::1]:8080") << QByteArray("[::1]:8080");
        QTest::newRow("by name") << QByteArray("localhost:80") << QByteArray("127.0.0.1:80");
    }

    void listenAddress_loopback_isTaken()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, written);
        const auto address = listenAddressFromText(text.toStdString());
        STILLGATE_VERIFY_VALUE(address);
        QCOMPARE(address->text(), written.toStdString());
        STILLGATE_VERIFY_VALUE(mayListen(*address, Wire::Plain, "--listen"));
    }

    void listenAddress_open_needsTls_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"0.0.0.0:80", "[::]:80", "192.0.2.1:80", "[2001:db8::1]:80"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void listenAddress_open_needsTls()
    {
        QFETCH(QByteArray, text);
        const auto address = listenAddressFromText(text.toStdString());
        STILLGATE_VERIFY_VALUE(address);
        STILLGATE_VERIFY_ERROR(mayListen(*address, Wire::Plain, "--listen"), ErrorCode::Refused, "--listen");
        STILLGATE_VERIFY_VALUE(mayListen(*address, Wire::Tls, "--listen"));
    }

    /// One that stands for every address is told by where this machine finds it.
    void listenAddress_fromHere_canBeConnectedTo()
    {
        QCOMPARE((ListenAddress{"0.0.0.0", 80}.fromHere().text()), std::string("127.0.0.1:80"));
        QCOMPARE((ListenAddress{"::", 80}.fromHere().text()), std::string("[::1]:80"));
        QCOMPARE((ListenAddress{"192.0.2.1", 80}.fromHere().text()), std::string("192.0.2.1:80"));
    }

    void listenAddress_otherForms_areMalformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "127.0.0.1", ":80", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:8x",
                                 "::1:80", "[127.0.0.1]:80", "example.com:80"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void listenAddress_otherForms_areMalformed()
    {
        QFETCH(QByteArray, text);
        STILLGATE_VERIFY_ERROR(listenAddressFromText(text.toStdString()), ErrorCode::Malformed, text.toStdString());
    }

    void token_knowsItsPeopleAndNobodyElse()
    {
        const PersonId one{Uuid{{1}}};
        const PersonId two{Uuid{{2}}};
        TokenTable tokens;
        tokens.add("first", one);
        tokens.add("second", two);
        QVERIFY(tokens.find("first") == one);
        QVERIFY(tokens.find("second") == two);
        for (const char* other : {"", "firs", "first ", "First", "firstsecond"}) {
            QVERIFY2(!tokens.find(other), other);
        }
    }
};

QTEST_GUILESS_MAIN(HttpHeadTest)
#include "HttpHeadTest.moc"
