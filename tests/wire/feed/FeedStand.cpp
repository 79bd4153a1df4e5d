// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/wire/feed/FeedStand.h"

#include <atomic>
#include <thread>

#include <QCoreApplication>

#include "core/ledger/sqlite/SqliteLedgerReader.h"
#include "core/server/Queries.h"
#include "tests/support/Samples.h"
#include "tests/support/wire/Harness.h"

namespace stillgate::wire {

namespace {

constexpr std::chrono::milliseconds kMoment{1};

Command messageOf(int customer, int number, const std::string& redacted, const std::string& name)
{
    IncomingMessage message = samples::message(number, samples::person(customer));
    message.redacted = redacted;
    message.personal["name"] = name;
    return ReceiveMessage{std::move(message), samples::classified()};
}

} // namespace

FeedStand::FeedStand(const std::filesystem::path& folder, const Limits& limits)
    : m_wall(samples::kMorning), m_clock(m_wall, samples::kMorning), m_store(*SqliteLedgerStore::open(folder))
{
    const Founding founding{"sample.example/feed", "sample", Environment::Dev, {}, {}, {}, {}};
    m_orchestrator = *Orchestrator::open(*m_store, samples::rulebook(), m_clock, founding);
    m_reader = *SqliteLedgerReader::open(folder);
    m_reading = std::make_unique<ReadingThread>([folder] { return *SqliteLedgerReader::open(folder); });
    m_feed = std::make_unique<FeedHub>(*m_reader, *m_reading, limits.feed);
    m_received = static_cast<int>(size());
    m_orchestrator->start([this](const Commit& commit) { m_feed->take(commit.added); });

    RpcHandlers handlers;
    addHandler<rpc::FeedSubscribe>(handlers, [this](const Caller& caller, const rpc::FeedSubscribe::Params& params) {
        return QtFuture::makeReadyFuture(m_feed->subscribe(params, *caller.subscriber));
    });
    m_host = *WebSocketHost::listen(
        {"127.0.0.1", 0}, std::move(handlers), [](std::string_view) { return std::optional(kAgent); }, limits.transport);
}

FeedStand::~FeedStand()
{
    m_host.reset();
    m_orchestrator->stop();
}

void FeedStand::receiveSoon(int count, const std::function<void()>& done)
{
    for (int i = 0; i < count; ++i) {
        const int number = ++m_received;
        Submission submission;
        submission.what =
            messageOf(number, number, "Charged twice for sample order " + std::to_string(number) + "\nPlease help.",
                      "Sample Customer " + std::to_string(number));
        submission.done = [done](const Reply&) {
            if (done) {
                done();
            }
        };
        m_orchestrator->submit(std::move(submission));
    }
}

void FeedStand::receive(int count)
{
    std::atomic<int> left = count;
    receiveSoon(count, [&left] { --left; });
    while (left > 0) {
        QCoreApplication::processEvents();
        std::this_thread::sleep_for(kMoment);
    }
}

TicketId FeedStand::receive(int customer, const std::string& redacted, const std::string& name)
{
    return submit(messageOf(customer, ++m_received, redacted, name)).ticket.value_or(TicketId{});
}

void FeedStand::propose(const TicketId& ticket)
{
    (void)submit(samples::gathering(ticket, samples::chargedTwice(samples::euro(12900)), samples::runbook().id));
}

void FeedStand::erase(int customer)
{
    (void)submit(ErasePerson{kAgent, samples::person(customer), "request_of_the_person"});
}

Reply FeedStand::submit(Command command)
{
    std::atomic<bool> isDone = false;
    Reply out;
    Submission submission;
    submission.what = std::move(command);
    submission.done = [&](const Reply& reply) {
        out = reply;
        isDone = true;
    };
    m_orchestrator->submit(std::move(submission));
    while (!isDone) {
        QCoreApplication::processEvents();
        std::this_thread::sleep_for(kMoment);
    }
    return out;
}

std::uint64_t FeedStand::size()
{
    return m_reader->head().map([](const TreeHead& head) { return head.size; }).value_or(0);
}

} // namespace stillgate::wire
