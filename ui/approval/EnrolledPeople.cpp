// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/EnrolledPeople.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/domain/Payload.h"

namespace stillgate {

namespace {
constexpr int kMost = 1000; ///< of one page; a tenant's signers are fewer
} // namespace

EnrolledPeople::EnrolledPeople(Link& link, AuditReader& audit, QObject* parent) : QObject(parent), m_audit(audit)
{
    connect(&link, &Link::statusChanged, this, &EnrolledPeople::onLink);
    onLink(link.status());
}

void EnrolledPeople::onLink(const LinkStatus& status)
{
    const bool cameAlive = status.state == LinkState::Live && m_state != LinkState::Live;
    m_state = status.state;
    if (!cameAlive) {
        return;
    }
    AuditFilter filter;
    filter.code = "key."; // enrolled, revoked
    m_audit.page(filter, AuditOrder::OldestFirst, std::nullopt, kMost).then(this, [this](const Result<AuditPage>& page) {
        if (page) {
            take(*page);
        }
    });
}

void EnrolledPeople::take(const AuditPage& page)
{
    auto people = enrolledPeople(page.events);
    if (people != m_people) {
        m_people = std::move(people);
        emit changed();
    }
}

std::vector<EnrolledPerson> enrolledPeople(const std::vector<ShownEvent>& events)
{
    std::vector<EnrolledPerson> people;
    std::map<PersonId, std::set<std::string>> keys;
    for (const ShownEvent& event : events) {
        const auto payload = payloadOf(event.header);
        if (const auto* revoked = payload ? std::get_if<KeyRevoked>(&*payload) : nullptr; revoked != nullptr) {
            keys[revoked->person].erase(revoked->keyId);
        }
        const auto* enrolled = payload ? std::get_if<KeyEnrolled>(&*payload) : nullptr;
        if (enrolled == nullptr) {
            continue;
        }
        keys[enrolled->person].insert(enrolled->keyId);
        const auto known = std::find_if(people.begin(), people.end(),
                                        [&](const EnrolledPerson& person) { return person.id == enrolled->person; });
        if (known == people.end()) {
            people.push_back({enrolled->person, enrolled->roles});
        } else {
            known->roles = enrolled->roles;
        }
    }
    std::erase_if(people, [&](const EnrolledPerson& person) { return keys[person.id].empty(); });
    return people;
}

} // namespace stillgate
