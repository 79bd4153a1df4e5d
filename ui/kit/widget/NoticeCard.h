// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QKeySequence>

#include "ui/kit/paint/Mood.h"
#include "ui/kit/theme/Icon.h"
#include "ui/kit/widget/Card.h"

namespace stillgate {

class KitButton;
class KitLabel;

/// A fact with its label, in mono: "Digest" "b07e55c2…91fd0a3e".
struct NoticeFact {
    QString label;
    QString value;

    friend bool operator==(const NoticeFact&, const NoticeFact&) = default;
};

struct NoticeWords {
    Mood mood = Mood::Verified;
    Icon icon = Icon::Check;
    QString title;
    QString text;
    std::vector<NoticeFact> facts;
    std::optional<Icon> actionIcon;
    QString action; ///< the words of the button; none without
    QKeySequence key;
    QString note; ///< under the button: "not executed yet, 22 s to undo"

    friend bool operator==(const NoticeWords&, const NoticeWords&) = default;
};

/// What was just done, and how to take it back: an outline card, in place and covering nothing. Its button is "noticeAction".
class NoticeCard final : public Card {
    Q_OBJECT

public:
    explicit NoticeCard(const NoticeWords& notice, QWidget* parent = nullptr);

    void setNotice(const NoticeWords& notice);
    /// The one text that runs while the rest stands.
    void setNote(const QString& note);
    [[nodiscard]] const NoticeWords& notice() const { return m_notice; }

signals:
    void actionChosen();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showFacts();

    NoticeWords m_notice;
    KitLabel* m_title;
    KitLabel* m_text;
    QWidget* m_facts = nullptr;
    KitButton* m_action;
    KitLabel* m_note;
};

} // namespace stillgate
