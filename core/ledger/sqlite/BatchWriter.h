// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/ledger/Store.h"
#include "core/ledger/sqlite/PersonVault.h"
#include "core/ledger/sqlite/Sql.h"

namespace stillgate {

/// Writes the rows of a batch inside the caller's transaction. Throws the library's exception, as everything below attempt() does.
class BatchWriter {
public:
    BatchWriter(SQLite::Database& database, const Secret32& masterKey);

    /// Events with their leaves and values. `frontier` grows with them; a checkpoint that falls due on the way is signed.
    [[nodiscard]] Result<void> writeEvents(const std::vector<Event>& events, Frontier& frontier, const std::string& origin,
                                           const SigningKey& key);
    /// Replaces the newest checkpoint, which was that of `oldSize`.
    void writeNewestCheckpoint(std::uint64_t oldSize, const TreeHead& head, const std::string& origin, const SigningKey& key);
    [[nodiscard]] Result<void> writeContacts(const std::vector<Contact>& contacts);
    [[nodiscard]] Result<void> writeBlobs(const std::vector<NewBlob>& blobs);
    void writeRows(const std::vector<ProjectionRow>& rows);
    void clearRows();
    void erase(const std::vector<PersonId>& persons);
    /// To be called when the transaction did not commit.
    void forget() { m_vault.forget(); }

private:
    [[nodiscard]] Result<void> writeValues(const Event& event);
    void removeContacts(const std::vector<std::int64_t>& persons);

    SQLite::Database& m_database;
    PersonVault m_vault;
    Query m_addEvent;
    Query m_addBox;
    Query m_addCheckpoint;
    Query m_removeCheckpoint;
    Query m_findContact;
    Query m_addContact;
    Query m_addBlob;
    Query m_addPiece;
    Query m_putRow;
    Query m_clearRows;
    Query m_eraseBoxes;
    Query m_blobsOf;
    Query m_erasePieces;
    Query m_contactsOf;
};

} // namespace stillgate
