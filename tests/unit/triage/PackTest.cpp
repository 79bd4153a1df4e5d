// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <set>

#include "core/triage/RedFlags.h"
#include "core/triage/Taxonomy.h"
#include "core/triage/Words.h"
#include "tests/support/Readable.h"
#include "tests/support/SourceFile.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

struct PlacedExample {
    std::string intent;
    std::string text;
};

struct Pair {
    std::string first;
    std::string second;
};

using WordNumbers = std::vector<int>; ///< sorted, rarest first

/// Share of the words that two examples have in common, in percent.
int likeness(const WordNumbers& a, const WordNumbers& b)
{
    WordNumbers common;
    std::ranges::set_intersection(a, b, std::back_inserter(common));
    const std::size_t all = a.size() + b.size() - common.size();
    return all == 0 ? 0 : static_cast<int>(100 * common.size() / all);
}

/// Each example as its set of words, digits alike, numbered so that rare words come first.
std::vector<WordNumbers> numbered(const std::vector<PlacedExample>& examples)
{
    std::vector<std::set<std::string>> sets;
    std::map<std::string, int> counts;
    for (const PlacedExample& example : examples) {
        const Words words = splitWords(example.text);
        std::set<std::string>& set = sets.emplace_back();
        for (const Word& word : words.list) {
            if (word.kind == WordKind::Text) {
                set.emplace(words.foldedText(word));
            }
        }
        for (const std::string& word : set) {
            ++counts[word];
        }
    }
    std::vector<std::pair<int, std::string>> order;
    order.reserve(counts.size());
    for (const auto& [word, count] : counts) {
        order.emplace_back(count, word);
    }
    std::ranges::sort(order);
    std::map<std::string, int> numbers;
    for (const auto& [count, word] : order) {
        numbers.emplace(word, static_cast<int>(numbers.size()));
    }
    std::vector<WordNumbers> out;
    for (const auto& set : sets) {
        WordNumbers& list = out.emplace_back();
        std::ranges::transform(set, std::back_inserter(list), [&](const std::string& word) { return numbers[word]; });
        std::ranges::sort(list);
    }
    return out;
}

/// Pairs that share at least this many percent of their words. Two such sets must share one of their rarest words, so only those are
/// compared (prefix filtering, Chaudhuri et al. 2006).
std::vector<Pair> nearDuplicates(const std::vector<PlacedExample>& examples, std::size_t percent)
{
    const auto words = numbered(examples);
    std::map<int, std::vector<std::size_t>> byRareWord;
    std::vector<Pair> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::size_t rare = words[i].size() - (words[i].size() * percent + 99) / 100 + 1;
        std::set<std::size_t> candidates;
        for (std::size_t w = 0; w < std::min(rare, words[i].size()); ++w) {
            auto& known = byRareWord[words[i][w]];
            candidates.insert(known.begin(), known.end());
            known.push_back(i);
        }
        for (const std::size_t other : candidates) {
            if (likeness(words[i], words[other]) >= static_cast<int>(percent)) {
                out.push_back(
                    {examples[other].intent + ": " + examples[other].text, examples[i].intent + ": " + examples[i].text});
            }
        }
    }
    return out;
}

std::vector<PlacedExample> examplesIn(const TriagePack& pack)
{
    std::vector<PlacedExample> out;
    for (const IntentExamples& intent : pack.examples) {
        for (const std::string& text : intent.examples) {
            out.push_back({intent.intent, text});
        }
    }
    return out;
}

Result<TriagePack> starterPack()
{
    return loadTriagePack(sourceFile("resources/packs/starter").toStdString());
}

constexpr std::size_t kTooLike = 75;

} // namespace

/// What the starter pack promises of itself.
class PackTest : public QObject {
    Q_OBJECT

private slots:
    void starterPack_hasItsCategoriesAndIntents()
    {
        const auto pack = starterPack();
        STILLGATE_VERIFY_VALUE(pack);
        const Taxonomy& taxonomy = pack->taxonomy;
        QCOMPARE(taxonomy.categories.size(), 12U);
        QVERIFY(taxonomy.intents.size() >= 30);
        for (const Category& category : taxonomy.categories) {
            QVERIFY2(
                std::ranges::any_of(taxonomy.intents, [&](const Intent& intent) { return intent.category == category.id; }),
                category.id.c_str());
            QCOMPARE(category.alwaysManual.value_or(false), category.id == "sensitive");
        }
        const Category* security = taxonomy.category("security");
        QVERIFY(security != nullptr);
        QCOMPARE(security->team, std::string("security"));
        QVERIFY(security->minimumPriority == Priority::P1);
    }

    void everyIntent_hasExamplesEnoughInFiveLanguages()
    {
        const auto pack = starterPack();
        STILLGATE_VERIFY_VALUE(pack);
        std::map<std::string, std::map<std::string, std::size_t>> counts;
        for (const IntentExamples& examples : pack->examples) {
            counts[examples.intent][examples.language] += examples.examples.size();
        }
        for (const Intent& intent : pack->taxonomy.intents) {
            std::size_t all = 0;
            for (const char* language : {"en", "de", "es", "fr", "ar"}) {
                QVERIFY2(counts[intent.id][language] >= 4, (intent.id + " in " + language).c_str());
                all += counts[intent.id][language];
            }
            QVERIFY2(all >= 40, intent.id.c_str());
            QVERIFY2(intent.definition.size() >= 40, intent.id.c_str());
        }
    }

    void examples_areNotNearlyTheSame()
    {
        const auto pack = starterPack();
        STILLGATE_VERIFY_VALUE(pack);
        const auto pairs = nearDuplicates(examplesIn(*pack), kTooLike);
        for (const Pair& pair : pairs) {
            qWarning("%s | %s", pair.first.c_str(), pair.second.c_str());
        }
        QCOMPARE(pairs.size(), 0U);
    }

    void nearDuplicate_isFound_andADifferentSentenceIsNot()
    {
        std::vector<PlacedExample> examples = examplesIn(*starterPack());
        examples.push_back({"a", "Kindly stop order ORD-1234 before it goes out tomorrow morning"});
        examples.push_back({"b", "kindly stop ORDER ORD-9876 before it goes out tomorrow!"});
        examples.push_back({"c", "Kindly tell me whether the order goes out this week or next"});
        const auto pairs = nearDuplicates(examples, kTooLike);
        QCOMPARE(pairs.size(), 1U);
        QVERIFY(pairs[0].first.starts_with("a: "));
        QVERIFY(pairs[0].second.starts_with("b: "));
    }

    void redFlags_areRaisedByWords_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("flag");
        const auto row = [](const char* text, const char* flag) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(flag);
        };
        row("Somebody logged into my account", "account_takeover");
        row("mein Konto wurde gehackt", "account_takeover");
        row("Jemand hat sich in mein Konto eingeloggt", "account_takeover");
        row("me han hackeado la cuenta", "account_takeover");
        row("Alguien entró en mi cuenta sin permiso", "account_takeover");
        row("mon compte a été piraté", "account_takeover");
        row("Quelqu'un s'est connecté à mon compte", "account_takeover");
        row("تم اختراق حسابي", "account_takeover");
        row("شخص ما دخل إلى حسابي", "account_takeover");
        row("I raised a chargeback", "chargeback");
        row("Meine Bank holt das Geld per Rückbuchung zurück", "chargeback");
        row("he pedido un contracargo al banco", "chargeback");
        row("j'ai demandé une rétrofacturation à ma banque", "chargeback");
        row("قدمت اعتراضا لدى البنك على العملية", "chargeback");
        row("Das ist Betrug!", "fraud");
        row("esto es un fraude", "fraud");
        row("c'est une fraude à la carte", "fraud");
        row("هذا احتيال", "fraud");
        row("my solicitor will write to you", "legal");
        row("Mein Anwalt wird sich melden", "legal");
        row("wir sehen uns vor Gericht", "legal");
        row("mi abogado les escribirá", "legal");
        row("voy a presentar una demanda", "legal");
        row("mon avocat vous écrira", "legal");
        row("je vais porter plainte", "legal");
        row("سأرفع دعوى قضائية", "legal");
        row("المحامي سيتواصل معكم", "legal");
        row("your customer data leaked", "breach");
        row("bei Ihnen gab es ein Datenleck", "breach");
        row("tienen una fuga de datos", "breach");
        row("il y a une fuite de données chez vous", "breach");
        row("عندكم تسريب بيانات", "breach");
        row("bitte löschen Sie alle meine Daten", "personal_data");
        row("borren todos mis datos", "personal_data");
        row("effacez toutes mes données", "personal_data");
        row("احذفوا بياناتي", "personal_data");
        row("Ihre Seite ist komplett ausgefallen", "outage");
        row("la web está caída", "outage");
        row("votre site est en panne", "outage");
        row("الموقع متوقف تماما", "outage");
        row("Please amend the contract", "contract");
        row("wir wollen den Vertrag ändern", "contract");
    }

    void redFlags_areRaisedByWords()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, flag);
        const auto flags = RedFlags::load(sourceFile("resources/packs/starter/red_flags.toml").toStdString());
        STILLGATE_VERIFY_VALUE(flags);
        const auto raised = flags->raisedBy(text.toStdString(), "");
        QVERIFY2(std::ranges::find(raised, flag.toStdString()) != raised.end(), text.constData());
    }

    void redFlags_stayDownForPlainBusiness_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"I was charged twice for ORD-7719, please refund one payment.", "My bank shows two payments to your shop.",
              "Mir wurde doppelt abgebucht, bitte eine Zahlung zurück.", "Meine Bank zeigt zwei Abbuchungen.",
              "Me han cobrado dos veces, devuélvanme uno de los pagos.", "Mon compte a été débité deux fois.",
              "تم خصم المبلغ مرتين من حسابي", "I cannot log in to my account", "Ich komme nicht in mein Konto",
              "No puedo entrar en mi cuenta", "Je n'arrive pas à me connecter à mon compte", "لا أستطيع الدخول إلى حسابي",
              "The lawyer costume is too small", "Das Gericht war kalt, liefern Sie bitte neu", "my order is down the road",
              "La demande de facture est restée sans réponse", "ich habe die Ware zurückgegeben",
              "Je veux changer la couleur"}) {
            QTest::newRow(text) << QByteArray(text);
        }
    }

    void redFlags_stayDownForPlainBusiness()
    {
        QFETCH(QByteArray, text);
        const auto flags = RedFlags::load(sourceFile("resources/packs/starter/red_flags.toml").toStdString());
        STILLGATE_VERIFY_VALUE(flags);
        const auto raised = flags->raisedBy(text.toStdString(), "");
        QVERIFY2(raised.empty(), raised.empty() ? "" : raised.front().c_str());
    }
};

QTEST_GUILESS_MAIN(PackTest)
#include "PackTest.moc"
