// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/audit/IntegrityPresenter.h"

namespace stillgate {

class KitButton;

/// What is known of the ledger's integrity, 44 high or as high as a warning needs, with the way to verify it again ("verifyButton") or to stop that
/// ("verifyCancel").
class IntegrityLine final : public QWidget {
    Q_OBJECT

public:
    explicit IntegrityLine(QWidget* parent = nullptr);

    void show(const IntegrityShown& shown);
    [[nodiscard]] const IntegrityShown& shown() const { return m_shown; }

signals:
    void verifyAsked();
    void cancelAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int wordsWidth() const;
    void fitHeight();

    IntegrityShown m_shown;
    KitButton* m_verify;
    KitButton* m_cancel;
};

} // namespace stillgate
