// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/Bytes.h"
#include "core/ledger/Store.h"

/// The rows of a ledger as they are stored, unjudged: what a verifier reads. Views are valid until the next row.
namespace stillgate {

struct RawEvent {
    std::int64_t sequence = 0;
    ByteView nodes;
    std::optional<ByteView> ticket;
    ByteView header;
};

struct RawPerson {
    std::int64_t number = 0;
    ByteView id;
    ByteView wrapped;
};

struct RawBox {
    std::int64_t place = 0;
    std::int64_t person = 0;
    ByteView box;
};

struct RawBlob {
    std::int64_t number = 0;
    ByteView id;
    std::int64_t person = 0;
    std::int64_t size = 0;
};

struct RawPiece {
    std::int64_t place = 0;
    ByteView box;
};

struct RawContact {
    ByteView hash;
    std::int64_t person = 0;
};

struct RawCheckpoint {
    std::int64_t size = 0;
    std::string_view note;
};

struct RawSecret {
    std::string_view name;
    ByteView wrapped;
};

/// Rows of one table in the order of their key.
template <typename Row>
class RawRows {
public:
    virtual ~RawRows() = default;
    /// Fills `row` and returns true, or returns false at the end.
    [[nodiscard]] virtual Result<bool> next(Row& row) = 0;
};

template <typename Row>
using RawRowsPtr = std::unique_ptr<RawRows<Row>>;

/// One unchanging view of a ledger, read-only, beside a live writer if need be.
class RawLedger {
public:
    virtual ~RawLedger() = default;
    /// What is wrong with the storage itself: damaged pages or indexes, another schema than this format has.
    [[nodiscard]] virtual Result<std::vector<std::string>> storageFaults() = 0;
    /// About how many events there are, for showing how far a verifier is.
    [[nodiscard]] virtual Result<std::uint64_t> eventCount() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawEvent>> events() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawPerson>> persons() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawBox>> boxes() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawBlob>> blobs() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawPiece>> pieces() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawContact>> contacts() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawCheckpoint>> checkpoints() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<RawSecret>> secrets() = 0;
    [[nodiscard]] virtual Result<RawRowsPtr<ProjectionRow>> projection() = 0;
};

} // namespace stillgate
