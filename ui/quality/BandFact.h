// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/domain/Words.h"

namespace stillgate {

/// A band as its circle, full, half or empty, with words beside it.
class BandFact final : public QWidget {
public:
    explicit BandFact(QWidget* parent = nullptr);

    void show(Band band, const QString& words); ///< nothing for no words
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Band m_band = Band::Manual;
    QString m_words;
};

} // namespace stillgate
