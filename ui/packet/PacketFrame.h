// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/kit/widget/StatePanel.h"

class QStackedWidget;

namespace stillgate {

class LoadingLine;

enum class Freshness { Fresh, Stale };

/// What pane and page share around their content: the line while it is read, the notice that it no longer holds, and the state in its
/// place when there is none.
class PacketFrame final : public QWidget {
    Q_OBJECT

public:
    explicit PacketFrame(QWidget* content, QWidget* parent = nullptr);

    void showContent();
    void showState(const StateWords& words);
    void startLoading();
    void stopLoading();
    void setFreshness(Freshness freshness);
    [[nodiscard]] Freshness freshness() const { return m_freshness; }

signals:
    /// The step of the state, or of the notice.
    void readAgainAsked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStackedWidget* m_stack;
    StatePanel* m_state;
    LoadingLine* m_line;
    QWidget* m_stale;
    Freshness m_freshness = Freshness::Fresh;
};

} // namespace stillgate
