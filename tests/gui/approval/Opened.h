// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/gui/approval/Desk.h"

namespace stillgate {

inline constexpr std::int64_t kNormal = 12'900;
inline constexpr std::int64_t kHigh = 194'000;

inline QString plain(QString text)
{
    for (const char16_t mark : {u'\u2066', u'\u2068', u'\u2069'}) {
        text.remove(QChar(mark));
    }
    return text.replace(QChar(0x00A0), QLatin1Char(' '));
}

/// A desk with one refund before its gate and a presenter that shows it.
struct Opened {
    explicit Opened(std::int64_t cents = kNormal, RefundWords words = {}) : refund(desk.refund(cents, std::move(words)))
    {
        desk.sync();
        presenter = std::make_unique<DecisionPresenter>(desk.parts());
        presenter->open(refund.ticket());
    }

    [[nodiscard]] const DecisionValues& values() const { return presenter->values(); }
    bool approve(const QString& amount = {}) { return presenter->approve(values().revision, amount); }
    /// What was decided reaches the orchestrator, and what it left is read.
    void deliver()
    {
        desk.deliver();
        desk.pass(Duration::seconds(1));
    }
    /// The orchestrator does something, and the console hears of it.
    template <typename F>
    void happens(const F& what)
    {
        what();
        desk.sync();
        desk.pass(Duration::seconds(1));
    }

    Desk desk;
    SampleRefund& refund;
    std::unique_ptr<DecisionPresenter> presenter;
};

} // namespace stillgate
