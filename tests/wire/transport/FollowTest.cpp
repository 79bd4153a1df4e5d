// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/Codec.h"
#include "core/server/transport/RpcSession.h"
#include "tests/support/Readable.h"
#include "tests/support/wire/Harness.h"

using namespace stillgate;
using namespace std::literals;

namespace {

/// Messages that are ready.
class SampleSource final : public MessageSource {
public:
    explicit SampleSource(int count) : m_left(count) {}

    void start(std::function<void()> ready) override { m_ready = std::move(ready); }
    Result<std::optional<QString>> next() override
    {
        if (m_left == 0) {
            return std::nullopt;
        }
        return --m_left == m_failAt ? Result<std::optional<QString>>(fail(ErrorCode::Io, "ledger", "unreadable"))
                                    : std::optional(QStringLiteral("{\"left\":%1}").arg(m_left));
    }
    void more(int count)
    {
        m_left += count;
        m_ready();
    }
    void failAt(int left) { m_failAt = left; }

private:
    int m_left;
    int m_failAt = -1;
    std::function<void()> m_ready;
};

std::string follow(std::int64_t id, int count)
{
    Json params;
    params.set("count", count);
    return rpc::writeRequest(id, "follow", params);
}

/// The methods of the harness, and "follow", which brings a source of params.count messages.
struct Followed {
    Followed()
    {
        handlers = wire::handlers(held, counted);
        handlers["follow"] = [this](const Caller& caller, const Json& params) {
            sources.push_back(std::make_shared<SampleSource>(static_cast<int>(*params.find("count")->asInteger())));
            caller.subscriber->follow(sources.back());
            return QtFuture::makeReadyFuture(Result<Json>(Json("done")));
        };
        handlers["follow.hold"] = [this](const Caller& caller, const Json&) {
            caller.subscriber->follow(std::make_shared<SampleSource>(1));
            return held.hold();
        };
    }

    wire::Held held;
    int counted = 0;
    RpcHandlers handlers;
    std::vector<std::shared_ptr<SampleSource>> sources;
};

/// A session whose answers are kept, with how many there were when a source came.
struct Kept : Followed {
    std::vector<std::string> sent;
    std::vector<std::size_t> followed;
    RpcSession session{{wire::kAgent, 1},
                       handlers,
                       rpc::kMostInFlight,
                       [this](std::string text) { sent.push_back(std::move(text)); },
                       [this](const std::shared_ptr<MessageSource>&) { followed.push_back(sent.size()); }};
};

/// The same behind a real socket.
struct Served : Followed {
    explicit Served(const TransportLimits& limits = {})
        : host(*WebSocketHost::listen(
              {"127.0.0.1", 0}, handlers, [](std::string_view) { return std::optional(wire::kAgent); }, limits))
    {
    }
    std::unique_ptr<WebSocketHost> host;
};

} // namespace

/// How a handler binds what it has to say to the connection that called.
class FollowTest : public QObject {
    Q_OBJECT

private slots:
    void source_beginsBehindTheAnswer()
    {
        Kept kept;
        kept.session.receive(follow(1, 1));
        QVERIFY(kept.sent.empty() && kept.followed.empty());
        QTRY_COMPARE_WITH_TIMEOUT(kept.followed.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(kept.followed[0], std::size_t{1});
    }

    void source_ofABatch_beginsBehindItsAnswers()
    {
        Kept kept;
        kept.session.receive("[" + follow(1, 1) + "," + rpc::writeRequest(std::int64_t{2}, "hold", Json()) + "]");
        QCoreApplication::processEvents();
        QVERIFY(kept.followed.empty());
        kept.held.answer(0, Json(1));
        QTRY_COMPARE_WITH_TIMEOUT(kept.followed.size(), std::size_t{1}, wire::kPatience);
        QCOMPARE(kept.followed[0], std::size_t{1});
    }

    void source_ofANotification_beginsWithoutAnswer()
    {
        Kept kept;
        kept.session.receive(R"({"jsonrpc":"2.0","method":"follow","params":{"count":1}})");
        QTRY_COMPARE_WITH_TIMEOUT(kept.followed.size(), std::size_t{1}, wire::kPatience);
        QVERIFY(kept.sent.empty());
    }

    void source_ofAFailedCall_isLetGo()
    {
        Kept kept;
        kept.session.receive(rpc::writeRequest(std::int64_t{1}, "follow.hold", Json()));
        kept.held.answer(0, fail(ErrorCode::Conflict, "$", "no"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QVERIFY(kept.followed.empty());
        // The control: the same call, answered.
        kept.session.receive(rpc::writeRequest(std::int64_t{2}, "follow.hold", Json()));
        kept.held.answer(1, Json("yes"));
        QTRY_COMPARE_WITH_TIMEOUT(kept.followed.size(), std::size_t{1}, wire::kPatience);
    }

    void source_ofAnotherCall_isNotTaken()
    {
        Kept kept;
        kept.session.receive(rpc::writeRequest(std::int64_t{1}, "follow.hold", Json()));
        kept.session.receive(rpc::writeRequest(std::int64_t{2}, "whoami", Json()));
        QTRY_COMPARE_WITH_TIMEOUT(kept.sent.size(), std::size_t{1}, wire::kPatience);
        QVERIFY(kept.followed.empty());
    }

    void connection_takesWhatIsReadyAndWhatComes()
    {
        Served served;
        wire::Plain client(*served.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), wire::kPatience);
        client.send(follow(1, 2));
        QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{3}, wire::kPatience);
        QCOMPARE(std::string(client.message(0).textAt("result")), "done"s);
        served.sources[0]->more(2);
        QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{5}, wire::kPatience);
    }

    void connection_thatFollowsAnew_letsGoOfTheFirst()
    {
        Served served;
        wire::Plain client(*served.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), wire::kPatience);
        client.send(follow(1, 0));
        client.send(follow(2, 1));
        QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{3}, wire::kPatience);
        QCOMPARE(served.sources[0].use_count(), 1L);
        QVERIFY(served.sources[1].use_count() > 1L);
    }

    void connection_thatEnds_letsGoOfItsSource()
    {
        Served served;
        {
            wire::Plain client(*served.host);
            QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), wire::kPatience);
            client.send(follow(1, 1));
            QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{2}, wire::kPatience);
        }
        QTRY_COMPARE_WITH_TIMEOUT(served.sources[0].use_count(), 1L, wire::kPatience);
    }

    void source_thatFails_endsTheConnection()
    {
        Served served;
        wire::Plain client(*served.host);
        QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), wire::kPatience);
        client.send(follow(1, 0));
        QTRY_COMPARE_WITH_TIMEOUT(client.count(), std::size_t{1}, wire::kPatience);
        served.sources[0]->failAt(1);
        served.sources[0]->more(4);
        QTRY_VERIFY_WITH_TIMEOUT(!client.isOpen(), wire::kPatience);
        QCOMPARE(client.count(), std::size_t{3});
        QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeBadOperation);
    }
};

QTEST_GUILESS_MAIN(FollowTest)
#include "FollowTest.moc"
