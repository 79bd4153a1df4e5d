// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/VerifyPeople.h"

#include "core/ledger/Sealing.h"

namespace stillgate {

PeopleCheck::PeopleCheck(RawLedger& ledger, const Secret32& masterKey, Findings& findings) : m_findings(findings)
{
    RowCursor<RawPerson> rows("persons", ledger.persons(), findings);
    for (; rows.row() != nullptr; rows.advance()) {
        add(*rows.row(), masterKey);
    }
}

void PeopleCheck::add(const RawPerson& row, const Secret32& masterKey)
{
    const std::string name = "persons " + std::to_string(row.number);
    const auto id = fixedFrom<Uuid>(row.id);
    if (!id || row.wrapped.size() != Secret32::kSize + kSealOverhead) {
        m_findings.row(VerifyCheck::Person, Against::Authentic, name, "identifier or key has another length");
        return;
    }
    VerifiedPerson person;
    person.number = row.number;
    person.isErased = isErased(row.wrapped);
    if (!person.isErased) {
        const auto key = open(masterKey, row.wrapped, asBytes(personContext(PersonId{*id}))).and_then([](const Bytes& bytes) {
            return Secret32::from(bytes);
        });
        if (!key) {
            m_findings.row(VerifyCheck::Person, Against::Authentic, name, "the key does not open");
            return;
        }
        person.key = *key;
    }
    if (!m_people.emplace(PersonId{*id}, person).second) {
        m_findings.row(VerifyCheck::Person, Against::Authentic, name, "the person stands there twice");
    }
}

VerifiedPerson* PeopleCheck::find(const PersonId& person)
{
    const auto found = m_people.find(person);
    return found != m_people.end() ? &found->second : nullptr;
}

void PeopleCheck::redacted(const PersonId& person, Sequence sequence)
{
    if (VerifiedPerson* known = find(person)) {
        known->redacted = sequence;
    }
}

void PeopleCheck::finish()
{
    for (const auto& [id, person] : m_people) {
        const std::string name = "persons " + std::to_string(person.number);
        if (!person.isUsed) {
            m_findings.row(VerifyCheck::Person, Against::Authentic, name, "no event knows this person");
        }
        if (person.isErased && !person.redacted) {
            m_findings.row(VerifyCheck::Person, Against::Complete, name,
                           "the key of " + id.text() + " is gone and no person.redacted says so");
        }
        if (person.redacted && !person.isErased) {
            m_findings.event(VerifyCheck::Person, Against::Authentic, *person.redacted,
                             "it redacts " + id.text() + ", whose key is still there");
        }
        if (person.redacted && person.lastErased && *person.lastErased >= *person.redacted) {
            m_findings.event(VerifyCheck::Value, Against::Complete, *person.lastErased,
                             "its values are missing and came after the person was redacted");
        }
    }
}

} // namespace stillgate
