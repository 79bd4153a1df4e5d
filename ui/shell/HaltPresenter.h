// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>

#include <QCoreApplication>
#include <QString>

#include "core/client/HaltDesk.h"
#include "core/client/Link.h"
#include "ui/kit/paint/Mood.h"
#include "ui/kit/theme/Icon.h"

namespace stillgate {

/// What is asked of the person in the strip before it is done.
struct HaltQuestion {
    enum class What { Halt, Lift };
    What what = What::Halt;
    HaltTarget target;

    friend bool operator==(const HaltQuestion&, const HaltQuestion&) = default;
};

/// The strip of the kill switch in ready words.
struct HaltStrip {
    Mood mood = Mood::Harm;
    Icon icon = Icon::PauseCircle;
    QString title;
    QString text;
    QString action; ///< of its button; empty without
    QString dismissal; ///< of the second button; empty without

    friend bool operator==(const HaltStrip&, const HaltStrip&) = default;
};

/// Turns halts into words. Pure but for how things are called.
class HaltPresenter {
    Q_DECLARE_TR_FUNCTIONS(stillgate::HaltPresenter)

public:
    struct Names {
        std::function<QString(UtcTime)> clockTime;
        std::function<QString(const std::string& ticket)> ticket; ///< "#12"
    };

    explicit HaltPresenter(Names names) : m_names(std::move(names)) {}

    /// The question where there is one, else what stands still, else nothing. `trouble` is why the last wish failed.
    [[nodiscard]] std::optional<HaltStrip> strip(const HaltPicture& picture, const LinkStatus& link,
                                                 const std::optional<HaltQuestion>& question, const QString& trouble) const;
    /// The command that asks: "Stop everything…".
    [[nodiscard]] QString commandWords(const HaltQuestion& question) const;
    /// The halt that the strip's own button lifts: the widest that a person set.
    [[nodiscard]] static std::optional<HaltTarget> liftable(const HaltPicture& picture);
    [[nodiscard]] static bool mayLift(const LinkStatus& link);
    [[nodiscard]] static bool mayHalt(const LinkStatus& link, HaltScope scope);

private:
    [[nodiscard]] HaltStrip asked(const HaltQuestion& question) const;
    [[nodiscard]] QString whatStands(const HaltTarget& target) const;
    [[nodiscard]] QString sinceWhen(const StandingHalt& halt, const LinkStatus& link) const;

    Names m_names;
};

} // namespace stillgate
