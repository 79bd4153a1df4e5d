// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QWidget>

#include "ui/kit/theme/Icon.h"

class QVBoxLayout;

namespace stillgate {

/// One place of the rail: an icon in a target of 36, with how much waits there.
class RailButton final : public QAbstractButton {
    Q_OBJECT

public:
    /// Whether what waits there waits for this person.
    enum class Kind { Plain, Yours };

    RailButton(Icon icon, const QString& name, Kind kind, QWidget* parent);

    void setWaiting(int count);
    [[nodiscard]] int waiting() const { return m_waiting; }
    [[nodiscard]] QSize sizeHint() const override { return {48, 42}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void name();

    Icon m_icon;
    QString m_name;
    Kind m_kind;
    int m_waiting = 0;
};

/// The way between workspaces, 48 wide. One place is always the current one.
class Rail final : public QWidget {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    /// Places come from the top in the order they are added.
    RailButton& addPlace(Icon icon, const QString& name, RailButton::Kind kind, const QString& objectName);
    /// Below, apart from the places; it is pressed and does not stay down.
    RailButton& addTool(Icon icon, const QString& name, const QString& objectName);
    void setCurrent(int place);

signals:
    void placeChosen(int place);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_layout;
    std::vector<RailButton*> m_places;
};

} // namespace stillgate
