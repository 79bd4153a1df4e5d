// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>

#include <QCoreApplication>

#include <unistd.h>

#include "core/base/Log.h"
#include "core/client/LocalCore.h"
#include "core/client/PersonKey.h"
#include "core/client/ReadyFile.h"
#include "tests/support/system/Waiting.h"

/// A console without a window: decides on one ticket where it is told to, delivers what waits in its outbox, says what became of it
/// and ends. It dies where its environment says so.
///
///   outbox-hand FOLDER READY-FILE KEY-FILE [TICKET approve|deny live|offline]
namespace stillgate {

namespace {

/// At once, so that it is out before the process dies.
void say(const std::string& line)
{
    const std::string text = line + "\n";
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, text.data(), text.size());
}

bool waitUntil(const std::function<bool()>& holds)
{
    return becomes([&] {
        QCoreApplication::processEvents();
        return holds();
    });
}

int failed(const std::string& why)
{
    std::cerr << why << '\n';
    return 1;
}

/// What a console does when its person decides. Empty, or why it could not be done.
std::string decide(LocalCore& core, const QStringList& arguments)
{
    const auto ticket = TicketId::fromText(arguments[4].toStdString());
    if (!ticket || !waitUntil([&] { return core.link().status().state == LinkState::Live; })) {
        return "no ticket, or no connection";
    }
    const auto packet = awaitResult(core.packets().read(*ticket));
    if (!packet || !*packet || !(*packet)->gate) {
        return "no gate: " + (packet && !*packet ? packet->error().text() : std::string());
    }
    say("shown");
    if (arguments[6] == QLatin1String("offline") && !waitUntil([&] { return core.link().status().state != LinkState::Live; })) {
        return "it never lost its connection";
    }
    const DecisionWish approval{Verdict::Approve, {}, {}};
    const DecisionWish denial{Verdict::Deny, "wrong_target", {}};
    const auto decided = core.decisions().decide(*(*packet)->gate, arguments[5] == QLatin1String("deny") ? denial : approval);
    if (!decided) {
        return decided.error().text();
    }
    say("stored " + decided->text());
    return {};
}

std::string lineOf(const OutboxEntry& entry)
{
    constexpr const char* kStates[] = {"queued", "sent", "confirmed", "refused"};
    return std::string("entry ") + (entry.gate ? entry.gate->text() : "-") + ' ' + kStates[static_cast<int>(entry.state)] +
           ' ' + std::to_string(entry.first.value_or(0)) + ' ' + (entry.refusal ? entry.refusal->code : "-");
}

int run(const QStringList& arguments)
{
    const std::filesystem::path folder = arguments[1].toStdString();
    const std::filesystem::path ready = arguments[2].toStdString();
    const auto person = readPersonKey(arguments[3].toStdString());
    if (!person) {
        return failed(person.error().text());
    }
    const SystemClock clock;
    QtTimers timers;
    FileCacheKey cacheKey(folder / "cache.key");
    const auto access = [&]() -> Result<ServerAccess> {
        return readReadyFile(ready).map([&](const ReadyFile& file) { return ServerAccess{file.url, person->token}; });
    };
    auto core = LocalCore::open({folder, access, "test", "0", person->signer, cacheKey, clock, timers, [] { return 0U; }});
    if (!core) {
        return failed(core.error().text());
    }
    (*core)->start();
    if (arguments.size() == 7) {
        if (const std::string why = decide(**core, arguments); !why.empty()) {
            return failed(why);
        }
    }
    if (!waitUntil([&] { return (*core)->outbox().unanswered() == 0; })) {
        return failed("something was never answered");
    }
    for (const OutboxEntry& entry : (*core)->outbox().entries()) {
        say(lineOf(entry));
    }
    (*core)->stop();
    return 0;
}

} // namespace

} // namespace stillgate

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    stillgate::startLog(stillgate::LogLevel::Warning);
    return arguments.size() == 4 || arguments.size() == 7 ? stillgate::run(arguments) : stillgate::failed("wrong arguments");
}
