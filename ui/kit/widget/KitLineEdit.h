// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QKeySequence>
#include <QLineEdit>

#include "ui/kit/theme/Look.h"

namespace stillgate {

/// Field: white with an edge, for answers. Search: sunken. Bare: words alone, inside of something that has the edge.
enum class FieldKind { Field, Search, Bare };
enum class FieldState { Open, Right, Wrong };

/// One line to type in, with a sign before, and a key, a unit ("EUR") or a tick after the words.
class KitLineEdit final : public QLineEdit {
    Q_OBJECT

public:
    explicit KitLineEdit(FieldKind kind, QWidget* parent = nullptr);

    void setSign(std::optional<Icon> sign);
    /// Shown while there are no words.
    void setKey(const QKeySequence& key);
    void setUnit(const QString& unit);
    void setState(FieldState state);
    [[nodiscard]] FieldState state() const { return m_state; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void makeRoom();
    void paintGround(QPainter& painter, const Look& look) const;

    FieldKind m_kind;
    std::optional<Icon> m_sign;
    QKeySequence m_key;
    QString m_unit;
    FieldState m_state = FieldState::Open;
};

} // namespace stillgate
