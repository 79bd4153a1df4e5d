// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include <QAction>
#include <QObject>
#include <QTimeZone>
#include <QTimer>

#include "core/client/DaemonLauncher.h"
#include "core/client/LocalCore.h"
#include "ui/kit/text/Formatting.h"
#include "ui/kit/theme/Appearance.h"
#include "ui/shell/MainWindow.h"

namespace stillgate {

/// What a console is put together from; all of it outlives the console.
struct ConsoleParts {
    LocalCore& core;
    DaemonLauncher* launcher; ///< none where the orchestrator is on another machine: it is not ours to start and to end
    Appearance& appearance;
    const Formatting& formatting;
    const Clock& clock;
    Timers& timers;
    QTimeZone zone; ///< of the person
    std::string keyId; ///< of the key that decisions are signed with; empty without one
    QAction* keys = nullptr; ///< opens the page of keys; none where there is no such page
    QAction* signOut = nullptr; ///< none where nobody signed in
};

class HaltFlow;
class Workspaces;

/// The window with its workspaces on one local core, and what the frame around them tells.
class Console final : public QObject {
    Q_OBJECT

public:
    explicit Console(const ConsoleParts& parts);
    ~Console() override;

    [[nodiscard]] MainWindow& window() { return *m_window; }
    /// Shows what is remembered, and finds or starts the orchestrator.
    void start();

private:
    void ensureOrchestrator();
    void stopOrchestrator();
    void addCommands();
    void addHalts();
    void readIntents();
    void showState();
    [[nodiscard]] std::vector<PaletteEntry> find(const QString& typed);

    ConsoleParts m_parts;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Workspaces> m_workspaces;
    std::unique_ptr<HaltFlow> m_halts;
    QTimer m_tick; ///< times that count down
    DaemonStart m_daemon = DaemonStart::NotNeeded;
    std::string m_daemonDetail;
};

} // namespace stillgate
