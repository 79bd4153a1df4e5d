// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QWidget>

#include "ui/kit/text/OutsideLayout.h"

namespace stillgate {

/// Shows a text from outside as nothing but text: no markup, no live links, hidden characters as chips. Can be selected by mouse and
/// copied (Ctrl+C, Ctrl+A); what is copied is the escaped form. A link says where it leads when it is clicked or chosen from the
/// context menu, and is opened from there alone. Grows with its content; put it into a scroll area.
class OutsideText final : public QWidget {
    Q_OBJECT

public:
    explicit OutsideText(QWidget* parent = nullptr, Type type = Type::Body, Tone tone = Tone::Text1);
    ~OutsideText() override;

    void setContent(OutsideContent content);
    [[nodiscard]] const OutsideContent& content() const { return m_content; }
    /// What is selected, in the form in which it is copied.
    [[nodiscard]] QString selectedText() const;
    void selectAll();
    /// What a confirmed link is opened with; the browser of the desktop without.
    void setOpener(std::function<void(const QString&)> opener);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] const OutsideLayout& layoutFor(int width) const;
    [[nodiscard]] OutsideLayout::Selection selection() const;
    [[nodiscard]] const LinkTarget* linkAt(const QPointF& point) const;
    void ask(const LinkTarget& target, const QPoint& globalPos);
    void copy() const;

    OutsideContent m_content;
    std::function<void(const QString&)> m_opener;
    Type m_type;
    Tone m_tone;
    qsizetype m_anchor = 0;
    qsizetype m_cursor = 0;
    mutable std::unique_ptr<OutsideLayout> m_layout; ///< of the last width that was asked for
    mutable int m_layoutWidth = -1;
};

} // namespace stillgate
