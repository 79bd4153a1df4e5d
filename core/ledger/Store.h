// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/Result.h"
#include "core/domain/Event.h"
#include "core/ledger/Keys.h"
#include "core/ledger/Merkle.h"

/// The storage contract. tests/contract/ledger holds every store to it.
///
/// A ledger is its events. They are numbered from 0 without a gap, their header bytes are stored as they were hashed and are never
/// written again. Event 0 is "ledger.opened" and names the origin and the checkpoint key; no other comes before it. Time never
/// goes back. Every other row is derived from events or opens a commitment in one, and the verifier says of each which.
///
/// One append is one transaction: all of it is durable when append() returns, or nothing of it is there. After an error other than
/// Refused and Conflict the caller drops what it holds in memory and reads the ledger again; where the store cannot tell whether the
/// commit took place, it answers Unavailable from then on until it is opened anew, which settles it.
///
/// Personal values stand beside the header, sealed under a key of their person that is made when the person is first seen. Erasing a
/// person overwrites key, values and attachments where they stand and removes their contacts. A person who was erased never comes
/// back: values or attachments under that id are Refused.
///
/// Projection rows hold no personal text: what is erased must have stood under the person's key.
namespace stillgate {

/// Folds of the ledger that are kept ready for queries. Each can be rebuilt from the events and is checked against them.
enum class ProjectionKind { Ticket = 1, Gate = 2, Outcome = 3 };

/// One row of a projection: `group` and `order` are what it is listed by, `row` is canonical JSON.
struct ProjectionRow {
    ProjectionKind kind = ProjectionKind::Ticket;
    Uuid id;
    std::string group; ///< a ticket's stage, a gate's status
    std::int64_t order = 0; ///< unique within a kind: the sequence of the event that made the row
    std::string row;

    friend bool operator==(const ProjectionRow&, const ProjectionRow&) = default;
};

/// Finds a person by the keyed hash of an address. Deleted with the person.
struct Contact {
    Digest hash;
    PersonId person;

    friend bool operator==(const Contact&, const Contact&) = default;
};

/// An attachment on its way in: stored in pieces under the person's key.
struct NewBlob {
    BlobId id;
    PersonId person;
    Bytes content; ///< at most kMostBlob bytes
};
inline constexpr std::size_t kMostBlob = 25U << 20U;

/// All that one commit changes.
struct Batch {
    std::vector<Event> events; ///< sequences continue the ledger's without a gap
    std::vector<ProjectionRow> rows; ///< inserted, or replaced by (kind, id)
    std::vector<Contact> contacts;
    std::vector<NewBlob> blobs;
    /// Key, values, blobs and contacts of these people are destroyed after the events are in. Each is named by a "person.redacted"
    /// event of the same batch, behind which none of the person's values stands.
    std::vector<PersonId> erased;
};

struct StoredEvent {
    Sequence sequence = 0;
    std::string header; ///< the original bytes
};

struct ProjectionPage {
    std::optional<std::string> group; ///< all groups when empty
    std::optional<std::int64_t> after; ///< only rows behind this order, in the direction asked for
    bool descending = false;
    std::size_t most = 100;
};

/// Reads of committed data. One reader belongs to one thread; it never writes and never checkpoints the file.
class LedgerReader {
public:
    virtual ~LedgerReader() = default;
    /// Size and root of the tree as committed.
    [[nodiscard]] virtual Result<TreeHead> head() = 0;
    /// The complete subtrees of the tree as it was at `size`, from which a reader folds on.
    [[nodiscard]] virtual Result<Frontier> frontier(std::uint64_t size) = 0;
    /// The signed checkpoint of the newest commit (C2SP tlog-checkpoint), as text.
    [[nodiscard]] virtual Result<std::string> checkpoint() = 0;
    /// Calls `each` for events from `from` on, `most` at the most, until it returns false.
    [[nodiscard]] virtual Result<void> events(Sequence from, std::size_t most,
                                              const std::function<bool(const StoredEvent&)>& each) = 0;
    [[nodiscard]] virtual Result<std::vector<StoredEvent>> eventsOf(const TicketId& ticket) = 0;
    /// Salt and value behind a commitment; empty when it was erased. NotFound when the event commits to no such field.
    [[nodiscard]] virtual Result<std::optional<Opening>> value(Sequence sequence, const std::string& field) = 0;
    /// `length` bytes of an attachment from `offset` on, fewer at its end. NotFound when there is none or it was erased.
    [[nodiscard]] virtual Result<Bytes> blob(const BlobId& id, std::size_t offset, std::size_t length) = 0;
    [[nodiscard]] virtual Result<std::optional<PersonId>> personOf(const Digest& contactHash) = 0;
    [[nodiscard]] virtual Result<std::vector<ProjectionRow>> rows(ProjectionKind kind, const ProjectionPage& page) = 0;
    [[nodiscard]] virtual Result<std::optional<ProjectionRow>> row(ProjectionKind kind, const Uuid& id) = 0;
    /// Rows by group of one kind.
    [[nodiscard]] virtual Result<std::vector<std::pair<std::string, std::int64_t>>> counts(ProjectionKind kind) = 0;
    [[nodiscard]] virtual Result<InclusionProof> inclusion(Sequence sequence, std::uint64_t treeSize) = 0;
    [[nodiscard]] virtual Result<ConsistencyProof> consistency(std::uint64_t oldSize, std::uint64_t newSize) = 0;
};

/// The one writer of a ledger: exactly one in a process and, by the folder's lock, one on a folder.
class LedgerStore {
public:
    virtual ~LedgerStore() = default;
    /// Everything in the batch, leaves, tree frontier and signed checkpoint in one transaction. On return it is durable
    /// (synchronous=FULL); on an error nothing of it is there. Conflict when the sequences do not continue the ledger or an address
    /// already leads to another person. Refused when the batch would break the contract above: `where` names the event.
    [[nodiscard]] virtual Result<TreeHead> append(const Batch& batch) = 0;
    /// Throws all projections away and stores these rows instead, in one transaction.
    [[nodiscard]] virtual Result<void> replaceProjections(const std::vector<ProjectionRow>& rows) = 0;
    /// Old copies of erased bytes lie in the write-ahead log until it is emptied, which a reader in an old snapshot delays. append()
    /// does this itself and tries again each time; Unavailable as long as such a reader holds on.
    [[nodiscard]] virtual Result<void> finishErasure() = 0;
    /// Reads through the writer's own connection, for the writer's thread.
    [[nodiscard]] virtual LedgerReader& reader() = 0;
    [[nodiscard]] virtual const LedgerKeys& keys() const = 0;
};

} // namespace stillgate
