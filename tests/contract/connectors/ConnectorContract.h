// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QObject>

#include "core/connectors/Connector.h"

namespace stillgate {

/// What a system can be made to do by its test control, with the next calls of one kind.
enum class Trouble {
    Silence,     ///< everything happens, no answer
    NotReceived, ///< the connection is lost before anything happens
    Broken,      ///< an error of the system's own, nothing happens
    Garbage,     ///< everything happens, the answer cannot be understood
    Throttling,  ///< turned away, nothing happens
    Slowness,    ///< longer than any time-out of the suite
};

/// What the suite must know of a system to try its connector: some calls, its own books, and how to make trouble.
class ConnectorFixture {
public:
    virtual ~ConnectorFixture() = default;

    [[nodiscard]] virtual std::unique_ptr<Connector> connector() const = 0;
    /// A connector to a place where nobody listens.
    [[nodiscard]] virtual std::unique_ptr<Connector> connectorToNobody() const = 0;

    [[nodiscard]] virtual CallRequest read() const = 0;
    [[nodiscard]] virtual CallRequest readOfNothing() const = 0;
    /// A write that can be done several times under several keys, expecting no version.
    [[nodiscard]] virtual CallRequest write(const std::string& key) const = 0;
    /// The same write with another parameter.
    [[nodiscard]] virtual CallRequest otherWrite(const std::string& key) const = 0;
    /// Effects of that write, counted in the system's own books.
    [[nodiscard]] virtual std::size_t effects() const = 0;
    /// Troubles the next `count` calls of read() or write().
    [[nodiscard]] virtual bool trouble(const CallRequest& call, Trouble trouble, int count) = 0;
};

/// The contract of core/connectors/Connector.h as tests. A connector joins by a subclass that makes its fixture; each test gets
/// a fresh one.
class ConnectorContract : public QObject {
    Q_OBJECT
protected:
    [[nodiscard]] virtual std::unique_ptr<ConnectorFixture> makeFixture() = 0;

private slots:
    void init();
    void cleanup();

    void operations_declared_fitTogether();
    void call_ofUnknownOperation_isRejected();
    void call_withoutParameters_isRejected();

    void read_ofSomething_gives();
    void read_ofNothing_isRejected();
    void read_troubled_failsAsItShould_data();
    void read_troubled_failsAsItShould();
    void read_fromNobody_isNotSent();

    void write_once_leavesOneEffect();
    void write_withTheSameKey_replays();
    void write_withAReusedKey_isRefused();
    void write_withAStaleVersion_isRefused();
    void write_troubled_failsAsItShould_data();
    void write_troubled_failsAsItShould();
    void write_inDoubt_isFoundByLookup();
    void write_toNobody_isNotSent();
    void writes_atOnceWithOneKey_areOneEffect();

    void call_cancelled_endsWithoutOutcome();
    void connector_destroyed_endsItsCalls();

private:
    [[nodiscard]] std::optional<CallOutcome> call(const CallRequest& request);
    [[nodiscard]] const OperationSpec& specOf(const CallRequest& request) const;

    std::unique_ptr<ConnectorFixture> m_fixture;
    std::unique_ptr<Connector> m_connector;
};

} // namespace stillgate
