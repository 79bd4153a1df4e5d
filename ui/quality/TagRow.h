// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractButton>
#include <QWidget>

#include "ui/quality/LabelRows.h"

namespace stillgate {

/// One reason, as a pill.
class TagChip final : public QAbstractButton {
    Q_OBJECT

public:
    explicit TagChip(const QString& text, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// The reasons for a correction, one of which is chosen; they wrap where it is narrow.
class TagRow final : public QWidget {
    Q_OBJECT

public:
    explicit TagRow(std::vector<CorrectionTag> tags, QWidget* parent = nullptr);

    [[nodiscard]] const std::string& current() const;
    void chooseNext();
    void chooseFirst();

    [[nodiscard]] QSize sizeHint() const override { return {300, heightForWidth(width())}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Placing { Measure, Move };
    int place(int width, Placing placing) const;
    [[nodiscard]] std::size_t chosen() const;

    std::vector<CorrectionTag> m_tags;
    std::vector<TagChip*> m_chips;
};

} // namespace stillgate
