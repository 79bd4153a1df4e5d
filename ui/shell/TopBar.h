// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QStringList>
#include <QWidget>

#include "ui/kit/paint/Marks.h"
#include "ui/shell/TicketStepper.h"

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
    /// Of what the last crumb names, in the list that it came from; none where it came from no list.
    void setListPlace(const std::optional<ListPlace>& place);
    void setPerson(const QString& name, const PersonMark& badge);

signals:
    void searchAsked();
    void crumbChosen(int index);
    void stepAsked(int step);

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
    void placeStepper();

    SearchButton* m_search;
    TicketStepper* m_stepper;
    QStringList m_crumbs;
    std::optional<ListPlace> m_place;
    QString m_person;
    PersonMark m_badge;
};

} // namespace stillgate
