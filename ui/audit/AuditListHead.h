// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QWidget>

#include "ui/audit/AuditQuery.h"

class QCompleter;
class QStringListModel;

namespace stillgate {

class FilterLine;
class KitButton;
class KitLabel;

/// The filter line, 40 high, with what it could not read below it, how much there is, and what came meanwhile.
class AuditListHead final : public QWidget {
    Q_OBJECT

public:
    explicit AuditListHead(QWidget* parent = nullptr);

    void showQuery(const AuditQuery& query);
    /// Keeps the words in the field, so that they can be mended.
    void showFault(const std::optional<AuditFault>& fault);
    void setCount(const QString& count);
    /// "3 new" behind a pill; zero for none.
    void setNews(int count, bool isMore);
    void focusField();

signals:
    void submitted(const QString& text);
    /// A word and the blank behind it, or a completed one: more may follow.
    void wordTyped(const QString& text);
    void termRemoved(int index);
    void newsAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void takeTyping(const QString& text);
    void takeChoice(const QString& choice);
    void offer(const QString& token);

    FilterLine* m_line;
    KitLabel* m_count;
    KitButton* m_news;
    QWidget* m_faultRow;
    KitLabel* m_fault;
    QStringListModel* m_completions;
    QCompleter* m_completer = nullptr;
};

} // namespace stillgate
