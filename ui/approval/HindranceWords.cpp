// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approval/HindranceWords.h"

#include "ui/approval/ActionWords.h"
#include "ui/approval/ApprovalText.h"
#include "ui/kit/text/OutsideContent.h"

namespace stillgate {

namespace {

HindranceWords say(const QString& beside, const QString& sentence, CardStep next = CardStep::None)
{
    return {beside, sentence, next, stepWords(next)};
}

HindranceWords aboutPerson(DecisionHindrance hindrance, const std::vector<QuorumPart>& quorum)
{
    switch (hindrance) {
    case DecisionHindrance::NoKey:
        return say(
            ApprovalText::tr("no key on this console"),
            ApprovalText::tr(
                "This console has no key to sign with. You can read everything here. To decide, make a key or open yours."),
            CardStep::OpenKeys);
    case DecisionHindrance::KeyWaiting:
        return say(ApprovalText::tr("key not enrolled yet"),
                   ApprovalText::tr("No admin has countersigned your key, so what it signs does not count. Give an admin your "
                                    "request and compare the fingerprint aloud."),
                   CardStep::OpenKeys);
    case DecisionHindrance::KeyRevoked:
        return say(ApprovalText::tr("key revoked"),
                   ApprovalText::tr("Your key was revoked, or you were disabled: what it signs does not count. With a new key "
                                    "you can decide again."),
                   CardStep::OpenKeys);
    case DecisionHindrance::NoRole:
        return say(ApprovalText::tr("asks for %1").arg(quorumWords(quorum)),
                   ApprovalText::tr("The rule asks for %1, and none of your roles is that. Another person decides.")
                       .arg(quorumWords(quorum)));
    case DecisionHindrance::Requester:
        return say(ApprovalText::tr("you asked for this"), ApprovalText::tr("You asked for this, so another person decides."));
    case DecisionHindrance::Beneficiary:
        return say(ApprovalText::tr("this is about you"),
                   ApprovalText::tr("You are the customer of this ticket, so another person decides."));
    case DecisionHindrance::Editor:
        return say(ApprovalText::tr("you signed the policy"),
                   ApprovalText::tr("You signed the policy that is in force less than a day ago, so another person decides."));
    case DecisionHindrance::NotPermitted:
        return say(
            ApprovalText::tr("not permitted now"),
            ApprovalText::tr("The orchestrator would refuse this decision of yours as things stand. Read it again, or let "
                             "another person decide."),
            CardStep::ReadAgain);
    case DecisionHindrance::AlreadyDecided:
        return say(ApprovalText::tr("you have signed"),
                   ApprovalText::tr("You have signed this. The next signature is another person's."));
    case DecisionHindrance::NothingToWithdraw:
        return say(ApprovalText::tr("not signed by you"), ApprovalText::tr("There is no signature of yours to take back."));
    default: return {};
    }
}

HindranceWords aboutTime(DecisionHindrance hindrance)
{
    switch (hindrance) {
    case DecisionHindrance::Waiting:
        return say(ApprovalText::tr("not answered yet"),
                   ApprovalText::tr("A decision of yours on this has not been answered yet."));
    case DecisionHindrance::NotOpen:
        return say(ApprovalText::tr("it is settled"), ApprovalText::tr("This has been settled already."));
    case DecisionHindrance::Expired:
        return say(ApprovalText::tr("its time is over"), ApprovalText::tr("Nobody decided in time, so nothing will be done."));
    case DecisionHindrance::TermsExpired:
        return say(ApprovalText::tr("read too long ago"),
                   ApprovalText::tr("This was read too long ago to be signed. Read it again, then decide."),
                   CardStep::ReadAgain);
    case DecisionHindrance::TooLate:
        return say(ApprovalText::tr("too late to undo"),
                   ApprovalText::tr("It is being carried out, or was. Undoing it now is a rollback."));
    default: return {};
    }
}

HindranceWords aboutTrust(DecisionHindrance hindrance)
{
    switch (hindrance) {
    case DecisionHindrance::UnknownEvent:
        return say(
            ApprovalText::tr("unknown event"),
            ApprovalText::tr("This ticket has events that this version of the console does not know. It offers no decision, "
                             "because it cannot tell what they mean. Update the console, or decide on a newer one."));
    case DecisionHindrance::OfflineHighStakes:
        return say(
            ApprovalText::tr("needs a connection"),
            ApprovalText::tr("At high stakes an approval needs the orchestrator now. You can deny or escalate; that waits "
                             "here until it can be sent."),
            CardStep::TryConnection);
    case DecisionHindrance::Diverged:
        return say(
            ApprovalText::tr("ledger not trusted"),
            ApprovalText::tr("The ledger is not the one that this console saw before. Nothing is decided on it. Tell the "
                             "person who runs it."));
    default: return {};
    }
}

RefusalWords refused(const QString& headline, const QString& detail, CardStep next = CardStep::ReadAgain)
{
    return {headline, detail, next};
}

RefusalWords aboutGate(RefusalCode code)
{
    switch (code) {
    case RefusalCode::StateMoved:
        return refused(
            ApprovalText::tr("Not carried out: the state has changed"),
            ApprovalText::tr("It is no longer what you were shown when you signed. Nothing was done, and your signature "
                             "counts for nothing else."),
            CardStep::ShowNewQuestion);
    case RefusalCode::GateNotOpen:
        return refused(ApprovalText::tr("Not counted: it was settled before"),
                       ApprovalText::tr("Another decision came first. Yours changed nothing."), CardStep::ReadAgain);
    case RefusalCode::GateExpired:
        return refused(ApprovalText::tr("Not counted: its time was over"),
                       ApprovalText::tr("It expired before your decision arrived. Nothing was done."), CardStep::OpenTicket);
    case RefusalCode::TooLate:
        return refused(ApprovalText::tr("Not undone: it was too late"),
                       ApprovalText::tr("It was being carried out already. Undoing it now is a rollback."),
                       CardStep::OpenTicket);
    case RefusalCode::AlreadyDecided:
        return refused(ApprovalText::tr("Not counted twice"),
                       ApprovalText::tr("You had signed this before. That signature stands."));
    case RefusalCode::PolicyMoved:
        return refused(
            ApprovalText::tr("Not carried out: the policy has changed"),
            ApprovalText::tr("What you signed was asked for by a policy that is no longer in force. Nothing was done."));
    case RefusalCode::StatementExpired:
    case RefusalCode::NonceMismatch:
        return refused(ApprovalText::tr("Not counted: it was signed too long ago"),
                       ApprovalText::tr("A signature counts once and for some minutes only. Nothing was done."));
    case RefusalCode::StateUnread:
        return refused(ApprovalText::tr("Not carried out: the state could not be read"),
                       ApprovalText::tr("The system of record did not answer when your approval arrived. Nothing was done."));
    case RefusalCode::RequesterMayNot:
    case RefusalCode::BeneficiaryMayNot:
    case RefusalCode::RoleMissing:
        return refused(ApprovalText::tr("Not counted: another person decides this"),
                       ApprovalText::tr("Who asks for something, who gains by it, or who has not the role cannot sign it."));
    case RefusalCode::EditorMayNot:
        return refused(ApprovalText::tr("Not counted: another person decides this"),
                       ApprovalText::tr("Who signed the policy that is in force approves nothing for a day."));
    case RefusalCode::StepUpMissing:
        return refused(ApprovalText::tr("Not counted: the one-time code did not serve"),
                       ApprovalText::tr("It was another one, or it had served before. Nothing was done. Read it again and take "
                                        "the code that your app shows then."));
    case RefusalCode::KeyRevoked:
    case RefusalCode::PersonDisabled:
        return refused(
            ApprovalText::tr("Not counted: your key signs nothing any more"),
            ApprovalText::tr("It was revoked, or you were disabled. Nothing was done. Tell the person who runs it."));
    case RefusalCode::UnknownKey:
    case RefusalCode::BadSignature:
        return refused(
            ApprovalText::tr("Not counted: your signature was not accepted"),
            ApprovalText::tr("The orchestrator does not know your key, or the signature does not fit. Nothing was done. Tell "
                             "the person who runs it."));
    default: return {};
    }
}

} // namespace

HindranceWords wordsOf(DecisionHindrance hindrance, const std::vector<QuorumPart>& quorum)
{
    switch (hindrance) {
    case DecisionHindrance::NoKey:
    case DecisionHindrance::NoRole:
    case DecisionHindrance::Requester:
    case DecisionHindrance::Beneficiary:
    case DecisionHindrance::AlreadyDecided:
    case DecisionHindrance::Editor:
    case DecisionHindrance::KeyWaiting:
    case DecisionHindrance::KeyRevoked:
    case DecisionHindrance::NotPermitted:
    case DecisionHindrance::NothingToWithdraw: return aboutPerson(hindrance, quorum);
    case DecisionHindrance::Waiting:
    case DecisionHindrance::NotOpen:
    case DecisionHindrance::Expired:
    case DecisionHindrance::TermsExpired:
    case DecisionHindrance::TooLate: return aboutTime(hindrance);
    case DecisionHindrance::UnknownEvent:
    case DecisionHindrance::OfflineHighStakes:
    case DecisionHindrance::Diverged: return aboutTrust(hindrance);
    case DecisionHindrance::ReasonMissing:
        return say(ApprovalText::tr("needs a reason"), ApprovalText::tr("Pick a reason first."));
    case DecisionHindrance::CodeMissing:
        return say(ApprovalText::tr("needs a code"),
                   ApprovalText::tr("Type the present code of your authenticator app first."));
    }
    return {};
}

RefusalWords wordsOf(const OutboxRefusal& refusal)
{
    if (const auto code = enumNamed<RefusalCode>(refusal.code)) {
        RefusalWords known = aboutGate(*code);
        if (!known.headline.isEmpty()) {
            return known;
        }
    }
    // The code alone: the detail is for engineers and is kept in the log.
    return refused(
        ApprovalText::tr("Not carried out"),
        ApprovalText::tr("The orchestrator refused it with the code %1. Nothing was done.").arg(outsideLine(refusal.code)));
}

QString stepWords(CardStep step)
{
    switch (step) {
    case CardStep::None: return {};
    case CardStep::ReadAgain: return ApprovalText::tr("Read it again");
    case CardStep::ShowNewQuestion: return ApprovalText::tr("Show the new question");
    case CardStep::TryConnection: return ApprovalText::tr("Try the connection now");
    case CardStep::OpenTicket: return ApprovalText::tr("Open the ticket");
    case CardStep::OpenKeys: return ApprovalText::tr("See about your key");
    }
    return {};
}

} // namespace stillgate
