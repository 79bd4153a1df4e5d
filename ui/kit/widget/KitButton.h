// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QAbstractButton>
#include <QKeySequence>

#include "ui/kit/theme/Look.h"

namespace stillgate {

/// One filled button to a screen; Deny is outlined; the rest is bare. Harm is outlined with red words, for what undoes. Pill is
/// for what gathered meanwhile ("12 new"); Link stands in a text as the next step.
enum class ButtonKind { Primary, Outlined, Harm, Bare, Pill, Link };

/// A button with an icon and the key that does the same. 36 high inside 3 px that are kept free for the focus ring (links and
/// buttons without words are smaller). The key is only shown: whoever owns the action listens for it.
class KitButton : public QAbstractButton {
    Q_OBJECT

public:
    /// What is kept free around the face; a layout that aligns the face with text starts with addSpacing(-kRingRoom).
    static constexpr int kRingRoom = 3;

    KitButton(ButtonKind kind, const QString& text, QWidget* parent = nullptr);
    KitButton(ButtonKind kind, Icon icon, const QString& text, QWidget* parent = nullptr);

    [[nodiscard]] ButtonKind kind() const { return m_kind; }
    void setSign(std::optional<Icon> icon);
    [[nodiscard]] std::optional<Icon> sign() const { return m_sign; }
    void setKey(const QKeySequence& key);
    [[nodiscard]] const QKeySequence& key() const { return m_key; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

    /// The button without its focus ring.
    [[nodiscard]] QRect face() const;
    virtual void paintGround(QPainter& painter, const QRect& face, const Look& look) const;
    [[nodiscard]] virtual QString shownText() const { return text(); }
    [[nodiscard]] virtual Tone textTone() const;
    [[nodiscard]] virtual bool showsKey() const { return !m_key.isEmpty(); }
    /// The room for these words and the key.
    [[nodiscard]] QSize sizeFor(const QString& text) const;

private:
    void paintFace(QPainter& painter, const QRect& face, const Look& look) const;
    [[nodiscard]] int contentWidth(const QString& text, bool withKey, const Look& look) const;
    [[nodiscard]] Type type() const;
    [[nodiscard]] Tone signTone() const;

    ButtonKind m_kind;
    std::optional<Icon> m_sign;
    QKeySequence m_key;
    bool m_showsRing = false; ///< focus came by the keyboard
};

} // namespace stillgate
