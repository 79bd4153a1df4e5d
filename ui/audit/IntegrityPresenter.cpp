// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/IntegrityPresenter.h"

#include <algorithm>

#include "ui/audit/AuditText.h"

namespace stillgate {

namespace {

QString divergenceSentence(Divergence divergence)
{
    switch (divergence) {
    case Divergence::BadSignature: return AuditText::tr("Its checkpoint is signed by another key than the one seen first.");
    case Divergence::OtherOrigin: return AuditText::tr("Its checkpoint names another ledger.");
    case Divergence::OtherRoot: return AuditText::tr("Its events are not those that its checkpoint signs.");
    case Divergence::Shrunk: return AuditText::tr("It is shorter than it was.");
    case Divergence::NotConsistent: return AuditText::tr("It does not continue the ledger that was seen before.");
    case Divergence::None: break;
    }
    return AuditText::tr("It is not the ledger that was seen before.");
}

QString whatToDo()
{
    return AuditText::tr("Decide nothing, keep this console as it is, and call who runs the orchestrator.");
}

QString eventNumber(std::uint64_t size, const Formatting& formatting)
{
    return formatting.count(static_cast<std::int64_t>(size) - 1); // sequences begin with 0
}

QString events(std::uint64_t count, const Formatting& formatting)
{
    const auto plural = static_cast<int>(std::min<std::uint64_t>(count, 1'000'000));
    return AuditText::tr("%1 event(s)", nullptr, plural).arg(formatting.count(static_cast<std::int64_t>(count)));
}

QString whenWords(UtcTime at, const Formatting& formatting)
{
    return AuditText::tr("%1, %2", "a time and how long ago").arg(formatting.clockSeconds(at), formatting.relative(at));
}

IntegrityShown watched(const LedgerVerdict& verdict, const Formatting& formatting)
{
    switch (verdict.standing) {
    case LedgerStanding::Matching:
        return {Mood::Verified,
                Icon::ShieldCheck,
                AuditText::tr("Ledger matches to event %1").arg(eventNumber(verdict.size, formatting)),
                whenWords(verdict.at, formatting),
                formatting.absolute(verdict.at),
                std::nullopt};
    case LedgerStanding::Diverged:
        return {Mood::Harm,
                Icon::Alert,
                AuditText::tr("This is not the ledger that was seen before"),
                divergenceSentence(verdict.divergence),
                whatToDo(),
                std::nullopt};
    case LedgerStanding::NotCompared: break;
    }
    return {Mood::Neutral,
            Icon::Shield,
            AuditText::tr("Ledger not compared yet"),
            AuditText::tr("No signed checkpoint over what is here has come."),
            QString(),
            std::nullopt};
}

IntegrityShown running(const VerificationProgress& progress, const Formatting& formatting)
{
    const double share = progress.total == 0 ? 0.0 : static_cast<double>(progress.done) / static_cast<double>(progress.total);
    const QString far = progress.total == 0 ? AuditText::tr("Asking how long it is")
                                            : AuditText::tr("%1 of %2")
                                                  .arg(formatting.count(static_cast<std::int64_t>(progress.done)),
                                                       events(progress.total, formatting));
    return {Mood::Neutral, Icon::Refresh, AuditText::tr("Verifying every event from here"),
            far,           QString(),     std::clamp(share, 0.0, 1.0)};
}

IntegrityShown wrong(const Verification& last, const Formatting& formatting)
{
    const QString headline = last.firstWrong ? AuditText::tr("Event %1 is not what the ledger signs")
                                                   .arg(formatting.count(static_cast<std::int64_t>(*last.firstWrong)))
                                             : AuditText::tr("The ledger is not what it signs");
    return {Mood::Harm, Icon::Alert, headline, whatToDo(), divergenceSentence(last.divergence), std::nullopt};
}

IntegrityShown ended(const Verification& last, const Formatting& formatting)
{
    switch (last.end) {
    case VerificationEnd::Verified:
        return {Mood::Verified,
                Icon::ShieldCheck,
                AuditText::tr("Every event verified, to event %1").arg(eventNumber(last.size, formatting)),
                whenWords(last.at, formatting),
                formatting.absolute(last.at),
                std::nullopt};
    case VerificationEnd::Wrong: return wrong(last, formatting);
    case VerificationEnd::Cancelled:
        return {Mood::Neutral,
                Icon::Pause,
                AuditText::tr("Verification stopped"),
                AuditText::tr("%1 read, nothing wrong in them.").arg(events(last.size, formatting)),
                QString(),
                std::nullopt};
    case VerificationEnd::Unavailable: break;
    }
    return {Mood::Soon,
            Icon::Offline,
            AuditText::tr("The ledger could not be verified"),
            AuditText::tr("The orchestrator did not answer to the end. Verify again when it is live."),
            QString(),
            std::nullopt};
}

bool wins(const Verification& last, const LedgerVerdict& verdict)
{
    const bool isProof = last.end == VerificationEnd::Wrong;
    return isProof || verdict.standing == LedgerStanding::NotCompared || last.at >= verdict.at;
}

} // namespace

IntegrityShown integrityShown(const LedgerVerdict& verdict, const std::optional<Verification>& last,
                              const std::optional<VerificationProgress>& progress, const Formatting& formatting)
{
    IntegrityShown out = watched(verdict, formatting);
    if (progress) {
        out = running(*progress, formatting);
    } else if (last && verdict.standing != LedgerStanding::Diverged && wins(*last, verdict)) {
        out = ended(*last, formatting);
    }
    const QStringList said{out.headline, out.detail, out.whole};
    out.whole = said.join(QLatin1Char('\n')).trimmed();
    return out;
}

} // namespace stillgate
