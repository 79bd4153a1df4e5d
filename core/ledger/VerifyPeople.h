// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <unordered_map>

#include "core/ledger/VerifyFindings.h"

namespace stillgate {

/// A person as the rows and events show them.
struct VerifiedPerson {
    std::int64_t number = 0;
    Secret32 key;
    bool isErased = false; ///< the key was overwritten
    bool isUsed = false; ///< some event commits to a value of theirs
    std::optional<Sequence> redacted; ///< the event that says so
    std::optional<Sequence> lastErased; ///< newest event whose values of theirs are gone
};

/// The keys of people, each opened once, and what becomes known of them on the way through the events.
class PeopleCheck {
public:
    PeopleCheck(RawLedger& ledger, const Secret32& masterKey, Findings& findings);

    /// Null when there is no such person.
    [[nodiscard]] VerifiedPerson* find(const PersonId& person);
    void redacted(const PersonId& person, Sequence sequence);
    /// Holds destroyed keys and missing values to the events that say so.
    void finish();

private:
    void add(const RawPerson& row, const Secret32& masterKey);

    Findings& m_findings;
    std::unordered_map<PersonId, VerifiedPerson> m_people;
};

} // namespace stillgate
