// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/system/Daemon.h"

#include "core/base/Certificate.h"
#include "core/base/File.h"

namespace stillgate {

namespace {

QString qt(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

} // namespace

Daemon::Daemon(Place place) : m_place(std::move(place)), m_program("stillgated", m_place.folder)
{
    std::filesystem::create_directories(data());
    if (!m_place.models.empty()) {
        std::filesystem::copy(m_place.models, data() / "models", std::filesystem::copy_options::recursive);
    }
}

QStringList Daemon::usualArguments() const
{
    return {QStringLiteral("--data"), qt(data()),       QStringLiteral("--sandbox"),      qt(m_place.sandbox),
            QStringLiteral("--pack"), qt(m_place.pack), QStringLiteral("--demonstration")};
}

bool Daemon::start(const Faults& faults, std::optional<std::chrono::milliseconds> killAfter)
{
    return startWith(
        {usualArguments(), {{"STILLGATE_FAILPOINT", faults.failpoint}, {"STILLGATE_DISABLE", faults.disabled}}, killAfter});
}

bool Daemon::startWith(const Program::Start& start)
{
    m_sessions.clear();
    return m_program.start(start);
}

QStringList Daemon::certify()
{
    const UtcTime now = SystemClock().now();
    const UtcTime from{now.ms - Duration::days(1).ms};
    const UtcTime until = now + Duration::days(1);
    const CertifiedKey authority = makeAuthority({"sample authority", {}, from, until}).value();
    const CertifiedKey own = makeServerCertificate(authority, {"sample", {"127.0.0.1"}, from, until}).value();
    m_authority = m_place.folder / "authority.pem";
    const auto kept = [this](const char* name, const std::string& pem) {
        const std::filesystem::path file = m_place.folder / name;
        return writeFile(file, pem) ? qt(file) : QString();
    };
    (void)kept("authority.pem", authority.certificate);
    return {QStringLiteral("--tls-certificate"), kept("server.pem", own.certificate), QStringLiteral("--tls-key"),
            kept("server.key", own.key)};
}

std::optional<TicketId> Daemon::takeIn(const Json& message) const
{
    const HttpReply reply = http().post("/v1/messages", message);
    const auto ticket = TicketId::fromText(reply.body.textAt("ticket"));
    return reply.status == 200 && ticket ? std::optional(*ticket) : std::nullopt;
}

KeyFile Daemon::agent(int number) const
{
    return readKeyFile(data() / "demonstration" / ("agent-" + std::to_string(number) + ".json"))
        .value_or(KeyFile{{}, {}, SigningKey::generate(), {}});
}

Result<rpc::TicketGet::Result> Daemon::ticket(const TicketId& id)
{
    auto all = call<rpc::TicketGet>({id, std::nullopt});
    while (all && all->next) {
        auto more = call<rpc::TicketGet>({id, all->next});
        if (!more) {
            return more;
        }
        all->row = more->row;
        all->next = more->next;
        std::move(more->events.begin(), more->events.end(), std::back_inserter(all->events));
    }
    return all;
}

bool Daemon::reaches(const TicketId& id, Stage stage)
{
    std::optional<Stage> now;
    const bool ended = becomes([&] {
        if (const auto got = call<rpc::TicketGet>({id, std::nullopt})) {
            now = got->row.stage;
        }
        return now == stage || now == Stage::Closed || now == Stage::Escalated;
    });
    return ended && now == stage;
}

std::optional<GateId> Daemon::awaitGate(const TicketId& id, std::optional<GateId> before)
{
    std::optional<GateId> gate;
    const bool opened = becomes([&] {
        const auto got = call<rpc::TicketGet>({id, std::nullopt});
        gate = got ? got->row.gate : std::nullopt;
        return gate && gate != before;
    });
    return opened ? gate : std::nullopt;
}

} // namespace stillgate
