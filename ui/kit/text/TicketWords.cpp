// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/text/TicketWords.h"

#include "ui/kit/text/KitText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

QString stageWords(Stage stage)
{
    switch (stage) {
    case Stage::Triage: return KitText::tr("Triage", "stage");
    case Stage::Identity: return KitText::tr("Identity", "stage");
    case Stage::Policy: return KitText::tr("Policy", "stage");
    case Stage::Gate: return KitText::tr("Gate", "stage");
    case Stage::WaitingCustomer: return KitText::tr("Awaiting customer", "stage");
    case Stage::HoldBack: return KitText::tr("Hold-back", "stage");
    case Stage::Execute: return KitText::tr("Execute", "stage");
    case Stage::Verify: return KitText::tr("Verify", "stage");
    case Stage::Confirm: return KitText::tr("Confirm", "stage");
    case Stage::Closed: return KitText::tr("Closed", "stage");
    case Stage::Escalated: return KitText::tr("Escalated", "stage");
    }
    return {};
}

QString roleWords(Role role)
{
    switch (role) {
    case Role::L2Agent: return KitText::tr("L2 agent", "role");
    case Role::Supervisor: return KitText::tr("Supervisor", "role");
    case Role::Qa: return KitText::tr("QA analyst", "role");
    case Role::Admin: return KitText::tr("Admin", "role");
    case Role::Auditor: return KitText::tr("Auditor", "role");
    case Role::Service: return KitText::tr("Service", "role");
    }
    return {};
}

QString bandWords(Band band)
{
    switch (band) {
    case Band::Auto: return KitText::tr("auto", "band");
    case Band::Assisted: return KitText::tr("assisted", "band");
    case Band::Manual: return KitText::tr("manual", "band");
    }
    return {};
}

QString bandReasonWords(BandReason reason)
{
    switch (reason) {
    case BandReason::Unrecorded:
    case BandReason::Confidence: break;
    case BandReason::ThinData: return KitText::tr("few examples: the thresholds are the taxonomy's");
    case BandReason::OutOfScope: return KitText::tr("out of scope: unlike all that the model has learned");
    case BandReason::UnknownIntent: return KitText::tr("the taxonomy does not know this label");
    case BandReason::AlwaysManual: return KitText::tr("always handled by a person");
    case BandReason::RedFlag: return KitText::tr("red flag");
    }
    return {};
}

QString channelWords(Channel channel)
{
    switch (channel) {
    case Channel::Email: return KitText::tr("email", "channel");
    case Channel::Chat: return KitText::tr("chat", "channel");
    case Channel::Voice: return KitText::tr("voice", "channel");
    case Channel::Web: return KitText::tr("web form", "channel");
    }
    return {};
}

Icon channelIcon(Channel channel)
{
    switch (channel) {
    case Channel::Email: return Icon::Mail;
    case Channel::Chat: return Icon::Chat;
    case Channel::Voice: return Icon::Phone;
    case Channel::Web: return Icon::Globe;
    }
    return Icon::Mail;
}

QString stakesWords(Stakes stakes)
{
    switch (stakes) {
    case Stakes::Low: return KitText::tr("low", "stakes");
    case Stakes::Normal: return KitText::tr("normal", "stakes");
    case Stakes::High: return KitText::tr("high", "stakes");
    }
    return {};
}

QString escalationWords(EscalationReason reason)
{
    switch (reason) {
    case EscalationReason::IdentityFailed: return KitText::tr("Identity not proven");
    case EscalationReason::PolicyBlock: return KitText::tr("Blocked by policy");
    case EscalationReason::MissingPermission: return KitText::tr("Permission missing");
    case EscalationReason::BackendError: return KitText::tr("System error");
    case EscalationReason::LowConfidence: return KitText::tr("Low confidence");
    case EscalationReason::RedFlag: return KitText::tr("Red flag");
    case EscalationReason::CustomerRequest: return KitText::tr("Customer asked");
    case EscalationReason::Dissatisfied: return KitText::tr("Not satisfied");
    }
    return {};
}

QString codeWords(std::string_view code)
{
    QString words = outsideLine(code).replace(QLatin1Char('_'), QLatin1Char(' '));
    return words.isEmpty() ? words : words.at(0).toUpper() + words.mid(1);
}

} // namespace stillgate
