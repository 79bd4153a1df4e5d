// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include <QObject>
#include <QTimer>

#include "core/base/Result.h"

class QWidget;

namespace stillgate::console {

/// Shows the window to itself by its own commands, and keeps pictures: queue.png, packet.png of the first ticket that waits for a
/// decision or of the first one there is, then approvals.png, audit.png and quality.png. Ends after that, or when there is nothing to
/// show in time.
class PictureTour final : public QObject {
    Q_OBJECT

public:
    explicit PictureTour(std::filesystem::path folder, QObject* parent = nullptr);

    /// Of this window, which outlives the tour's end; `isReady` is asked until everything is there.
    void start(QWidget& window, std::function<bool()> isReady);

    /// Of the tour that ended.
    [[nodiscard]] const Result<void>& result() const { return m_result; }

signals:
    void ended();

private:
    void look();
    void takeNext();
    [[nodiscard]] bool openFirstTicket();
    [[nodiscard]] bool goTo(int place);
    void end(Result<void> result);
    [[nodiscard]] Result<void> grab(const std::string& name);

    QWidget* m_window = nullptr;
    std::filesystem::path m_folder;
    std::function<bool()> m_isReady;
    QTimer m_timer;
    int m_looks = 0;
    std::size_t m_stop = 0; ///< which picture is next
    Result<void> m_result;
};

} // namespace stillgate::console
