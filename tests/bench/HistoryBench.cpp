// SPDX-License-Identifier: GPL-3.0-or-later
//
// How well doubtful labels and near-duplicates are found in real messages: one label in twenty is exchanged for another at random, and
// those are looked for among the suspects. STILLGATE_DATASETS names the folder with banking77 and bitext_cs; without it nothing is
// measured, which is said on standard error.
#include <cstdlib>
#include <iostream>
#include <set>

#include "core/learning/history/HeldOut.h"
#include "core/learning/history/SimilarTexts.h"
#include "core/triage/LabelledCsv.h"
#include "core/triage/Shuffle.h"
#include "tests/bench/Bench.h"

namespace stillgate::bench {

namespace {

using namespace history;

constexpr std::uint64_t kSeeds = 5;
constexpr std::size_t kPlantedOneIn = 20;

struct Groups {
    std::vector<std::uint32_t> of; ///< of each example
    std::size_t similar = 0; ///< examples that another stands in for
};

Groups groupsOf(const std::vector<triage::Example>& examples)
{
    Groups out;
    SimilarTexts similar;
    for (std::uint32_t i = 0; i < examples.size(); ++i) {
        const auto match = similar.add(triage::redact(examples[i].text));
        out.of.push_back(match ? match->first : i);
        out.similar += match ? 1 : 0;
    }
    return out;
}

std::set<std::uint32_t> plantWrongLabels(std::vector<triage::Example>& examples, std::uint64_t seed)
{
    std::set<std::string> known;
    for (const triage::Example& example : examples) {
        known.insert(example.label);
    }
    const std::vector<std::string> labels(known.begin(), known.end());
    triage::Random random(seed);
    std::set<std::uint32_t> planted;
    while (planted.size() < examples.size() / kPlantedOneIn) {
        const auto i = static_cast<std::uint32_t>(triage::drawBelow(examples.size(), random));
        const std::string& label = labels[triage::drawBelow(labels.size(), random)];
        if (label != examples[i].label && planted.insert(i).second) {
            examples[i].label = label;
        }
    }
    return planted;
}

double shareFound(const std::vector<Suspect>& suspects, std::size_t first, const std::set<std::uint32_t>& planted)
{
    const std::size_t looked = std::min(first, suspects.size());
    double found = 0;
    for (std::size_t i = 0; i < looked; ++i) {
        found += planted.contains(suspects[i].example) ? 1 : 0;
    }
    return found;
}

void measure(const std::string& name, const std::vector<triage::Example>& clean)
{
    const Groups groups = groupsOf(clean);
    report({"near_duplicates_" + name, "share", {static_cast<double>(groups.similar) / static_cast<double>(clean.size())}, {}});
    std::vector<double> precision;
    std::vector<double> recallAtTwice;
    std::vector<double> recall;
    std::vector<double> suspected;
    std::vector<double> seconds;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        std::vector<triage::Example> examples = clean;
        const auto planted = plantWrongLabels(examples, seed);
        std::vector<Suspect> suspects;
        seconds.push_back(secondsOf([&] {
            const auto guesses = heldOutGuesses(examples, groups.of, seed);
            suspects = suspectsIn(guesses.value());
        }));
        const auto all = static_cast<double>(planted.size());
        precision.push_back(shareFound(suspects, planted.size(), planted) / all);
        recallAtTwice.push_back(shareFound(suspects, planted.size() * 2, planted) / all);
        recall.push_back(shareFound(suspects, suspects.size(), planted) / all);
        suspected.push_back(static_cast<double>(suspects.size()) / static_cast<double>(examples.size()));
    }
    report({"planted_labels_found_at_their_number_" + name, "share", precision, {}});
    report({"planted_labels_found_at_twice_their_number_" + name, "share", recallAtTwice, {}});
    report({"planted_labels_found_" + name, "share", recall, {}});
    report({"suspected_labels_" + name, "share", suspected, {}});
    report({"held_out_guesses_" + name, "s", seconds, {}});
}

int run(const std::vector<std::string>& arguments)
{
    const char* folder = std::getenv("STILLGATE_DATASETS");
    if (folder == nullptr || *folder == '\0') {
        std::cerr << "STILLGATE_DATASETS names no folder: the history checks were not measured\n";
        return 0;
    }
    for (const std::string set : {"banking77", "bitext_cs"}) {
        const auto messages = triage::readLabelledCsv(std::string(folder).append("/").append(set) + "/" + set + ".csv");
        if (!messages) {
            std::cerr << messages.error().text() << '\n';
            return 3;
        }
        if (isWanted(set, arguments)) {
            measure(set, messages->train);
        }
    }
    return 0;
}

} // namespace

} // namespace stillgate::bench

int main(int argc, char** argv)
{
    return stillgate::bench::run({argv + 1, argv + argc});
}
