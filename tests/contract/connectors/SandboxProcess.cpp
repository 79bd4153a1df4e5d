// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/connectors/SandboxProcess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include "core/base/File.h"

namespace stillgate {

namespace {

constexpr int kPatience = 30'000;

} // namespace

std::optional<CallOutcome> awaitOutcome(const QFuture<CallOutcome>& call)
{
    if (!QTest::qWaitFor([&] { return call.isFinished(); }, kPatience) || call.resultCount() == 0) {
        return std::nullopt;
    }
    return call.result();
}

SandboxProcess::SandboxProcess(QStringList options) : m_options(std::move(options))
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
}

SandboxProcess::~SandboxProcess()
{
    kill();
}

bool SandboxProcess::start()
{
    const QString seed = m_folder.filePath(QStringLiteral("seed.json"));
    const QString ready = m_folder.filePath(QStringLiteral("ready.json"));
    if (!writeFile(seed.toStdString(), kContractSeed)) {
        return false;
    }
    m_process.start(QDir(qEnvironmentVariable("STILLGATE_BIN")).filePath(QStringLiteral("stillgate-sandbox")),
                    QStringList{QStringLiteral("--data"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("--listen"),
                                QStringLiteral("127.0.0.1:0"), QStringLiteral("--ready"), ready, QStringLiteral("--seed"),
                                seed} +
                        m_options);
    if (!QTest::qWaitFor([&] { return QFile::exists(ready) || m_process.state() == QProcess::NotRunning; }, kPatience)) {
        return false;
    }
    const auto access = readSandboxAccess(ready.toStdString());
    m_access = access.value_or(SandboxAccess{});
    return access.has_value();
}

int SandboxProcess::terminate()
{
    m_process.terminate();
    m_process.waitForFinished(kPatience);
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

void SandboxProcess::kill()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(kPatience);
        // What a killed process leaves would be taken for the sign of the next one.
        QFile::remove(m_folder.filePath(QStringLiteral("ready.json")));
    }
}

HttpOutcome SandboxProcess::exchange(HttpCall call, const std::string& path) const
{
    QNetworkAccessManager network;
    prepareForMachines(network);
    call.url = QUrl::fromEncoded(QByteArray::fromStdString(m_access.url + path));
    call.headers.emplace_back("Authorization", "Bearer " + QByteArray::fromStdString(m_access.token));
    call.mostBytes = 1U << 26U;
    HttpExchange exchange(network, call, nullptr);
    HttpOutcome outcome = tl::make_unexpected(HttpLoss{});
    bool hasEnded = false;
    QObject::connect(&exchange, &HttpExchange::finished, &exchange, [&](const HttpOutcome& got) {
        outcome = got;
        hasEnded = true;
    });
    return QTest::qWaitFor([&] { return hasEnded; }, kPatience) ? outcome : tl::make_unexpected(HttpLoss{});
}

Json SandboxProcess::get(const std::string& path) const
{
    const auto outcome = exchange({}, path);
    return outcome ? parseJson(outcome->body).value_or(Json()) : Json();
}

std::size_t SandboxProcess::rows(std::string_view table) const
{
    const Json books = get("/v1/books");
    const Json* found = books.find(table);
    return found != nullptr && found->asArray() != nullptr ? found->asArray()->size() : 0;
}

bool SandboxProcess::order(const Json& fault) const
{
    const auto outcome =
        exchange({.method = HttpCall::Method::Post, .body = QByteArray::fromStdString(canonicalJson(fault))}, "/v1/faults");
    return outcome && outcome->status == 201;
}

} // namespace stillgate
