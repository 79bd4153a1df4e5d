// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QWidget>

#include "ui/audit/AuditQuery.h"

class QVBoxLayout;
class QButtonGroup;

namespace stillgate {

/// One choice of the list at the side, 28 high, with a number where it is known.
class FacetButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit FacetButton(const QString& text, QWidget* parent = nullptr);

    void setNote(const QString& note);
    [[nodiscard]] const QString& note() const { return m_note; }
    [[nodiscard]] QSize sizeHint() const override { return {176, 28}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_note;
};

/// What the list can be narrowed to, 208 wide: kinds of events, who, and when. Each choice is a word of the filter line.
class AuditFacets final : public QWidget {
    Q_OBJECT

public:
    explicit AuditFacets(QWidget* parent = nullptr);

    void showQuery(const AuditQuery& query);
    /// Of the whole ledger, formatted; empty when it is not known.
    void setLedgerCount(const QString& count);

signals:
    /// An empty value takes the word out.
    void chosen(stillgate::AuditField field, const QString& value);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Facet {
        AuditField field;
        QString value;
        FacetButton* button;
    };
    void addSection(QVBoxLayout& layout, const QString& title);
    void addFacet(QVBoxLayout& layout, AuditField field, const QString& value, const QString& words);

    std::vector<Facet> m_facets;
    QButtonGroup* m_group = nullptr; ///< of the section that is being built
};

} // namespace stillgate
