// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/domain/Display.h"
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

/// The two events that a gate's display is made from.
struct Shown {
    EventHeader proposed;
    EventHeader decided;

    Shown()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        proposed = loop.newest("action.proposed").header;
        decided = loop.newest("policy.decided").header;
    }

    [[nodiscard]] ActionProposed action() const { return std::get<ActionProposed>(*payloadOf(proposed)); }
    [[nodiscard]] Digest digest() const { return displayDigest(*displayLines(proposed, decided)); }
    [[nodiscard]] Digest commitmentTo(const char* field) const { return proposed.personal.at(field).commitment; }
};

/// Another value of the same kind.
Json otherThan(const Json& value)
{
    if (const auto* number = value.asInteger()) {
        return *number + 1;
    }
    if (const Json::Array* list = value.asArray()) {
        Json shorter = *list;
        list->empty() ? shorter.push("more") : (shorter.asArray()->pop_back(), shorter);
        return shorter;
    }
    if (const Json::Object* object = value.asObject()) {
        Json changed = value;
        changed.set(object->front().key, otherThan(object->front().value));
        return changed;
    }
    const std::string* text = value.asString();
    std::string other = text != nullptr ? *text : std::string();
    if (!other.empty()) {
        other.back() = other.back() == '1' ? '2' : '1';
    }
    return other.empty() ? Json("x") : Json(other);
}

std::string lineText(const DisplayLine& line)
{
    return line.label + "|" + line.detail + "|" + line.value + (line.commitment ? "|committed" : "");
}

} // namespace

class DisplayTest : public QObject {
    Q_OBJECT

private slots:
    void displayLines_sampleRefund_sayWhatIsSigned()
    {
        const Shown shown;
        const auto lines = displayLines(shown.proposed, shown.decided);
        STILLGATE_VERIFY_VALUE(lines);
        std::vector<std::string> texts;
        std::transform(lines->begin(), lines->end(), std::back_inserter(texts), lineText);
        const std::vector<std::string> expected{"operation|sandbox|refund.create",
                                                "amount||129.00 EUR",
                                                "target|||committed",
                                                "parameters|||committed",
                                                "before|order.total|129.00 EUR",
                                                "after|order.total|129.00 EUR",
                                                "before|order.paid|258.00 EUR",
                                                "after|order.paid|258.00 EUR",
                                                "before|order.refunded|0.00 EUR",
                                                "after|order.refunded|129.00 EUR",
                                                "before|order.status|paid",
                                                "after|order.status|paid",
                                                "reversibility|refund.recharge|compensable",
                                                "runbook|refund_double_charge|1",
                                                "rule||refund-over-100",
                                                "stakes||normal",
                                                "needs|l2_agent|1"};
        QVERIFY(texts == expected);
        QVERIFY((*lines)[2].commitment == shown.commitmentTo("target"));
        QVERIFY((*lines)[3].commitment == shown.commitmentTo("parameters"));
    }

    void gateOpened_itsDigests_areThoseOfTheEvents()
    {
        Loop loop;
        Walk walk(loop, chargedTwice(euro(12900)));
        walk.gather();
        const Shown shown;
        QVERIFY(walk.gate().display == shown.digest());
        QVERIFY(walk.gate().proposal ==
                proposalDigest(shown.action(), shown.commitmentTo("target"), shown.commitmentTo("parameters")));
        QVERIFY(walk.gate().proposal == shown.action().proposal);
    }

    /// Every field of the proposal but the digest itself, and each commitment, changes the digest that is signed.
    void proposalDigest_anyChangedField_isAnother()
    {
        const Shown shown;
        const auto digestOf = [&](const ActionProposed& action) {
            return proposalDigest(action, shown.commitmentTo("target"), shown.commitmentTo("parameters"));
        };
        const Digest original = digestOf(shown.action());
        const Json fields = toJson(shown.action());
        int walked = 0;
        for (const Json::Member& field : *fields.asObject()) {
            Json changed = fields;
            if (field.key == "reversibility") {
                changed.set(field.key, "irreversible");
            } else if (field.key == "amount") {
                changed.set(field.key, toJson(euro(12901))); // a changed cent
            } else {
                changed.set(field.key, otherThan(field.value));
            }
            const auto action = fromJson<ActionProposed>(changed);
            QVERIFY2(action.has_value(), field.key.c_str());
            QVERIFY2((digestOf(*action) == original) == (field.key == "proposal"), field.key.c_str());
            ++walked;
        }
        QCOMPARE(walked, 15);
        ActionProposed unversioned = shown.action();
        unversioned.expectedVersion.reset();
        QVERIFY(digestOf(unversioned) != original);
        QVERIFY(proposalDigest(shown.action(), digest("other"), shown.commitmentTo("parameters")) != original);
        QVERIFY(proposalDigest(shown.action(), shown.commitmentTo("target"), digest("other")) != original);
    }

    /// Every field that a line shows changes the digest of the display; what no line shows does not.
    void displayDigest_anyShownField_isAnother()
    {
        const Shown shown;
        const std::vector<std::string> notShown{"action",  "idempotency_key", "expected_version", "observed",
                                                "sources", "evidence",        "proposal"};
        for (const Json::Member& field : *shown.proposed.data.asObject()) {
            Shown changed = shown;
            changed.proposed.data.set(field.key, field.key == "reversibility" ? Json("irreversible") : otherThan(field.value));
            const bool hidden = std::find(notShown.begin(), notShown.end(), field.key) != notShown.end();
            QVERIFY2((changed.digest() == shown.digest()) == hidden, field.key.c_str());
        }
        for (const char* field : {"target", "parameters"}) {
            Shown changed = shown;
            changed.proposed.personal.at(field).commitment = digest("other");
            QVERIFY2(changed.digest() != shown.digest(), field);
        }
        for (const auto& [key, value] :
             std::map<std::string, Json>{{"rule", Json("another")}, {"stakes", Json("high")}, {"quorum", Json::array()}}) {
            Shown changed = shown;
            changed.decided.data.set(key, value);
            QVERIFY2(changed.digest() != shown.digest(), key.c_str());
        }
    }

    void displayDigest_anyChangedLine_isAnother()
    {
        const Shown shown;
        const std::vector<DisplayLine> lines = *displayLines(shown.proposed, shown.decided);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            for (const auto change :
                 {+[](DisplayLine& line) { line.label += "x"; }, +[](DisplayLine& line) { line.detail += "x"; },
                  +[](DisplayLine& line) { line.value += "x"; },
                  +[](DisplayLine& line) { line.commitment = line.commitment ? std::nullopt : std::optional(Digest{}); }}) {
                std::vector<DisplayLine> changed = lines;
                change(changed[i]);
                QVERIFY(displayDigest(changed) != displayDigest(lines));
            }
        }
        std::vector<DisplayLine> swapped = lines;
        std::swap(swapped[0], swapped[1]);
        QVERIFY(displayDigest(swapped) != displayDigest(lines));
    }

    void displayLines_otherEvents_areMalformed()
    {
        const Shown shown;
        STILLGATE_VERIFY_ERROR(displayLines(shown.decided, shown.decided), ErrorCode::Malformed, "policy.decided");
        STILLGATE_VERIFY_ERROR(displayLines(shown.proposed, shown.proposed), ErrorCode::Malformed, "action.proposed");
        Shown broken = shown;
        broken.proposed.data.set("amount", "129.00");
        STILLGATE_VERIFY_ERROR(displayLines(broken.proposed, broken.decided), ErrorCode::Malformed, "$.data.amount");
    }
};

QTEST_GUILESS_MAIN(DisplayTest)
#include "DisplayTest.moc"
