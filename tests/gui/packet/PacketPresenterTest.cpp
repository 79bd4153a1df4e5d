// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QTest>

#include "tests/gui/packet/PacketFixture.h"
#include "ui/packet/PacketHighlights.h"

using namespace stillgate;

namespace {

QStringList titles(const PacketValues& values)
{
    QStringList out;
    for (const PacketStep& step : values.steps) {
        out.push_back(step.title);
    }
    return out;
}

const PacketStep& stepOf(const PacketValues& values, PacketStepKind kind)
{
    return *std::ranges::find(values.steps, kind, &PacketStep::kind);
}

/// The words that are pointed out, as they are shown.
QStringList marked(const OutsideContent& content)
{
    QStringList out;
    for (const OutsideContent::Span& span : content.spans()) {
        if (span.kind == OutsideContent::SpanKind::Reason) {
            out.push_back(content.shown().mid(span.begin, span.end - span.begin));
        }
    }
    return out;
}

QString factOf(const PacketStep& step, const char* label)
{
    const auto found = std::ranges::find(step.facts, QString::fromUtf8(label), &PacketFact::label);
    return found == step.facts.end() ? QString() : found->value.text;
}

} // namespace

class PacketPresenterTest final : public QObject {
    Q_OBJECT

private slots:
    void head_underAHalt_saysSoBesideTheStage()
    {
        SampleCase sample;
        sample.gather();
        const Packet packet = sample.packet();
        PacketPresenter presenter = sample.presenter();
        const QString stage = presenter.present(packet).head.stage;
        for (const HaltTarget& target : {HaltTarget{}, HaltTarget{HaltScope::Intent, packet.entry.row.intent, {}},
                                         HaltTarget{HaltScope::Ticket, packet.entry.row.id.text(), {}}}) {
            presenter.setHalts({{target, HaltReason::Drill, {}, {}}});
            const PacketHead head = presenter.present(packet).head;
            QCOMPARE(head.stage, stage + QStringLiteral(", halted"));
            QCOMPARE(head.stageIcon, Icon::PauseCircle);
        }
        presenter.setHalts({{{HaltScope::Ticket, "another", {}}, HaltReason::Drill, {}, {}}});
        QCOMPARE(presenter.present(packet).head.stage, stage);
    }

    void steps_atTheGate_foldTheLedgerAndShowWhatIsAhead()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        QCOMPARE(titles(values), (QStringList{QStringLiteral("Intake"), QStringLiteral("Triage"), QStringLiteral("Identity"),
                                              QStringLiteral("Policy"), QStringLiteral("Gate"), QStringLiteral("Execute"),
                                              QStringLiteral("Verify"), QStringLiteral("Confirm"), QStringLiteral("Close")}));
        const PacketStep& gate = stepOf(values, PacketStepKind::Gate);
        QCOMPARE(gate.state, PacketStepState::Now);
        QCOMPARE(gate.summary, QStringLiteral("waiting for 1 of L2"));
        QCOMPARE(gate.time, QStringLiteral("now"));
        QCOMPARE(stepOf(values, PacketStepKind::Execute).state, PacketStepState::Ahead);
        QVERIFY(stepOf(values, PacketStepKind::Execute).summary.contains(QStringLiteral("refund.create")));
        QCOMPARE(stepOf(values, PacketStepKind::Triage).summary, QStringLiteral("charged_twice 0.91"));
        QVERIFY(values.hasGate);
        QVERIFY(!values.hasUnknownEvents);
    }

    void steps_everyEvent_isBehindExactlyOneStep()
    {
        SampleCase sample;
        sample.gather().decide(sample.agent()).beginCall().answer().verify().tell().close();
        QCOMPARE(sample.loop().fault(), std::string());
        const Packet packet = sample.packet();
        const PacketValues values = sample.presenter().present(packet);
        std::vector<Sequence> seen;
        for (const PacketStep& step : values.steps) {
            QVERIFY(step.state != PacketStepState::Ahead);
            for (const PacketEvent& event : step.events) {
                QCOMPARE(event.leaf.size(), 64);
                QVERIFY(event.isKnown);
                seen.push_back(event.sequence);
            }
        }
        QCOMPARE(seen.size(), packet.events.size());
        QVERIFY(std::ranges::is_sorted(seen));
        QCOMPARE(values.steps.back().kind, PacketStepKind::Close);
        QCOMPARE(values.steps.back().summary, QStringLiteral("Refund issued"));
        QCOMPARE(factOf(stepOf(values, PacketStepKind::Execute), "Artifact"), QStringLiteral("RF-90311"));
        QCOMPARE(stepOf(values, PacketStepKind::Verify).summary, QStringLiteral("re-read, all as intended"));
    }

    void policy_trace_saysEachRuleAndTheDecisiveOne()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        const PacketStep& policy = stepOf(values, PacketStepKind::Policy);
        QCOMPARE(policy.summary, QStringLiteral("require approval"));
        QCOMPARE(policy.rules.size(), std::size_t{3});
        QCOMPARE(policy.rules[0].effect, QStringLiteral("allow"));
        QCOMPARE(policy.rules[1].rule, QStringLiteral("refund-over-100 v1"));
        QVERIFY(policy.rules[1].isDecisive);
        QCOMPARE(policy.rules[1].effect, QStringLiteral("approve"));
        QCOMPARE(policy.rules[2].effect, QStringLiteral("no match"));
        QVERIFY(!policy.rules[2].isDecisive);
        QVERIFY(policy.rules[1].saw.contains(QStringLiteral("action.amount")));
    }

    void gate_approvalOfMine_saysYouAndOthersByPseudonym()
    {
        SampleCase sample;
        sample.gather().decide(sample.agent());
        PacketValues values = sample.presenter().present(sample.packet());
        QCOMPARE(stepOf(values, PacketStepKind::Gate).summary, QStringLiteral("approved by you"));
        QCOMPARE(stepOf(values, PacketStepKind::HoldBack).state, PacketStepState::Now);
        PacketPresenter stranger(sample.formatting(), samples::person(5));
        values = stranger.present(sample.packet());
        QVERIFY(!stepOf(values, PacketStepKind::Gate).summary.contains(QStringLiteral("you")));
    }

    void gate_denied_stopsThere()
    {
        SampleCase sample;
        sample.gather().decide(sample.agent(), Verdict::Deny);
        const PacketValues values = sample.presenter().present(sample.packet());
        QCOMPARE(stepOf(values, PacketStepKind::Gate).state, PacketStepState::Failed);
        QCOMPARE(factOf(stepOf(values, PacketStepKind::Gate), "Reason"), QStringLiteral("Target is wrong"));
        QCOMPARE(values.steps.back().kind, PacketStepKind::Escalated);
    }

    void gate_stateMovedOn_saysWhatWasShownAndFound()
    {
        SampleCase sample;
        sample.gather().disturbRecord().decide(sample.agent());
        const PacketValues values = sample.presenter().present(sample.packet());
        const PacketStep& gate = stepOf(values, PacketStepKind::Gate);
        QVERIFY(std::ranges::any_of(
            gate.facts, [](const PacketFact& fact) { return fact.value.text.contains(QStringLiteral("returned")); }));
    }

    void gate_expired_saysThatNobodyDecided()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().expire().presenter().present(sample.packet());
        QCOMPARE(stepOf(values, PacketStepKind::Gate).summary, QStringLiteral("expired, nobody decided"));
    }

    void call_answerLost_saysThatItsEffectIsUnknown()
    {
        SampleCase sample;
        sample.gather().decide(sample.agent()).beginCall().loseCall();
        const PacketValues values = sample.presenter().present(sample.packet());
        QCOMPARE(stepOf(values, PacketStepKind::Execute).summary, QStringLiteral("answer lost, effect unknown"));
        QCOMPARE(stepOf(values, PacketStepKind::Execute).state, PacketStepState::Now);
    }

    void unknownEvent_isShownAsSuch()
    {
        SampleCase sample;
        sample.gather();
        sample.loop().receiveUnknown(sample.packet().entry.row.id);
        const PacketValues values = sample.presenter().present(sample.packet());
        QVERIFY(values.hasUnknownEvents);
        const PacketStep& unknown = stepOf(values, PacketStepKind::Unknown);
        QVERIFY(unknown.summary.contains(QStringLiteral("ticket.teleported")));
        QVERIFY(!unknown.events.front().isKnown);
    }

    void redFlag_stopsTheTicketAndStandsInTheReasons()
    {
        SampleCase::Words words = SampleCase::ordinary();
        words.redFlags = {"account_takeover"};
        SampleCase sample(words);
        const PacketValues values = sample.presenter().present(sample.packet());
        QCOMPARE(values.reasons.redFlags, std::vector<QString>{QStringLiteral("Account takeover")});
        QCOMPARE(values.steps.back().kind, PacketStepKind::Escalated);
        QCOMPARE(values.steps.back().summary, QStringLiteral("Red flag"));
        QVERIFY(!values.hasGate);
    }

    void reasons_wordsAndWeights_standStrongestFirst()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        QCOMPARE(values.reasons.labels.size(), std::size_t{3});
        QVERIFY(values.reasons.labels[0].isPrimary);
        QCOMPARE(values.reasons.labels[0].confidence.number, QStringLiteral("0.91"));
        QCOMPARE(values.reasons.labels[0].confidence.autoFrom, 0.85);
        QCOMPARE(values.reasons.words.size(), std::size_t{4});
        QCOMPARE(values.reasons.words[0].word.text, QStringLiteral("charged twice"));
        QCOMPARE(values.reasons.words[0].weight, QStringLiteral("+2.1"));
        QCOMPARE(values.reasons.words[0].share, 1.0);
        QVERIFY(values.reasons.words[3].share > 0.0);
    }

    void reasons_wordsOfOtherCase_countAsOne()
    {
        SampleCase::Words words = SampleCase::ordinary();
        words.text = "Two payments, two lines: I was charged twice.";
        words.reasons = {"charged", "Two", "two"};
        SampleCase sample(words);
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        QCOMPARE(values.reasons.words.size(), std::size_t{2});
        QCOMPARE(values.reasons.words[0].word.text, QStringLiteral("two"));
        QCOMPARE(values.reasons.words[0].weight, QStringLiteral("+2.3"));
        QCOMPARE(values.reasons.words[1].word.text, QStringLiteral("charged"));
    }

    void reasons_intentOutsideTheTaxonomy_hasNoThresholds()
    {
        SampleCase sample;
        sample.gather();
        PacketPresenter presenter = sample.presenter();
        ShownTaxonomy taxonomy = packetTaxonomy();
        taxonomy.intents.erase(taxonomy.intents.begin() + 1);
        presenter.setTaxonomy(taxonomy);
        const PacketValues values = presenter.present(sample.packet());
        QCOMPARE(values.reasons.labels[0].confidence.assistedFrom, 0.6);
        QCOMPARE(values.reasons.labels[1].confidence.assistedFrom, 0.0);
        QCOMPARE(values.reasons.labels[1].confidence.autoFrom, 0.0);
    }

    void identity_strength_isToldInWords()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        QCOMPARE(stepOf(values, PacketStepKind::Identity).summary, QStringLiteral("CRM match, medium"));
    }

    void action_reversibility_isToldInTheWordsOfTheProduct()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        QCOMPARE(factOf(stepOf(values, PacketStepKind::Policy), "Afterwards"), QStringLiteral("can be compensated"));
    }

    void counts_ofOne_areSingular()
    {
        SampleCase sample;
        const PacketValues one = sample.gather().presenter().present(sample.packet());
        QCOMPARE(one.channels, QStringLiteral("email, 1 message"));
        QCOMPARE(one.head.facts[1], QStringLiteral("1 message"));
        sample.write("And another one.");
        QCOMPARE(sample.presenter().present(sample.packet()).channels, QStringLiteral("email, 2 messages"));
    }

    void conversation_reasonWords_arePointedOutInTheText()
    {
        SampleCase sample;
        const PacketValues values = sample.gather().presenter().present(sample.packet());
        QCOMPARE(marked(values.conversation[0].body),
                 (QStringList{QStringLiteral("charged twice"), QStringLiteral("same amount"), QStringLiteral("parcel"),
                              QStringLiteral("refund the second one")}));
    }

    void highlights_redactedText_areFoundAgainInTheOriginal()
    {
        const std::string subject = "Refund please";
        const std::string text = "Refund me, refund to customer07@sample.example: refund.";
        const std::string redacted = "Refund please\nRefund me, refund to <email>: refund.";
        const auto last = static_cast<std::int64_t>(redacted.rfind("refund"));
        const auto highlights = reasonHighlights({{last, last + 6, 500}, {0, 6, 400}, {20, 22, -300}}, UntrustedText(redacted),
                                                 UntrustedText(subject), UntrustedText(text));
        QCOMPARE(highlights.size(), std::size_t{1});
        QCOMPARE(text.substr(highlights[0].begin, highlights[0].end - highlights[0].begin), std::string("refund"));
        QCOMPARE(highlights[0].begin, text.rfind("refund"));
    }

    void highlights_spansThatDoNotFit_areLeftOut()
    {
        QVERIFY(
            reasonHighlights({{-1, 3, 1}, {3, 2, 1}, {0, 99, 1}, {2, 2, 1}}, UntrustedText("short"), {}, UntrustedText("short"))
                .empty());
    }

    void conversation_textFromOutside_isOnlyText()
    {
        SampleCase::Words words = SampleCase::ordinary();
        words.text = "Pay \u202Enow <b>bold</b> https://sample.example/pay";
        words.reasons.clear();
        SampleCase sample(words);
        const PacketValues values = sample.presenter().present(sample.packet());
        QVERIFY(values.conversation[0].body.shown().contains(QStringLiteral("<b>bold</b>")));
        QCOMPARE(values.findings.hidden, 1);
        QCOMPARE(values.findings.links, 1);
        QVERIFY(values.findingsWords.contains(QStringLiteral("1 hidden")));
    }

    void conversation_noticeOut_saysWhatBecameOfIt()
    {
        SampleCase sample;
        sample.gather().decide(sample.agent()).beginCall().answer().verify().tell();
        const PacketValues values = sample.presenter().present(sample.packet());
        QCOMPARE(values.conversation.size(), std::size_t{2});
        QCOMPARE(values.conversation[1].speaker, PacketSpeaker::Stillgate);
        QVERIFY(values.conversation[1].body.shown().contains(QStringLiteral("RF-90311")));
        QVERIFY(values.conversation[1].note.contains(QStringLiteral("M-1")));
        QCOMPARE(values.channels, QStringLiteral("email, 2 messages"));
    }

    void withheld_values_sayWhy()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        for (const char* field : {"text", "redacted"}) {
            SampleCase::withhold(packet, "message.received", field, Withheld::Erased);
        }
        SampleCase::withhold(packet, "ticket.classified", "words", Withheld::Erased);
        SampleCase::withhold(packet, "action.proposed", "parameters", Withheld::NotYours);
        packet.entry.subject = tl::make_unexpected(Withheld::Erased);
        const PacketValues values = sample.presenter().present(packet);
        QVERIFY(values.conversation[0].withheld.text.startsWith(QStringLiteral("Erased")));
        QCOMPARE(values.head.subject.voice, PacketVoice::Withheld);
        QVERIFY(values.reasons.words.empty());
        QVERIFY(values.reasons.withheld.text.startsWith(QStringLiteral("Erased")));
        for (std::size_t i = 1; i < values.parameters.size(); ++i) {
            QCOMPARE(values.parameters[i].value.voice, PacketVoice::Withheld);
            QCOMPARE(values.parameters[i].value.text, QStringLiteral("Not shown to your role"));
        }
    }

    void withheld_textWithItsRedactedForm_showsThat()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        SampleCase::withhold(packet, "message.received", "text", Withheld::NotYours);
        const PacketValues values = sample.presenter().present(packet);
        QVERIFY(values.conversation[0].withheld.text.isEmpty());
        QCOMPARE(values.conversation[0].note, QStringLiteral("shown redacted"));
        QCOMPARE(marked(values.conversation[0].body).size(), 4);
    }

    void parameters_eachSaysWhereItIsFrom()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        PacketValues values = sample.presenter().present(packet);
        QCOMPARE(values.parameters.size(), std::size_t{3});
        QCOMPARE(values.parameters[0].name, QStringLiteral("target"));
        QCOMPARE(values.parameters[0].value.text, QStringLiteral("ORD-7719"));
        for (const PacketParameter& parameter : values.parameters) {
            QVERIFY(!parameter.isOnlyTheirWord);
        }
        QVERIFY(values.parameters[1].source.contains(QStringLiteral("duplicate")));
        // A runbook that takes the customer's word for it is told as one.
        for (ShownEvent& event : packet.events) {
            if (event.header.code == "action.proposed") {
                event.header.data.set("sources", Json().set("amount", "{input.amount}").set("payment", "{duplicate.id}"));
            }
        }
        values = sample.presenter().present(packet);
        QCOMPARE(std::ranges::count_if(values.parameters, &PacketParameter::isOnlyTheirWord), 1);
    }

    void proof_saysOnlyWhatWasShown()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        QCOMPARE(sample.presenter().present(packet).proof.words, QStringLiteral("Proven to be in the ledger"));
        packet.isProven = false;
        packet.provenSize = 0;
        const PacketProof proof = sample.presenter().present(packet).proof;
        QVERIFY(!proof.isProven);
        QCOMPARE(proof.words, QStringLiteral("Not yet proven"));
        QCOMPARE(proof.mood, Mood::Neutral);
    }

    void head_rememberedPacket_saysThatItIsNotFresh()
    {
        SampleCase sample;
        Packet packet = sample.gather().packet();
        packet.source = PacketSource::Cache;
        const PacketHead head = sample.presenter().present(packet).head;
        QVERIFY(head.read.contains(QStringLiteral("memory")));
        QCOMPARE(head.readMood, Mood::Soon);
        QCOMPARE(head.stakes, QStringLiteral("normal"));
        QVERIFY(head.deadline.has_value());
    }
};

QTEST_GUILESS_MAIN(PacketPresenterTest)
#include "PacketPresenterTest.moc"
