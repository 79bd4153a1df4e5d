// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTemporaryDir>

#include <sys/socket.h>

#include "core/protocol/Codec.h"
#include "tests/support/Readable.h"
#include "tests/wire/feed/FeedClient.h"
#include "tests/wire/feed/FeedStand.h"

using namespace stillgate;
using namespace stillgate::wire;
using namespace std::literals;

namespace {

constexpr int kMessages = 3000; ///< of customers: together more than the operating system keeps for a connection
constexpr std::size_t kRoom = std::size_t{64} << 10U;
constexpr std::size_t kBound = std::size_t{128} << 10U; ///< of one message

FeedStand::Limits limitsWith(Duration stall)
{
    FeedStand::Limits limits;
    limits.feed.messageBytes = kBound;
    limits.transport.followBytes = kRoom;
    limits.transport.sendStall = stall;
    limits.transport.closing = Duration{100};
    return limits;
}

void subscribe(Bare& client, Sequence from)
{
    client.send(openingRequest(openingFields()));
    QTRY_VERIFY_WITH_TIMEOUT(client.isUpgraded(), kPatience);
    client.sendText(rpc::writeRequest(std::int64_t{1}, rpc::FeedSubscribe::kName, toJson(rpc::FeedSubscribe::Params{from})));
}

/// Whole text messages in what a bare client received: frames of a server, not masked (RFC 6455 section 5.2).
std::vector<std::string> messagesIn(const QByteArray& received)
{
    std::vector<std::string> messages;
    std::string message;
    qsizetype at = received.indexOf("\r\n\r\n") + 4;
    while (at + 2 <= received.size()) {
        const auto first = static_cast<unsigned char>(received[at]);
        qsizetype length = static_cast<unsigned char>(received[at + 1]);
        const qsizetype sizeBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
        if (at + 2 + sizeBytes > received.size()) {
            break;
        }
        if (sizeBytes > 0) {
            length = 0;
            for (qsizetype i = 0; i < sizeBytes; ++i) {
                length = length * 256 + static_cast<unsigned char>(received[at + 2 + i]);
            }
        }
        at += 2 + sizeBytes;
        if (at + length > received.size()) {
            break;
        }
        if ((first & 0x0FU) <= 1) {
            message.append(received.constData() + at, static_cast<std::size_t>(length));
            if ((first & 0x80U) != 0) {
                messages.push_back(std::exchange(message, {}));
            }
        }
        at += length;
    }
    return messages;
}

/// What a bare client knows from the messages that came whole.
FeedView viewOf(const QByteArray& received)
{
    FeedView view;
    for (const std::string& message : messagesIn(received)) {
        if (const auto response = rpc::parseResponse(message)) {
            view.answered(*fromJson<rpc::FeedSubscribe::Result>(*response->outcome));
        } else {
            view.take(message);
        }
    }
    return view;
}

} // namespace

/// One who does not read costs its own subscription and nothing else: not the others' pace, not memory.
class FeedReaderTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void stoppedReader_isCutOffAndResyncs_whileOthersKeepPace()
    {
        FeedStand stand(folder(), limitsWith(Duration{500}));
        Bare stopped(stand.host());
        subscribe(stopped, 0);
        stopped.stopReading();
        std::vector<std::unique_ptr<FeedClient>> others;
        for (int i = 0; i < 8; ++i) {
            others.push_back(std::make_unique<FeedClient>(stand.host()));
            QTRY_VERIFY_WITH_TIMEOUT(others.back()->plain().isOpen(), kPatience);
            others.back()->subscribe(0);
        }
        QCOMPARE(stand.host().connections(), others.size() + 1);
        std::size_t longest = 0;
        for (int sent = 0; sent < kMessages; sent += 100) {
            stand.receive(100);
            longest = std::max(longest, stand.host().longestQueue());
            for (const auto& other : others) {
                QTRY_COMPARE_WITH_TIMEOUT(other->view().next(), stand.size(), kPatience);
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(stand.host().connections(), others.size(), kPatience);
        QVERIFY2(longest <= kRoom + kBound + 1024, std::to_string(longest).c_str());
        for (const auto& other : others) {
            QCOMPARE(other->view().fault(), ""s);
            QVERIFY(other->plain().isOpen());
            QVERIFY(other->view().root() == stand.reader().head()->root);
        }
        resync(stopped, stand);
    }

    /// The control: without back-pressure all that was committed lies in the queue of the one who does not read.
    void stoppedReader_withoutBackPressure_fillsTheQueue()
    {
        FeedStand::Limits limits = limitsWith(Duration::minutes(10));
        limits.transport.followBytes = std::size_t{1} << 30U;
        FeedStand stand(folder(), limits);
        Bare stopped(stand.host());
        subscribe(stopped, 0);
        stopped.stopReading();
        stand.receive(kMessages);
        QTRY_VERIFY_WITH_TIMEOUT(stand.host().longestQueue() > 4 * (kRoom + kBound), kPatience);
    }

    /// And with it, but without the patience coming to an end, the queue is as short as ever.
    void stoppedReader_withPatience_waitsWithAShortQueue()
    {
        FeedStand stand(folder(), limitsWith(Duration::minutes(10)));
        Bare stopped(stand.host());
        subscribe(stopped, 0);
        stopped.stopReading();
        FeedClient other(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(other.plain().isOpen(), kPatience);
        other.subscribe(0);
        stand.receive(kMessages);
        QTRY_COMPARE_WITH_TIMEOUT(other.view().next(), stand.size(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(stand.host().longestQueue() > 0, kPatience);
        QVERIFY(stand.host().longestQueue() <= kRoom + kBound + 1024);

        // It reads again: what it missed comes in sequence, in fewer messages than the others had.
        stopped.socket().setReadBufferSize(0);
        QTRY_COMPARE_WITH_TIMEOUT(viewOf(stopped.received()).next(), stand.size(), kPatience);
        const FeedView view = viewOf(stopped.received());
        QCOMPARE(view.fault(), ""s);
        QVERIFY(view.root() == stand.reader().head()->root);
        QVERIFY2(view.messages() < other.view().messages(), std::to_string(view.messages()).c_str());
    }

private:
    /// What was cut off goes on from the events it has.
    static void resync(Bare& stopped, FeedStand& stand)
    {
        stopped.socket().setReadBufferSize(0);
        QTRY_VERIFY_WITH_TIMEOUT(!stopped.received().isEmpty() && stopped.isOver(), kPatience);
        const FeedView had = viewOf(stopped.received());
        QCOMPARE(had.fault(), ""s);
        QVERIFY(had.next() < stand.size());
        FeedClient again(stand.host());
        QTRY_VERIFY_WITH_TIMEOUT(again.plain().isOpen(), kPatience);
        again.subscribe(had.next());
        QTRY_COMPARE_WITH_TIMEOUT(again.view().next(), stand.size(), kPatience);
        QCOMPARE(again.view().fault(), ""s);
        QCOMPARE(again.view().events(), stand.size() - had.next());
    }

    [[nodiscard]] std::filesystem::path folder() const { return m_folder->path().toStdString() + "/data"; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FeedReaderTest)
#include "FeedReaderTest.moc"
