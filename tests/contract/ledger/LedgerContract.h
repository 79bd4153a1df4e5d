// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include <QObject>
#include <QTemporaryDir>

#include "core/ledger/RawLedger.h"
#include "core/ledger/Store.h"
#include "tests/support/ledger/LedgerSamples.h"

namespace stillgate {

/// How the suite gets at a store under test. A folder stands for a ledger of its own.
struct StoreUnderTest {
    std::function<Result<std::unique_ptr<LedgerStore>>(const std::filesystem::path&)> open;
    std::function<Result<std::unique_ptr<LedgerReader>>(const std::filesystem::path&)> openReader;
    std::function<Result<std::unique_ptr<RawLedger>>(const std::filesystem::path&)> openRaw;
};

/// Holds any store to the storage contract of core/ledger/Store.h.
class LedgerContract : public QObject {
    Q_OBJECT

public:
    explicit LedgerContract(StoreUnderTest store) : m_under(std::move(store)) {}

private slots:
    void init();
    void cleanup();

    void fresh_ledger_isEmpty();
    void append_events_areReadBackByteForByte();
    void append_everyCommit_isUnderASignedCheckpoint();
    void append_afterReopening_continues();
    void append_gapOrRepeat_isConflictAndChangesNothing();
    void append_brokenBatch_isRefusedAndChangesNothing_data();
    void append_brokenBatch_isRefusedAndChangesNothing();
    void append_failingHalfWay_leavesNothingAndGoesOn();
    void open_twice_isConflict();
    void events_fromTheMiddle_stopWhenAsked();
    void eventsOf_aTicket_areItsOwnInOrder();
    void value_ofACommitment_opensIt();
    void value_ofNoCommitment_isNotFound();
    void blob_inPieces_isReadFromAnywhere();
    void contact_leadsToItsPersonAlone();
    void erased_person_isGoneAndStaysGone();
    void erased_person_leavesOthersAsTheyWere();
    void proofs_betweenAnySizes_verify();
    void frontier_ofAnySize_continuesTheTree();
    void rows_arePagedByOrderAndGroup();
    void rows_areReplacedByKindAndId();
    void replaceProjections_keepsOnlyTheNewOnes();
    void reader_besideTheWriter_seesWhatIsCommitted();

private:
    [[nodiscard]] std::filesystem::path folder() const { return m_dir->path().toStdString(); }
    void open();
    /// Appends and returns the head; fails the test on an error.
    TreeHead append(const Batch& batch);
    /// What a verifier finds; empty when all is well.
    [[nodiscard]] std::string faults();

    StoreUnderTest m_under;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<LedgerStore> m_store;
    std::unique_ptr<samples::SampleLedger> m_samples;
};

} // namespace stillgate
