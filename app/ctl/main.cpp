// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include "app/ctl/AuditorCommands.h"
#include "app/ctl/ClaimCommands.h"
#include "app/ctl/DecisionCommands.h"
#include "app/ctl/ExitCode.h"
#include "app/ctl/HaltCommands.h"
#include "app/ctl/ImportCommand.h"
#include "app/ctl/KeyCommands.h"
#include "app/ctl/LedgerCommands.h"
#include "app/ctl/PeopleCommands.h"
#include "app/ctl/ReviewCommand.h"
#include "app/ctl/SecretsCommands.h"
#include "app/ctl/TicketCommands.h"
#include "app/ctl/TlsCommands.h"
#include "app/ctl/TriageCommands.h"
#include "core/base/Process.h"

int main(int argc, char** argv)
{
    using namespace stillgate;
    using namespace stillgate::ctl;
    hardenProcess();
    const QCoreApplication application(argc, argv);
    CLI::App app{"Stillgate from the command line", "stillgatectl"};
    app.set_version_flag("--version", STILLGATE_VERSION);
    app.require_subcommand(1);
    const SystemClock clock;
    ExitCode outcome = ExitCode::Done;
    addImportCommand(app, outcome, clock);
    addTicketCommands(app, outcome);
    addDecisionCommands(app, outcome);
    addReviewCommand(app, outcome);
    addClaimCommands(app, outcome);
    addHaltCommands(app, outcome);
    addTriageCommands(app, outcome, clock);
    addLedgerCommands(app, outcome, clock);
    addAuditorCommands(app, outcome);
    addPeopleCommands(app, outcome);
    addKeyCommands(app, outcome);
    addTlsCommands(app, outcome, clock);
    addSecretsCommands(app, outcome);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and the version come this way too, as what they are: done.
        return app.exit(error) == 0 ? static_cast<int>(ExitCode::Done) : static_cast<int>(ExitCode::Usage);
    }
    return static_cast<int>(outcome);
}
