// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

namespace stillgate {

class KitButton;
class KitLabel;

/// Waits this long before it says that something takes long, in milliseconds.
inline constexpr int kLoadingDelay = 400;

/// The shape of rows to come, what is being read, and a way out ("loadingCancel"). Says nothing before kLoadingDelay is over.
class LoadingPanel final : public QWidget {
    Q_OBJECT

public:
    explicit LoadingPanel(QWidget* parent = nullptr, int rows = 3);

    void start(const QString& words);
    /// While it runs: "Reading order 7719 fresh, 1.2 s".
    void setWords(const QString& words);
    void stop();
    [[nodiscard]] bool isShowing() const { return m_shows; }

    [[nodiscard]] QSize sizeHint() const override;

signals:
    void cancelled();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void setShowing(bool shows);

    int m_rows;
    QTimer m_delay;
    bool m_shows = false;
    KitLabel* m_words;
    KitButton* m_cancel;
};

} // namespace stillgate
