// SPDX-License-Identifier: GPL-3.0-or-later
#include <map>

#include "tests/support/Readable.h"
#include "tests/unit/triage/MarkedText.h"

using namespace stillgate;
using namespace stillgate::triage;

namespace {

/// A span is found when kind and both ends are right.
struct Score {
    int right = 0;
    int missed = 0;
    int wrong = 0;

    [[nodiscard]] int precision() const { return right + wrong == 0 ? 0 : 1000 * right / (right + wrong); } ///< of 1000
    [[nodiscard]] int recall() const { return right + missed == 0 ? 0 : 1000 * right / (right + missed); } ///< of 1000
};

struct Span {
    std::string kind;
    std::size_t begin = 0;
    std::size_t end = 0;

    friend bool operator==(const Span&, const Span&) = default;
};

using Finder = std::vector<Span> (*)(const std::string& text);

std::vector<Span> spansOf(const std::vector<RedactedSpan>& spans)
{
    std::vector<Span> out;
    out.reserve(spans.size());
    for (const RedactedSpan& span : spans) {
        out.push_back({std::string(nameOf(span.kind)), span.original.begin, span.original.end});
    }
    return out;
}

std::vector<Span> found(const std::string& text)
{
    return spansOf(redact(text).spans());
}

std::map<std::string, Score> scoresOf(const std::vector<MarkedLine>& lines, Finder find, bool listsFaults = false)
{
    std::map<std::string, Score> out;
    for (const MarkedLine& line : lines) {
        const std::vector<Span> expected = spansOf(line.spans);
        const std::vector<Span> seen = find(line.plain);
        for (const Span& span : expected) {
            const bool hit = std::ranges::find(seen, span) != seen.end();
            ++(hit ? out[span.kind].right : out[span.kind].missed);
            if (!hit && listsFaults) {
                qInfo("missed %s in: %s", span.kind.c_str(), line.plain.c_str());
            }
        }
        for (const Span& span : seen) {
            if (std::ranges::find(expected, span) == expected.end()) {
                ++out[span.kind].wrong;
                if (listsFaults) {
                    qInfo("wrong %s '%s' in: %s", span.kind.c_str(),
                          line.plain.substr(span.begin, span.end - span.begin).c_str(), line.plain.c_str());
                }
            }
        }
    }
    return out;
}

std::vector<MarkedLine> corpus()
{
    std::vector<MarkedLine> out;
    for (const std::string& line : markedLines("tests/unit/triage/redaction_corpus.txt")) {
        out.push_back(parseMarked(line));
    }
    return out;
}

struct Floor {
    const char* kind;
    int precision; ///< of 1000
    int recall;
};

constexpr Floor kFloors[] = {{"email", 970, 960}, {"phone", 950, 950},       {"card", 980, 980},
                             {"iban", 980, 980},  {"national_id", 950, 950}, {"password", 950, 950},
                             {"token", 950, 950}, {"code", 950, 950},        {"address", 930, 930}};

bool isOverAllFloors(const std::map<std::string, Score>& scores)
{
    return std::ranges::all_of(kFloors, [&](const Floor& floor) {
        const auto score = scores.find(floor.kind);
        return score != scores.end() && score->second.precision() >= floor.precision && score->second.recall() >= floor.recall;
    });
}

} // namespace

class RedactionCorpusTest : public QObject {
    Q_OBJECT

private slots:
    void corpus_isLargeAndVaried()
    {
        const auto lines = corpus();
        QVERIFY(lines.size() >= 300);
        std::map<std::string, int> counts;
        int without = 0;
        for (const MarkedLine& line : lines) {
            without += line.spans.empty() ? 1 : 0;
            for (const Span& span : spansOf(line.spans)) {
                ++counts[span.kind];
            }
        }
        QVERIFY(without >= 100);
        for (const auto& [kind, name] : EnumNames<RedactedKind>::kNames) {
            QVERIFY2(counts[std::string(name)] >= 15, std::string(name).c_str());
        }
    }

    void corpus_isRedactedOverTheFloorsOfEachKind()
    {
        const auto scores = scoresOf(corpus(), found, true);
        for (const auto& [kind, score] : scores) {
            qInfo("%-12s precision %.3f recall %.3f (%d right, %d missed, %d wrong)", kind.c_str(), score.precision() / 1000.0,
                  score.recall() / 1000.0, score.right, score.missed, score.wrong);
        }
        QVERIFY(isOverAllFloors(scores));
    }

    void floors_areMissedByAFinderThatFindsNothingOrEverything()
    {
        const auto lines = corpus();
        QVERIFY(!isOverAllFloors(scoresOf(lines, [](const std::string&) { return std::vector<Span>{}; })));
        QVERIFY(!isOverAllFloors(scoresOf(lines, [](const std::string& text) {
            std::vector<Span> spans = found(text);
            spans.push_back({"address", 0, text.size()});
            return spans;
        })));
    }

    void corpusLine_redactedTwice_isRedactedOnce()
    {
        for (const MarkedLine& line : corpus()) {
            const std::string once = redact(line.plain).text();
            QCOMPARE(redact(once).text(), once);
        }
    }
};

QTEST_GUILESS_MAIN(RedactionCorpusTest)
#include "RedactionCorpusTest.moc"
