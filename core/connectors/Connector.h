// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <QFuture>

#include "core/base/JsonCodec.h"
#include "core/domain/Words.h"

/// The port to a system of record. One connector speaks for one system; it offers named operations and carries calls out, one
/// attempt each. Whether to call again, to look up or to ask a person is decided by the caller from the fault: a connector never
/// repeats a call that could have had an effect, nor lets a library beneath it do so.
namespace stillgate {

/// What protects an operation against being done twice.
enum class KeySupport {
    ByKey, ///< the system keeps the key: the same key again replays the first answer
    ByLookup, ///< the system only records the key: the look-up operation tells whether it was done
    None, ///< neither: a call in doubt is for a person
};
template <>
struct EnumNames<KeySupport> {
    static constexpr std::array<std::pair<KeySupport, std::string_view>, 3> kNames{
        {{KeySupport::ByKey, "by_key"}, {KeySupport::ByLookup, "by_lookup"}, {KeySupport::None, "none"}}};
};

/// Whether the system compares CallRequest::expectedVersion and refuses when its state has moved on.
enum class VersionSupport { Compared, None };

/// What one operation is, as the connector declares it.
struct OperationSpec {
    std::string name; ///< "refund.create"
    std::string scope; ///< the grant a caller needs: "refunds:write"
    Reversibility reversibility = Reversibility::Irreversible;
    KeySupport keys = KeySupport::None;
    VersionSupport versions = VersionSupport::None;
    std::string lookup; ///< operation with the parameter "key" that lists what was done under a key; empty when there is none
    std::string compensation; ///< operation that undoes it; empty when there is none

    friend bool operator==(const OperationSpec&, const OperationSpec&) = default;
};

/// Reads can be repeated at will.
[[nodiscard]] inline bool isRead(const OperationSpec& operation)
{
    return operation.reversibility == Reversibility::ReadOnly;
}

inline constexpr std::string_view kHaltedCode = "halted";

struct CallRequest {
    std::string operation;
    Json params = Json::object(); ///< an object; the connector documents each operation's
    std::optional<std::string> idempotencyKey; ///< writes only: 1 to 255 printable ASCII characters without blanks
    std::optional<std::string> expectedVersion; ///< as CallReply::version gave it; opaque, compared for equality
    Duration timeout = Duration::seconds(10); ///< for the whole call, from here to the last byte
    /// Of a write: asked as late as the connector can, after any queue of its own and before what could have an effect leaves. False: the
    /// call ends as NotSent with the code kHaltedCode. Where there is none it may leave.
    std::function<bool()> mayLeave;
};

/// Whether the effect was made by this call or by an earlier one with the same key.
enum class Replayed { No, Yes };

struct CallReply {
    Json body; ///< an object, as the system gave it
    std::string artifactId; ///< names what was made, read or found; empty when a look-up found none or several
    std::string version; ///< of the state after the call, opaque; empty when the system has none
    Replayed replayed = Replayed::No;
};

/// How a call can fail. Each kind asks for another step of the caller; the set is closed.
enum class CallFault {
    NotSent, ///< nothing has happened, for certain: not connected, or turned away before the effect. May be called again
    Throttled, ///< nothing has happened: too many calls. May be called again after retryAfter
    Rejected, ///< understood and refused; nothing has happened. `code` says why. The same call will be refused again
    StateMoved, ///< refused because the state is not at expectedVersion. Nothing has happened; read and decide anew
    KeyReused, ///< refused because the key was used with other parameters. Nothing has happened now; a fault of ours
    InDoubt, ///< writes: whether it happened is not known. Look up, or repeat with the same key, or ask a person
    Unavailable, ///< reads: no answer. May be called again
    Malformed, ///< reads: an answer that cannot be understood. Repeating will hardly help
    Cancelled, ///< the connector was closed before anything was sent
};
template <>
struct EnumNames<CallFault> {
    static constexpr std::array<std::pair<CallFault, std::string_view>, 9> kNames{{{CallFault::NotSent, "not_sent"},
                                                                                   {CallFault::Throttled, "throttled"},
                                                                                   {CallFault::Rejected, "rejected"},
                                                                                   {CallFault::StateMoved, "state_moved"},
                                                                                   {CallFault::KeyReused, "key_reused"},
                                                                                   {CallFault::InDoubt, "in_doubt"},
                                                                                   {CallFault::Unavailable, "unavailable"},
                                                                                   {CallFault::Malformed, "malformed"},
                                                                                   {CallFault::Cancelled, "cancelled"}}};
};

struct CallError {
    CallFault fault = CallFault::InDoubt;
    std::string code; ///< the system's own word, or the connector's: stable, without personal data
    std::string detail; ///< for the log: no names, amounts or text of messages
    std::optional<Duration> retryAfter; ///< as the system asked
    std::optional<std::string> currentVersion; ///< with StateMoved, where the system says it

    friend bool operator==(const CallError&, const CallError&) = default;
};

using CallOutcome = tl::expected<CallReply, CallError>;

/// Every call ends exactly once: with a reply, with an error, or cancelled. Cancelling the future gives the call up at once; it then
/// has no outcome, and a write that was given up is in doubt. When the connector is destroyed its open calls end as Cancelled or
/// InDoubt. An unknown operation or parameters that do not fit end as Rejected without anything being sent.
/// A connector lives in one thread with an event loop; call() belongs to that thread and its futures finish there.
class Connector {
public:
    virtual ~Connector() = default;
    Connector(const Connector&) = delete;
    Connector& operator=(const Connector&) = delete;

    /// The name that runbooks and actions use: "sandbox".
    [[nodiscard]] virtual std::string_view system() const = 0;
    [[nodiscard]] virtual const std::vector<OperationSpec>& operations() const = 0;
    [[nodiscard]] virtual QFuture<CallOutcome> call(const CallRequest& request) = 0;

protected:
    Connector() = default;
};

/// The operation of that name, or null.
[[nodiscard]] const OperationSpec* findOperation(const Connector& connector, std::string_view name);

} // namespace stillgate
