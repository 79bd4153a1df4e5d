// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include "core/connectors/sandbox/HttpExchange.h"
#include "core/connectors/sandbox/SandboxConnector.h"

namespace stillgate {

/// Spins the event loop until the future has ended; gives its outcome, or nothing when it was cancelled or never ends.
[[nodiscard]] std::optional<CallOutcome> awaitOutcome(const QFuture<CallOutcome>& call);

/// The real stillgate-sandbox on a folder of its own, and its test control.
class SandboxProcess {
public:
    /// Options beyond --data, --listen and --seed.
    explicit SandboxProcess(QStringList options = {});
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess&) = delete;
    SandboxProcess& operator=(const SandboxProcess&) = delete;

    /// Starts it on the folder as it is and waits until it serves.
    [[nodiscard]] bool start();
    /// SIGTERM; the exit code.
    int terminate();
    /// SIGKILL.
    void kill();

    [[nodiscard]] SandboxAccess access() const { return m_access; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// The JSON a path answers with; null when it does not answer.
    [[nodiscard]] Json get(const std::string& path) const;
    /// How many rows a table of the sandbox's own books has.
    [[nodiscard]] std::size_t rows(std::string_view table) const;
    /// Orders a fault, as docs/sandbox.md describes it.
    [[nodiscard]] bool order(const Json& fault) const;

private:
    [[nodiscard]] HttpOutcome exchange(HttpCall call, const std::string& path) const;

    QTemporaryDir m_folder;
    QStringList m_options;
    QProcess m_process;
    SandboxAccess m_access;
};

/// One order, O-1, of customer C-1: P-1 over 129.00 EUR, P-2 over 258.00 EUR.
inline constexpr const char* kContractSeed = R"({
"customers": [{"id": "C-1", "name": "Sample Customer 01", "email": "customer+01@sample.example", "tier": "standard"}],
"orders": [{"id": "O-1", "customer": "C-1", "currency": "EUR", "total_minor": 12900, "status": "paid",
            "created_at": "2026-03-01T09:00:00Z"}],
"payments": [{"id": "P-1", "order": "O-1", "customer": "C-1", "amount_minor": 12900, "currency": "EUR",
              "captured_at": "2026-03-01T09:00:00Z", "method": "card"},
             {"id": "P-2", "order": "O-1", "customer": "C-1", "amount_minor": 25800, "currency": "EUR",
              "captured_at": "2026-03-01T09:00:10Z", "method": "card"}],
"refunds": [],
"accounts": []})";

} // namespace stillgate
