// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QObject>

#include "core/client/AuditReader.h"
#include "core/client/Link.h"
#include "ui/approval/DecisionFacts.h"

namespace stillgate {

/// Who has a key to sign with, read from the ledger each time the connection comes to life.
class EnrolledPeople final : public QObject {
    Q_OBJECT

public:
    EnrolledPeople(Link& link, AuditReader& audit, QObject* parent = nullptr);

    [[nodiscard]] const std::vector<EnrolledPerson>& people() const { return m_people; }

signals:
    void changed();

private:
    void onLink(const LinkStatus& status);
    void take(const AuditPage& page);

    AuditReader& m_audit;
    LinkState m_state = LinkState::Offline;
    std::vector<EnrolledPerson> m_people;
};

/// Persons by their events, in the order they were enrolled first; a later enrolment replaces the roles. Who has no key left is
/// none of them. Pure.
[[nodiscard]] std::vector<EnrolledPerson> enrolledPeople(const std::vector<ShownEvent>& events);

} // namespace stillgate
