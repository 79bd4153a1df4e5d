// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/account/KeysPresenter.h"

class QVBoxLayout;

namespace stillgate {

class KitButton;
class KitLabel;
class KitLineEdit;
class SegmentedControl;

/// Everybody who works here; for an admin also what can be changed, one person at a time, each change pressed twice. Object names:
/// personRow, personMore, personInvite, personEnd, personRevoke, personDisable, personEnable, addLogin, addName, addRole, addPerson,
/// invitationCode, invitationCopy, requestField, requestFingerprint, countersign.
class PeoplePane final : public QWidget {
    Q_OBJECT

public:
    /// The presenter outlives the pane.
    explicit PeoplePane(KeysPresenter& presenter, QWidget* parent = nullptr);

private:
    void layOut();
    void layOutAdding(QVBoxLayout& all);
    void layOutCountersigning(QVBoxLayout& all);
    void onChanged();
    void fillRows();
    [[nodiscard]] QWidget* rowOf(const PersonLine& line);
    [[nodiscard]] QWidget* changesOf(const PersonLine& line);
    void add();

    KeysPresenter& m_presenter;
    std::vector<PersonLine> m_shown;
    bool m_couldManage = false;
    std::optional<PersonId> m_open; ///< whose changes are in view
    QWidget* m_rows;
    QWidget* m_adding;
    KitLineEdit* m_login;
    KitLineEdit* m_name;
    SegmentedControl* m_role;
    KitButton* m_add;
    QWidget* m_invitation;
    KitLabel* m_invitationWords;
    KitLabel* m_invitationCode;
    QWidget* m_countersigning;
    KitLineEdit* m_request;
    KitLabel* m_compareWords;
    KitLabel* m_fingerprint;
    KitButton* m_countersign;
};

} // namespace stillgate
