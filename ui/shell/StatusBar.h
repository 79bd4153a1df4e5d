// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/shell/StatusPresenter.h"

namespace stillgate {

/// Always there: connection, lag, what is not sent, environment, ledger, who is signed in, the time. 28 high.
class StatusBar final : public QWidget {
    Q_OBJECT

public:
    explicit StatusBar(QWidget* parent = nullptr);

    void show(const StatusLine& line, const QString& clock);
    [[nodiscard]] const StatusLine& line() const { return m_line; }
    using QWidget::show;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    StatusLine m_line;
    QString m_clock;
};

} // namespace stillgate
