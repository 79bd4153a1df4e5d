// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long after its commit an event is in the hands of everyone who follows: 200 clients at 1,000 events a second, quiet and with one
// client that does not read, beside the same messages sent to as many by a server that does nothing else.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iostream>
#include <tuple>

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

#include "core/protocol/Codec.h"
#include "core/protocol/FeedMethods.h"
#include "tests/bench/Bench.h"
#include "tests/bench/feed/FanOut.h"
#include "tests/bench/feed/Followers.h"
#include "tests/support/system/Stand.h"

using namespace stillgate;
using namespace stillgate::bench;

namespace {

constexpr std::size_t kClients = 200;
constexpr int kEventsASecond = 1000;
constexpr int kMessagesAtOnce = 5;
constexpr std::chrono::milliseconds kSettled{500}; ///< without an event more
constexpr int kRounds = 6; ///< an even number: half of them begin with the client that does not read
constexpr std::chrono::seconds kWarmUp{5}; ///< until those who came have caught up
constexpr std::chrono::seconds kMeasured{12}; ///< longer than a client that does not read is waited for

/// Sample messages, each of a customer of its own.
Json nextMessages()
{
    static int messages = 0;
    Json out = Json::array();
    for (int i = 0; i < kMessagesAtOnce; ++i) {
        const std::string number = std::to_string(messages++);
        Json customer;
        customer.set("email", "customer" + number + "@sample.example").set("name", "Sample Customer " + number);
        out.push(Json()
                     .set("id", "bench-" + number)
                     .set("source", "bench")
                     .set("channel", "email")
                     .set("customer", customer)
                     .set("text", "Please send me the invoice of order ORD-" + number + " again, I cannot find it."));
    }
    return Json().set("messages", out);
}

void post(const HttpPeer& http)
{
    if (http.post("/v1/messages/batch", nextMessages()).status != 200) {
        std::cerr << "FeedBench: a batch was not taken\n";
        std::_Exit(1);
    }
}

/// How many events one message leads to, once the orchestrator has done with it.
double eventsAMessage(Daemon& daemon)
{
    const auto size = [&] {
        const auto status = daemon.call<rpc::LedgerStatus>({});
        return status ? status->size : 0;
    };
    const auto before = size();
    post(daemon.http());
    auto after = size();
    for (auto last = before; after != last;) {
        last = after;
        std::this_thread::sleep_for(kSettled);
        after = size();
    }
    return static_cast<double>(after - before) / kMessagesAtOnce;
}

/// Brings messages in at an even pace until it ends. What a slow disk held up is not made good: that would be another pace.
class Load {
public:
    Load(const Daemon& daemon, double eventsAMessage)
        : m_thread([http = daemon.http(), eventsAMessage](const std::stop_token& stop) { run(http, eventsAMessage, stop); })
    {
    }

private:
    static void run(const HttpPeer& http, double eventsAMessage, const std::stop_token& stop)
    {
        const std::chrono::duration<double> pause(kMessagesAtOnce * eventsAMessage / kEventsASecond);
        const auto interval = std::chrono::duration_cast<std::chrono::steady_clock::duration>(pause);
        auto next = std::chrono::steady_clock::now();
        while (!stop.stop_requested()) {
            post(http);
            next = std::max(next + interval, std::chrono::steady_clock::now());
            std::this_thread::sleep_until(next);
        }
    }

    std::jthread m_thread;
};

/// What one run gave.
struct Run {
    double p50 = 0;
    double p99 = 0;
    double eventsASecond = 0; ///< of one client
    double messagesASecond = 0;
    double bytes = 0; ///< of a message
};

double quantile(std::vector<float>& values, double part)
{
    const auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
    return static_cast<double>(values[at]);
}

Run measure(Followers& followers)
{
    std::this_thread::sleep_for(kWarmUp);
    followers.record();
    std::this_thread::sleep_for(kMeasured);
    Received received = followers.finish();
    if (received.latencies.empty() || received.faults > 0) {
        std::cerr << "FeedBench: " << received.messages << " messages, " << received.faults << " out of sequence\n";
        std::_Exit(1);
    }
    const double seconds = static_cast<double>(kMeasured.count()) * kClients;
    const auto messages = static_cast<double>(received.messages);
    return {quantile(received.latencies, 0.5), quantile(received.latencies, 0.99),
            static_cast<double>(received.events) / seconds, messages / seconds, static_cast<double>(received.bytes) / messages};
}

/// The feed from where the ledger is now.
FanOutAddress feedOf(Daemon& daemon)
{
    const ReadyFile ready = daemon.program().ready();
    const auto status = daemon.call<rpc::LedgerStatus>({});
    FanOutAddress address;
    const std::string_view url(ready.url);
    const std::size_t colon = url.rfind(':');
    std::from_chars(url.data() + colon + 1, url.data() + url.size(), address.port);
    address.token = ready.token;
    const rpc::FeedSubscribe::Params params{status ? status->size : 0};
    address.greeting = rpc::writeRequest(std::int64_t{1}, rpc::FeedSubscribe::kName, toJson(params));
    return address;
}

Run measureCalm(Daemon& daemon)
{
    Followers followers(feedOf(daemon), kClients);
    return measure(followers);
}

Run measureDisturbed(Daemon& daemon)
{
    Followers followers(feedOf(daemon), kClients);
    const StoppedReader stopped(feedOf(daemon));
    return measure(followers);
}

/// The same messages from a server that does nothing else.
Run measureRaw(const QString& self, const Run& ours)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(self, {QStringLiteral("--fan-out")});
    process.waitForReadyRead(kPatience);
    FanOutAddress address;
    address.port = process.readLine().trimmed().toUShort();
    Followers followers(address, kClients);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    process.write(QByteArray::number(std::llround(ours.bytes)) + " " + QByteArray::number(ours.messagesASecond) + "\n");
    process.waitForBytesWritten(kPatience);
    const Run run = measure(followers);
    process.closeWriteChannel();
    process.waitForFinished(kPatience);
    return run;
}

double peakMemoryMiB(qint64 process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) / 1024;
        }
    }
    return 0;
}

struct Runs {
    std::vector<double> p50, p99, stoppedP99, ratio, rawP50, rawP99, events, messages, bytes;
};

void reportAll(const Runs& runs, double memoryMiB)
{
    report({"feed_200_commit_to_received_p50", "ms", runs.p50, runs.rawP50});
    report({"feed_200_commit_to_received_p99", "ms", runs.p99, runs.rawP99});
    report({"feed_200_stopped_reader_others_p99", "ms", runs.stoppedP99, runs.p99});
    report({"feed_200_stopped_reader_ratio", "times quiet", runs.ratio, {}});
    report({"feed_200_events", "events/s a client", runs.events, {}});
    report({"feed_200_messages", "messages/s a client", runs.messages, {}});
    report({"feed_200_message_size", "bytes", runs.bytes, {}});
    report({"feed_200_server_memory_peak", "MiB", {memoryMiB}, {}});
}

int run(const QString& self)
{
    const SampleShop shop;
    Stand stand(shop);
    if (!stand.start()) {
        std::cerr << "FeedBench: the orchestrator did not start\n";
        return 1;
    }
    Runs runs;
    const double eventsEach = eventsAMessage(stand.daemon());
    for (int round = 0; round < kRounds; ++round) {
        const Load load(stand.daemon(), eventsEach);
        const bool isCalmFirst = round % 2 == 0;
        const Run first = isCalmFirst ? measureCalm(stand.daemon()) : measureDisturbed(stand.daemon());
        const Run second = isCalmFirst ? measureDisturbed(stand.daemon()) : measureCalm(stand.daemon());
        const auto& [calm, disturbed] = isCalmFirst ? std::tie(first, second) : std::tie(second, first);
        runs.p50.push_back(calm.p50);
        runs.p99.push_back(calm.p99);
        runs.stoppedP99.push_back(disturbed.p99);
        runs.ratio.push_back(disturbed.p99 / calm.p99);
        runs.events.push_back(calm.eventsASecond);
        runs.messages.push_back(calm.messagesASecond);
        runs.bytes.push_back(calm.bytes);
    }
    const double memoryMiB = peakMemoryMiB(stand.daemon().program().processId());
    for (int round = 0; round < kRounds; ++round) {
        const auto at = static_cast<std::size_t>(round);
        const Run raw = measureRaw(self, {0, 0, 0, runs.messages[at], runs.bytes[at]});
        runs.rawP50.push_back(raw.p50);
        runs.rawP99.push_back(raw.p99);
    }
    reportAll(runs, memoryMiB);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments == std::vector<std::string>{"--fan-out"}) {
        return runFanOut(argc, argv);
    }
    QCoreApplication app(argc, argv);
    if (!qEnvironmentVariableIsSet("STILLGATE_BIN")) {
        qputenv("STILLGATE_BIN",
                QFile::encodeName(QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("../bin"))));
    }
    return isWanted("feed_200", arguments) ? run(QCoreApplication::applicationFilePath()) : 0;
}
