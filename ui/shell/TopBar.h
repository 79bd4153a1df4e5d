// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QStringList>
#include <QWidget>

#include "ui/kit/paint/Marks.h"

namespace stillgate {

/// Looks like a field to search in, and opens the palette.
class SearchButton final : public QAbstractButton {
    Q_OBJECT

public:
    explicit SearchButton(QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {340, 34}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Where one is, the way to everything else, and who is signed in. 44 high.
class TopBar final : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    /// From the workspace to what is open in it; all but the last can be chosen. Texts from outside are already made safe.
    void setCrumbs(const QStringList& crumbs);
    [[nodiscard]] const QStringList& crumbs() const { return m_crumbs; }
    void setPerson(const QString& name, const PersonMark& badge);

signals:
    void searchAsked();
    void crumbChosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    struct CrumbPlace {
        QRect rect;
        QRect chevron; ///< in front of it; empty for the first
    };
    [[nodiscard]] QList<CrumbPlace> crumbPlaces() const;
    void paintPerson(QPainter& painter, const Look& look) const;

    SearchButton* m_search;
    QStringList m_crumbs;
    QString m_person;
    PersonMark m_badge;
};

} // namespace stillgate
