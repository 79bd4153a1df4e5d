// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace stillgate {

/// The names of the columns, each above where the text of its cells begins; a click sorts.
class QueueHeader final : public QHeaderView {
    Q_OBJECT

public:
    explicit QueueHeader(QWidget* parent = nullptr);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;
};

} // namespace stillgate
