// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QCoreApplication>
#include <QString>

#include "ui/kit/paint/Marks.h"
#include "ui/shell/ShellState.h"

namespace stillgate {

/// The status bar in ready words, from where reading starts to its end.
struct StatusLine {
    PlateMark environment;
    FactMark link;
    std::optional<FactMark> halted;
    QString behind; ///< empty when it says nothing new
    QString unsent;
    FactMark ledger;
    QString person;

    friend bool operator==(const StatusLine&, const StatusLine&) = default;
};

enum class BannerStep { None, TryNow };

/// What stands across the window while something keeps a person from working: what happened, what did not, and what to do next.
struct Banner {
    Mood mood = Mood::Soon;
    Icon icon = Icon::Offline;
    QString happened;
    QString meanwhile;
    QString next; ///< when it tries again by itself; may be empty
    BannerStep step = BannerStep::None;

    friend bool operator==(const Banner&, const Banner&) = default;
};

/// Turns the state of the shell into words. Pure.
class StatusPresenter {
    Q_DECLARE_TR_FUNCTIONS(stillgate::StatusPresenter)

public:
    [[nodiscard]] static StatusLine line(const ShellState& state);
    /// None while the link is live or only just connecting.
    [[nodiscard]] static std::optional<Banner> banner(const ShellState& state);
    /// What the session calls this person: the name, or the short form of the id.
    [[nodiscard]] static QString personWord(const LinkStatus& link);
    /// The same with what they work as.
    [[nodiscard]] static QString personAndRoles(const LinkStatus& link);

private:
    [[nodiscard]] static FactMark linkMark(const ShellState& state);
    [[nodiscard]] static FactMark ledgerMark(const LedgerVerdict& verdict);
    [[nodiscard]] static QString behindWord(const LinkStatus& link);
    [[nodiscard]] static QString signedInAs(const LinkStatus& link);
    [[nodiscard]] static QString nextTryWord(const ShellState& state);
    [[nodiscard]] static QString divergenceWord(Divergence divergence);
    [[nodiscard]] static QString offlineWord(LinkCause cause);
    [[nodiscard]] static QString refusedWord(LinkCause cause);
    [[nodiscard]] static QString refusedStep(LinkCause cause);
};

} // namespace stillgate
