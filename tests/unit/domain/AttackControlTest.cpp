// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/Attacks.h"
#include "tests/support/Readable.h"

using namespace stillgate;

/// The control of AttackTest: with its protection switched off each attack counts as an approval.
class AttackControlTest : public QObject {
    Q_OBJECT

private slots:
#ifndef STILLGATE_FAULTS
    void initTestCase() { QSKIP("this build has no switches"); }
#endif

    void attack_protectionOff_counts_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < attacks().size(); ++i) {
            QTest::addRow("%s", std::string(attacks()[i].name).c_str()) << static_cast<int>(i);
        }
    }

    void attack_protectionOff_counts()
    {
        QFETCH(int, index);
        const Attack& attack = attacks()[static_cast<std::size_t>(index)];
        std::mt19937_64 random(1);
        AttackScene scene(random);
        const Outcome outcome = attack.run(scene);
        QVERIFY2(!outcome.refusal, outcome.refusal ? std::string(nameOf(outcome.refusal->code)).c_str() : "");
        QVERIFY(scene.approvals() > 0);
    }
};

int main(int argc, char** argv)
{
    // Before the first decision, which reads the list once for the whole process.
    QByteArray list;
    for (const Attack& attack : attacks()) {
        list += QByteArray(attack.protection.data(), static_cast<qsizetype>(attack.protection.size())) + ',';
    }
    list.chop(1);
    qputenv("STILLGATE_DISABLE", list);
    AttackControlTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "AttackControlTest.moc"
