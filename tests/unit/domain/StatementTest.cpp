// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Readable.h"
#include "tests/support/Walk.h"

using namespace stillgate;
using namespace stillgate::samples;

namespace {

Statement fullStatement()
{
    Statement out;
    out.origin = "sample.example/ledger";
    out.gate = GateId{person(1).uuid};
    out.action = ActionId{person(2).uuid};
    out.proposal = digest("proposal");
    out.display = digest("display");
    out.verdict = Verdict::Withdraw;
    out.approver = person(101);
    out.keyId = "0123456789abcdef";
    out.slot = Role::Supervisor;
    out.nonce = Nonce{digest("nonce").bytes};
    out.issued = kMorning;
    out.expires = kMorning + Duration::minutes(5);
    out.policy = digest("policy");
    out.checkpoint = {17, digest("root")};
    out.reason = "not_plausible";
    out.note = digest("note");
    out.withdraws = digest("withdrawn");
    return out;
}

using Change = void (*)(Statement&);

/// One change for each field, by its wire name.
const std::map<std::string, Change>& changes()
{
    static const std::map<std::string, Change> all{
        {"origin", [](Statement& s) { s.origin += "x"; }},
        {"gate", [](Statement& s) { s.gate.uuid.bytes[15] ^= 1U; }},
        {"action", [](Statement& s) { s.action.uuid.bytes[15] ^= 1U; }},
        {"proposal", [](Statement& s) { s.proposal.bytes[0] ^= 1U; }},
        {"display", [](Statement& s) { s.display.bytes[0] ^= 1U; }},
        {"verdict", [](Statement& s) { s.verdict = Verdict::Approve; }},
        {"approver", [](Statement& s) { s.approver.uuid.bytes[15] ^= 1U; }},
        {"key_id", [](Statement& s) { s.keyId[0] = 'f'; }},
        {"slot", [](Statement& s) { s.slot = Role::L2Agent; }},
        {"nonce", [](Statement& s) { s.nonce.bytes[31] ^= 1U; }},
        {"issued", [](Statement& s) { s.issued = s.issued + Duration{1}; }},
        {"expires", [](Statement& s) { s.expires = s.expires + Duration{1}; }},
        {"policy", [](Statement& s) { s.policy.bytes[0] ^= 1U; }},
        {"checkpoint", [](Statement& s) { ++s.checkpoint.size; }},
        {"reason", [](Statement& s) { s.reason.clear(); }},
        {"note", [](Statement& s) { s.note.reset(); }},
        {"withdraws", [](Statement& s) { s.withdraws.reset(); }},
    };
    return all;
}

} // namespace

class StatementTest : public QObject {
    Q_OBJECT

private slots:
    void signature_anyChangedField_isBroken()
    {
        const SigningKey key = SigningKey::fromSeed(*Secret32::from(digest("sample key").view()));
        const Statement statement = fullStatement();
        const Signature signature = key.sign(asBytes(signedBytes(statement)));
        QVERIFY(verifySignature(key.publicKey(), asBytes(signedBytes(statement)), signature));
        const Json fields = toJson(statement);
        for (const Json::Member& field : *fields.asObject()) {
            QVERIFY2(changes().contains(field.key), field.key.c_str());
            Statement changed = statement;
            changes().at(field.key)(changed);
            QVERIFY2(!verifySignature(key.publicKey(), asBytes(signedBytes(changed)), signature), field.key.c_str());
            QVERIFY2(digestOf(changed) != digestOf(statement), field.key.c_str());
        }
        QCOMPARE(fields.asObject()->size(), changes().size());
        Statement otherRoot = statement;
        otherRoot.checkpoint.root.bytes[0] ^= 1U;
        QVERIFY(signedBytes(otherRoot) != signedBytes(statement));
    }

    void signedBytes_areThePrefixAndTheCanonicalStatement()
    {
        const std::string bytes = signedBytes(fullStatement());
        QVERIFY(bytes.starts_with("stillgate/decision/v1\n{\"action\":\""));
        const auto json = parseJson(std::string_view(bytes).substr(bytes.find('\n') + 1));
        STILLGATE_VERIFY_VALUE(json);
        STILLGATE_VERIFY_VALUE(canonicalExact(*json));
        QVERIFY(fromJson<Statement>(*json) == Result<Statement>(fullStatement()));
    }

    void statement_withoutNoteAndWithdrawal_leavesThemOut()
    {
        Statement plain = fullStatement();
        plain.note.reset();
        plain.withdraws.reset();
        const Json json = toJson(plain);
        QVERIFY(json.find("note") == nullptr && json.find("withdraws") == nullptr);
        QVERIFY(fromJson<Statement>(json) == Result<Statement>(plain));
    }

    /// Whatever the nonce is bound to changes it, so that it fits no other gate, person, key, time or decision.
    void nonce_anyChangedTerm_isAnother()
    {
        const Secret32 key = *Secret32::from(digest("nonce key").view());
        const NonceTerms terms{GateId{person(1).uuid},         person(101), "0123456789abcdef", 0, kMorning,
                               kMorning + Duration::minutes(5)};
        const Nonce nonce = nonceFor(key, terms);
        QVERIFY(nonceFor(key, terms) == nonce);
        std::vector<NonceTerms> others(6, terms);
        others[0].gate.uuid.bytes[15] ^= 1U;
        others[1].person = person(102);
        others[2].keyId = "0123456789abcdee";
        others[3].count = 1;
        others[4].issued = terms.issued + Duration{1};
        others[5].expires = terms.expires + Duration{1};
        for (const NonceTerms& other : others) {
            QVERIFY(nonceFor(key, other) != nonce);
        }
        QVERIFY(nonceFor(*Secret32::from(digest("another key").view()), terms) != nonce);
    }

    void keyId_isTheStartOfTheKeysDigest()
    {
        const PublicKey key = SigningKey::fromSeed(*Secret32::from(digest("sample key").view())).publicKey();
        QCOMPARE(keyIdOf(key), toHex(sha256(key.view()).view()).substr(0, 16));
    }

    void noteContext_ofTwoNonces_differs()
    {
        const Nonce first{digest("1").bytes};
        QCOMPARE(noteContext(first), "nonce:" + toHex(first.view()));
        const Salt salt{digest("salt").bytes};
        QVERIFY(commitment(salt, noteContext(first), "note", "text") !=
                commitment(salt, noteContext(Nonce{digest("2").bytes}), "note", "text"));
    }
};

QTEST_GUILESS_MAIN(StatementTest)
#include "StatementTest.moc"
