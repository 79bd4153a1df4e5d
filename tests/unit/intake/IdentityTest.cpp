// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <set>

#include "core/base/Json.h"
#include "core/intake/Identity.h"
#include "tests/unit/intake/Samples.h"

using namespace stillgate;

namespace {

Secret32 keyOf(std::uint8_t byte)
{
    return *Secret32::from(Bytes(Secret32::kSize, byte));
}

const Secret32 kKey = keyOf(7);

IntakeMessage withoutId()
{
    IntakeMessage message = fullMessage();
    message.id.reset();
    return message;
}

PersonId personOf(std::uint8_t byte)
{
    PersonId person;
    person.uuid.bytes.fill(byte);
    return person;
}

QString hex(const Digest& digest)
{
    return shown(toHex(digest.view()));
}

} // namespace

class IdentityTest : public QObject {
    Q_OBJECT

private slots:
    void identity_withId_isTheDocumentedHash()
    {
        const Digest expected = hmacSha256(kKey.view(), asBytes(R"(["id","sample","sample-7"])"));
        QCOMPARE(hex(messageIdentity(kKey, fullMessage(), 0)), hex(expected));
    }

    void identity_withoutId_isTheDocumentedHash()
    {
        const std::string box = toHex(sha256("box").view());
        const std::string empty = toHex(sha256("").view());
        const std::string content =
            "[\"content\",\"sample\",\"customer07@sample.example\",\"Parcel\",\" Where is it?\\r\\n\",[\"" + box + "\",\"" +
            empty + "\"],\"3\"]";
        QCOMPARE(hex(messageIdentity(kKey, withoutId(), 3)), hex(hmacSha256(kKey.view(), asBytes(content))));

        const IntakeMessage bare{.source = "sample", .text = "x"};
        const Digest expected = hmacSha256(kKey.view(), asBytes(R"(["content","sample",null,null,"x",[],"0"])"));
        QCOMPARE(hex(messageIdentity(kKey, bare, 0)), hex(expected));
    }

    void identity_withId_staysWhenTheRestChanges()
    {
        IntakeMessage again = fullMessage();
        again.text = "the same message with a footer of another relay";
        again.receivedAt.reset();
        QCOMPARE(hex(messageIdentity(kKey, again, 5)), hex(messageIdentity(kKey, fullMessage(), 0)));
    }

    void identity_withoutId_differsByEveryPartOfTheContent()
    {
        std::set<Digest> seen{messageIdentity(kKey, withoutId(), 0), messageIdentity(kKey, withoutId(), 1),
                              messageIdentity(keyOf(8), withoutId(), 0), messageIdentity(kKey, fullMessage(), 0)};
        void (*const changes[])(IntakeMessage&) = {
            [](IntakeMessage& m) { m.source = "other"; },
            [](IntakeMessage& m) { m.customer.email = "customer08@sample.example"; },
            [](IntakeMessage& m) { m.customer.email.reset(); },
            [](IntakeMessage& m) { m.subject = ""; },
            [](IntakeMessage& m) { m.subject.reset(); },
            [](IntakeMessage& m) { m.text += "\n"; },
            [](IntakeMessage& m) { m.attachments[0].content[0] ^= 1U; },
            [](IntakeMessage& m) { m.attachments.pop_back(); },
        };
        for (const auto change : changes) {
            IntakeMessage message = withoutId();
            change(message);
            seen.insert(messageIdentity(kKey, message, 0));
        }
        QCOMPARE(seen.size(), 4 + std::size(changes));
    }

    void identity_ofAnotherSource_differsForTheSameId()
    {
        IntakeMessage other = fullMessage();
        other.source = "other";
        QVERIFY(messageIdentity(kKey, other, 0) != messageIdentity(kKey, fullMessage(), 0));
    }

    void threadKey_isTheDocumentedHashAndDependsOnTheCustomer()
    {
        const std::string expected = "[\"thread\",\"" + personOf(1).text() + "\",\"t-1\"]";
        QCOMPARE(hex(threadKey(kKey, personOf(1), "t-1")), hex(hmacSha256(kKey.view(), asBytes(expected))));
        QVERIFY(threadKey(kKey, personOf(1), "t-1") != threadKey(kKey, personOf(2), "t-1"));
        QVERIFY(threadKey(kKey, personOf(1), "t-1") != threadKey(kKey, personOf(1), "t-2"));
        QVERIFY(threadKey(kKey, personOf(1), "t-1") != threadKey(keyOf(8), personOf(1), "t-1"));
    }

    void occurrence_ofEqualContents_countsUp()
    {
        OccurrenceCounter counter;
        IntakeMessage other = withoutId();
        other.text = "another";
        QCOMPARE(counter.next(withoutId()), 0U);
        QCOMPARE(counter.next(other), 0U);
        QCOMPARE(counter.next(withoutId()), 1U);
        QCOMPARE(counter.next(withoutId()), 2U);
        QCOMPARE(counter.next(other), 1U);
    }

    void occurrence_withId_isAlwaysTheFirst()
    {
        OccurrenceCounter counter;
        QCOMPARE(counter.next(fullMessage()), 0U);
        QCOMPARE(counter.next(fullMessage()), 0U);
    }

    void delivery_repeated_hasTheSameIdentities()
    {
        const auto deliver = [] {
            OccurrenceCounter counter;
            std::set<Digest> identities;
            for (int i = 0; i < 3; ++i) {
                identities.insert(messageIdentity(kKey, withoutId(), counter.next(withoutId())));
            }
            return identities;
        };
        QCOMPARE(deliver().size(), 3U);
        QVERIFY(deliver() == deliver());
    }
};

QTEST_GUILESS_MAIN(IdentityTest)
#include "IdentityTest.moc"
