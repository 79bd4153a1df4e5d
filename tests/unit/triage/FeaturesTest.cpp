// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>
#include <set>

#include "core/triage/Features.h"
#include "tests/support/Readable.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

std::vector<Ngram> ngrams(std::string_view text)
{
    std::vector<Ngram> out;
    ngramsOf(splitWords(text), out);
    return out;
}

Vocabulary vocabularyOf(std::initializer_list<const char*> texts, std::size_t most = 1000)
{
    VocabularyBuilder builder;
    for (const char* text : texts) {
        builder.add(ngrams(text));
    }
    return builder.build(most);
}

std::size_t countOf(const std::vector<Ngram>& all, Block block)
{
    return static_cast<std::size_t>(std::ranges::count(all, block, &Ngram::block));
}

} // namespace

class FeaturesTest : public QObject {
    Q_OBJECT

private slots:
    void ngrams_ofThreeWords_areAllOfThem()
    {
        const auto all = ngrams("ab c ab");
        QCOMPARE(countOf(all, Block::Word), 6U); // ab, ab c, ab c ab, c, c ab, ab
        // " ab " has 3 + 2 + 1 of two, three and four characters; " c " has 2 + 1.
        QCOMPARE(countOf(all, Block::Character), 6U + 3U + 6U);
        QCOMPARE(all[1].wordCount, 2);
        QCOMPARE(all[0].hash, all[5].hash);
        QVERIFY(all[0].hash != all[3].hash);
    }

    void ngrams_ofASymbol_areWordsAlone()
    {
        const auto all = ngrams("[email]");
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all.front().block, Block::Word);
    }

    void ngrams_ofCharacters_neverCutOne()
    {
        // Two characters of two bytes: " éé " gives as many n-grams as " ab ".
        QCOMPARE(ngrams("éé").size(), ngrams("ab").size());
    }

    void ngrams_ofDifferentKinds_haveDifferentHashes()
    {
        std::set<std::uint64_t> seen;
        std::size_t all = 0;
        for (const Ngram& ngram : ngrams("the quick brown fox jumps over a lazy dog")) {
            seen.insert(ngram.hash);
            ++all;
        }
        // Only the blank before and after one-letter words repeats here, as do "o" and "v" in none.
        QVERIFY(seen.size() > all * 9 / 10);
    }

    void ngrams_ofAPastedToken_areBounded() { QVERIFY(ngrams(std::string(100'000, 'x')).size() < 300); }

    void vocabulary_ordersByBlockAndFrequency()
    {
        const Vocabulary vocabulary = vocabularyOf({"refund now", "refund", "late"});
        const auto id = [&](const char* word) { return vocabulary.find(ngrams(word).front().hash); };
        QCOMPARE(id("refund"), std::optional<std::uint32_t>(0));
        QVERIFY(id("now") && *id("now") < vocabulary.wordFeatures());
        QVERIFY(!id("never"));
        QCOMPARE(vocabulary.blockOf(0), Block::Word);
        QCOMPARE(vocabulary.blockOf(vocabulary.size() - 1), Block::Character);
    }

    void vocabulary_withoutRoom_keepsTheMostFrequent()
    {
        const Vocabulary vocabulary = vocabularyOf({"refund now", "refund late", "refund me"}, 3);
        QCOMPARE(vocabulary.size(), 3U);
        for (const std::uint64_t hash : vocabulary.hashes()) {
            const auto of = ngrams("refund");
            QVERIFY(std::ranges::count(of, hash, &Ngram::hash) == 1);
        }
    }

    void vocabulary_ofTheSameTextsInAnyOrder_isTheSame()
    {
        const Vocabulary one = vocabularyOf({"refund now", "late parcel", "now"});
        const Vocabulary other = vocabularyOf({"now", "refund now", "late parcel"});
        QVERIFY(one.hashes() == other.hashes());
    }

    void vocabulary_withAHashTwice_isMalformed()
    {
        const auto twice = Vocabulary::fromHashes({7, 8, 7}, 1);
        STILLGATE_VERIFY_ERROR(twice, ErrorCode::Malformed, "vocabulary");
        STILLGATE_VERIFY_VALUE(Vocabulary::fromHashes({7, 8, 9}, 1));
    }

    void terms_ofARepeatedWord_areCounted()
    {
        const Vocabulary vocabulary = vocabularyOf({"no"});
        const auto all = ngrams("no no, unknown no");
        const Terms terms = termsOf(vocabulary, all);
        QCOMPARE(terms.ofNgram.size(), all.size());
        QCOMPARE(terms.list.front().count(), 3U);
        QCOMPARE(terms.ofNgram.front(), 0U);
        QVERIFY(std::ranges::count(terms.ofNgram, Terms::kUnknown) > 0);
    }

    void term_beyond255_staysThere()
    {
        Term term(5);
        for (int i = 0; i < 1000; ++i) {
            term.again();
        }
        QCOMPARE(term.count(), 255U);
        QCOMPARE(term.id(), 5U);
    }

    void features_ofEachBlock_haveLengthOne()
    {
        const std::initializer_list<const char*> texts = {"refund my payment", "refund it", "my parcel is late"};
        const Vocabulary vocabulary = vocabularyOf(texts);
        TermTable table;
        for (const char* text : texts) {
            table.add(termsOf(vocabulary, ngrams(text)).list);
        }
        const std::vector<std::uint32_t> chosen{0, 1, 2};
        const FeatureSpace space = FeatureSpace::fit(vocabulary, table, chosen);
        std::vector<Feature> features;
        space.weigh(table[0], features);
        double squares[kBlocks] = {};
        for (const Feature& feature : features) {
            const auto value = static_cast<double>(feature.value);
            squares[vocabulary.blockOf(feature.id) == Block::Word ? 0 : 1] += value * value;
        }
        QVERIFY(std::abs(squares[0] - 1) < 1e-5);
        QVERIFY(std::abs(squares[1] - 1) < 1e-5);
        // "payment" stands in one text and "my" in two: the rarer counts more.
        const auto inverse = [&](const char* word) {
            return space.inverseFrequencies()[*vocabulary.find(ngrams(word).front().hash)];
        };
        QVERIFY(inverse("payment") > inverse("my"));
        QVERIFY(std::abs(static_cast<double>(inverse("my")) - (std::log(4.0 / 3.0) + 1)) < 1e-6);
    }

    void features_ofTextsNotChosen_areUnknown()
    {
        const Vocabulary vocabulary = vocabularyOf({"refund", "parcel"});
        TermTable table;
        table.add(termsOf(vocabulary, ngrams("refund")).list);
        table.add(termsOf(vocabulary, ngrams("parcel")).list);
        const std::vector<std::uint32_t> chosen{0};
        const FeatureSpace space = FeatureSpace::fit(vocabulary, table, chosen);
        std::vector<Feature> features;
        space.weigh(table[1], features);
        for (const Feature& feature : features) {
            QVERIFY(space.inverseFrequencies()[feature.id] > 0);
        }
        QVERIFY(features.size() < table[1].size());
    }
};

QTEST_GUILESS_MAIN(FeaturesTest)
#include "FeaturesTest.moc"
