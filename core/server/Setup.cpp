// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/Setup.h"

#include "core/base/File.h"
#include "core/base/Log.h"
#include "core/resolution/Packs.h"
#include "core/triage/ModelStore.h"
#include "core/triage/Training.h"

namespace stillgate {

namespace {

const Log kSetupLog("setup");

constexpr std::uint64_t kModelSeed = 1;
constexpr int kDemonstrationAgents = 2;

Result<triage::Model> trainFrom(const triage::TriagePack& pack)
{
    std::vector<triage::Example> examples;
    for (const triage::IntentExamples& intent : pack.examples) {
        for (const std::string& text : intent.examples) {
            examples.push_back({text, intent.intent});
        }
    }
    triage::TrainingOptions options;
    options.sgd.seed = kModelSeed;
    return triage::trainModel(examples, options).map([](triage::TrainedModel&& trained) { return std::move(trained.model); });
}

Result<triage::Model> modelFor(const triage::TriagePack& pack, const Digest& digest, const std::filesystem::path& folder)
{
    const triage::ModelStore store(folder);
    auto stored = store.findAs(digest);
    if (stored) {
        return stored;
    }
    // A damaged or older file is as good as none: the same examples give the same model again.
    kSetupLog.info("model_training", {{"examples_of", toHex(digest.view()).substr(0, 12)}});
    auto model = trainFrom(pack);
    if (!model) {
        return model;
    }
    return store.keepAs(digest, *model).map([&] { return std::move(*model); });
}

/// The rules of priority, clocks and routing; their digests are added to the others.
Result<std::shared_ptr<const triage::HandlingRules>> handlingOf(const PackFolders& folders, const triage::Taxonomy& taxonomy,
                                                                std::map<std::string, Digest>& digests)
{
    auto priority = folders.find("priority.toml").and_then(triage::loadPriorityBook);
    auto sla = folders.find("sla.toml").and_then(triage::loadSlaBook);
    const auto people = folders.find("people.toml");
    auto routing = people ? folders.find("routing.toml").and_then([&](const std::filesystem::path& file) {
        return triage::loadRoutingBook(file, *people);
    })
                          : tl::make_unexpected(people.error());
    for (const Error* error :
         {priority ? nullptr : &priority.error(), sla ? nullptr : &sla.error(), routing ? nullptr : &routing.error()}) {
        if (error != nullptr) {
            return tl::make_unexpected(*error);
        }
    }
    digests["priority"] = triage::digestOf(*priority);
    digests["sla"] = sla->digest;
    digests["routing"] = routing->digest;
    digests["people"] = routing->roster.digest;
    triage::HandlingRules out{std::move(*priority), std::move(*sla), std::move(*routing), {}};
    for (const triage::Intent& intent : taxonomy.intents) {
        if (const triage::Category* category = taxonomy.category(intent.category)) {
            out.teamOfIntent[intent.id] = category->team;
        }
    }
    // The taxonomy's own floors hold too, whatever the priority rules say.
    for (const triage::Category& category : taxonomy.categories) {
        if (category.minimumPriority) {
            out.priority.floors.push_back(
                {"category:" + category.id, *category.minimumPriority, std::vector<std::string>{category.id}, {}, {}});
        }
    }
    return std::make_shared<const triage::HandlingRules>(std::move(out));
}

} // namespace

Result<LoadedPacks> loadPacks(const std::filesystem::path& pack, const std::filesystem::path& modelFolder)
{
    const auto folders = PackFolders::open(pack);
    const auto part = [&](const std::string& name) {
        return folders ? folders->find(name) : Result<std::filesystem::path>(tl::make_unexpected(folders.error()));
    };
    auto policy = part("policy.toml").and_then(loadPolicy);
    auto runbooks = part("runbooks").and_then(loadRunbooks);
    auto redFlags = part("red_flags.toml").and_then(triage::RedFlags::load);
    auto tone = part("lexicon").and_then(
        [](const std::filesystem::path& lexicon) { return triage::ToneLexicon::load(lexicon.parent_path()); });
    const auto triagePack = part("taxonomy.toml").and_then([](const std::filesystem::path& file) {
        return triage::loadTriagePack(file.parent_path());
    });
    const std::array<const Error*, 5> errors{policy ? nullptr : &policy.error(), runbooks ? nullptr : &runbooks.error(),
                                             redFlags ? nullptr : &redFlags.error(), tone ? nullptr : &tone.error(),
                                             triagePack ? nullptr : &triagePack.error()};
    for (const Error* error : errors) {
        if (error != nullptr) {
            return tl::make_unexpected(*error);
        }
    }
    const auto triageDigest = triage::digestOf(*triagePack);
    auto model = triageDigest ? modelFor(*triagePack, *triageDigest, modelFolder) : tl::make_unexpected(triageDigest.error());
    if (!model) {
        return tl::make_unexpected(model.error());
    }
    std::map<std::string, Digest> digests{{"policy", digestOf(*policy)},
                                          {"red_flags", redFlags->digest()},
                                          {"lexicon", tone->digest()},
                                          {"triage", *triageDigest}};
    for (const Runbook& runbook : *runbooks) {
        digests["runbook:" + runbook.id] = digestOf(runbook);
    }
    auto handling = handlingOf(*folders, triagePack->taxonomy, digests);
    if (!handling) {
        return tl::make_unexpected(handling.error());
    }
    return LoadedPacks{std::move(*policy), std::move(*runbooks),
                       TriageSet{std::move(*model), triagePack->taxonomy, std::move(*redFlags), std::move(*tone)},
                       std::move(*handling),
                       std::move(digests)};
}

std::vector<IntentRoute> routesOf(const TriageSet& set)
{
    std::vector<IntentRoute> out;
    for (const triage::Intent& intent : set.taxonomy.intents) {
        IntentRoute route{intent.id, intent.category, {}, true, set.redFlags.raisedBy({}, intent.id)};
        if (const triage::Category* category = set.taxonomy.category(intent.category)) {
            route.team = category->team;
            route.alwaysManual = category->alwaysManual.value_or(false);
        }
        out.push_back(std::move(route));
    }
    return out;
}

Result<std::vector<KeyFile>> demonstrationKeys(const std::filesystem::path& folder)
{
    if (auto made = makePrivateFolder(folder); !made) {
        return tl::make_unexpected(made.error());
    }
    std::vector<KeyFile> out;
    for (int number = 1; number <= kDemonstrationAgents; ++number) {
        const std::filesystem::path path = folder / ("agent-" + std::to_string(number) + ".json");
        auto file = readKeyFile(path);
        if (!file && file.error().code == ErrorCode::NotFound) {
            const PersonId person{uuidV7(SystemClock().now(), randomFixed<Digest>())};
            file = KeyFile{person, {Role::L2Agent}, SigningKey::generate(), toHex(Secret32::random().view())};
            if (auto written = writeKeyFile(path, *file); !written) {
                return tl::make_unexpected(written.error());
            }
        }
        if (!file) {
            return tl::make_unexpected(file.error());
        }
        out.push_back(std::move(*file));
    }
    return out;
}

} // namespace stillgate
