// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QObject>

#include "core/client/HaltDesk.h"
#include "core/client/Link.h"
#include "core/client/TaxonomyReader.h"
#include "ui/shell/HaltPresenter.h"
#include "ui/shell/PaletteModel.h"

namespace stillgate {

class HaltBar;

/// The kill switch in the window: asks before anything is stopped or let go on, does it, and shows what stands still.
class HaltFlow final : public QObject {
    Q_OBJECT

public:
    /// All of them outlive it. `ticketInView` says which ticket a person has before them.
    HaltFlow(HaltDesk& desk, Link& link, HaltBar& bar, HaltPresenter presenter,
             std::function<std::optional<TicketId>()> ticketInView);

    void ask(const HaltQuestion& question);
    void setIntents(std::vector<std::string> intents) { m_intents = std::move(intents); }
    /// What the palette offers for what was typed, besides stopping everything: connectors, intents and the ticket in view.
    [[nodiscard]] std::vector<PaletteEntry> find(const QString& typed);
    /// Asks whether everything is to be stopped.
    void askAll();

private:
    void act();
    void dismiss();
    void showStrip();
    [[nodiscard]] bool mayAsk(const HaltQuestion& question) const;

    HaltDesk& m_desk;
    Link& m_link;
    HaltBar& m_bar;
    HaltPresenter m_presenter;
    std::function<std::optional<TicketId>()> m_ticketInView;
    std::vector<std::string> m_intents;
    std::optional<HaltQuestion> m_question;
    QString m_trouble;
};

} // namespace stillgate
