// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/HistoryCommands.h"

#include <iostream>
#include <memory>
#include <optional>

#include "app/ctl/Progress.h"
#include "app/ctl/Reach.h"
#include "app/ctl/ReadinessText.h"
#include "app/ctl/Table.h"
#include "core/intake/RejectedFile.h"
#include "core/learning/history/Readiness.h"

namespace stillgate::ctl {

namespace {

namespace fs = std::filesystem;
using namespace history;

constexpr std::uint64_t kSaidRejections = 5;

struct ReadinessArguments {
    HistorySource source;
    std::string taxonomy;
    std::uint64_t seed = 1;
    std::uint64_t listed = 20;
    bool isQuick = false;
    bool withText = false;
    bool json = false;
};

struct CheckArguments {
    HistorySource source;
    bool json = false;
};

/// A file that was read through.
struct ReadThrough {
    HistoryOutline outline;
    std::optional<fs::path> rejected;
};

/// Says the first rejected rows, and writes all of them beside the file.
class Rejections {
public:
    explicit Rejections(const fs::path& file) : m_path(file) {}

    void begin(RowKind kind, const std::string& header)
    {
        m_file.emplace(m_path, kind == RowKind::Csv ? FileKind::Csv : FileKind::Jsonl, header);
    }

    void add(const RejectedTicket& ticket)
    {
        const RejectedRow row{ticket.line, ticket.column, ticket.expected, ticket.raw};
        if (++m_count <= kSaidRejections) {
            std::cerr << m_path.filename().string() << ": " << row.text() << '\n';
        }
        m_file->add(row);
    }

    Result<std::optional<fs::path>> finish()
    {
        if (m_count > kSaidRejections) {
            std::cerr << m_path.filename().string() << ": " << m_count << " rows rejected in all\n";
        }
        return m_file->finish();
    }

private:
    fs::path m_path;
    std::optional<RejectedFile> m_file;
    std::uint64_t m_count = 0;
};

Result<ReadThrough> readThrough(const HistorySource& source, const Clock& clock, const std::function<void(PastTicket)>& take)
{
    ColumnMap map;
    for (const std::string& text : source.maps) {
        if (auto added = addMapping(map, text); !added) {
            return fail(added.error().code, "--map " + added.error().where, std::move(added.error().detail));
        }
    }
    const fs::path file(source.file);
    Progress progress("reading " + file.filename().string(), clock);
    std::error_code ignored;
    const std::uint64_t size = fs::file_size(file, ignored);
    Rejections rejections(file);
    HistorySinks sinks;
    sinks.begun = [&](RowKind kind, const std::string& header) { rejections.begin(kind, header); };
    sinks.ticket = [&](PastTicket ticket) {
        progress.show(ticket.end, size);
        take(std::move(ticket));
    };
    sinks.rejected = [&](const RejectedTicket& ticket) {
        progress.show(ticket.end, size);
        rejections.add(ticket);
    };
    auto outline = readHistory(file, map, sinks);
    if (!outline) {
        return tl::make_unexpected(std::move(outline.error()));
    }
    return rejections.finish().map(
        [&](std::optional<fs::path> rejected) { return ReadThrough{std::move(*outline), std::move(rejected)}; });
}

ExitCode outcomeOf(const ReadThrough& read)
{
    return read.outline.rejected > 0 ? ExitCode::FoundWrong : ExitCode::Done;
}

ExitCode checkHistory(const CheckArguments& arguments, const Clock& clock)
{
    const auto read = readThrough(arguments.source, clock, [](const PastTicket&) {});
    if (!read) {
        return report(read.error());
    }
    const HistoryOutline& outline = read->outline;
    if (arguments.json) {
        Json columns = Json::object();
        for (const auto& [field, column] : outline.columns) {
            columns.set(nameOf(field), column);
        }
        Json out = Json::object();
        out.set("file", arguments.source.file);
        out.set("rows", static_cast<std::int64_t>(outline.tickets));
        out.set("rejected", static_cast<std::int64_t>(outline.rejected));
        out.set("rejected_file", read->rejected ? read->rejected->string() : "");
        out.set("columns", std::move(columns));
        out.set("passed_over", toJson(outline.passedOver));
        std::cout << prettyJson(out) << '\n';
        return outcomeOf(*read);
    }
    std::cout << arguments.source.file << ": " << outline.tickets << " rows can be read, " << outline.rejected << " rejected\n";
    Table table({"FIELD", "COLUMN"});
    for (const auto& entry : EnumNames<Field>::kNames) {
        const auto found = outline.columns.find(entry.first);
        table.add({std::string(entry.second), found != outline.columns.end() ? found->second : "-"});
    }
    for (const std::string& column : outline.passedOver) {
        table.add({"(passed over)", column});
    }
    table.print(std::cout);
    if (read->rejected) {
        std::cout << "The rejected rows are in " << read->rejected->string() << '\n';
    }
    return outcomeOf(*read);
}

ExitCode readiness(const ReadinessArguments& arguments, const Clock& clock)
{
    std::optional<triage::Taxonomy> taxonomy;
    if (!arguments.taxonomy.empty()) {
        auto loaded = triage::loadTaxonomy(arguments.taxonomy);
        if (!loaded) {
            return report(loaded.error());
        }
        taxonomy = std::move(*loaded);
    }
    ReadinessOptions options;
    options.taxonomy = taxonomy ? &*taxonomy : nullptr;
    options.crossValidation = arguments.isQuick ? CrossValidation::Skip : CrossValidation::Run;
    options.texts = arguments.withText ? Texts::Show : Texts::Hide;
    options.listed = arguments.listed;
    options.seed = arguments.seed;
    options.now = clock.now();
    ReadinessCheck check(options);
    const auto read = readThrough(arguments.source, clock, [&](const PastTicket& ticket) { check.add(ticket); });
    if (!read) {
        return report(read.error());
    }
    const auto ready = [&] {
        Progress progress("cross-validating", clock);
        return check.finish(fs::path(arguments.source.file).filename().string(), read->outline,
                            [&progress](triage::TrainingProgress position) { progress.show(position.done, position.all); });
    }();
    if (!ready) {
        return report(ready.error());
    }
    std::cout << (arguments.json ? prettyJson(readinessJson(*ready)) + "\n" : readinessText(*ready));
    return outcomeOf(*read);
}

void addFileOptions(CLI::App& verb, HistorySource& source)
{
    verb.add_option("FILE", source.file, "Past tickets: CSV with a header line, or JSONL")->required();
    verb.add_option("--map", source.maps, "column=field where the name is not recognised; column= passes it over");
}

} // namespace

CLI::Option* addHistoryOptions(CLI::App& verb, CLI::App& sources, HistorySource& source)
{
    CLI::Option* history = sources.add_option("--history", source.file,
                                              "Past tickets of a helpdesk's export; those that were reopened are left out");
    verb.add_option("--map", source.maps, "column=field where a name of the export is not recognised")->needs(history);
    verb.add_flag("--with-reopened", source.withReopened, "Learn from reopened tickets too")->needs(history);
    return history;
}

Result<HistoryExamples> readHistoryExamples(const HistorySource& source, const Clock& clock)
{
    HistoryExamples out;
    const auto read = readThrough(source, clock, [&](const PastTicket& ticket) {
        ++out.rows;
        if (ticket.label.empty()) {
            ++out.unlabelled;
        } else if (ticket.reopened == Reopened::Yes && !source.withReopened) {
            ++out.reopened;
        } else {
            out.examples.push_back({ticket.text.text(), ticket.label});
        }
    });
    if (!read) {
        return tl::make_unexpected(read.error());
    }
    out.learned = out.examples.size();
    out.rejected = read->outline.rejected;
    out.rejectedFile = read->rejected ? read->rejected->string() : "";
    return out;
}

std::string leftOutText(const HistoryExamples& read)
{
    std::string out = "Of " + std::to_string(read.rows) + " past tickets " + std::to_string(read.learned) +
                      " were learned from; left out: " + std::to_string(read.reopened) + " reopened, " +
                      std::to_string(read.unlabelled) + " without a label; " + std::to_string(read.rejected) +
                      " rows were rejected" + (read.rejectedFile.empty() ? "" : ", see " + read.rejectedFile);
    return out + ".\n";
}

Json leftOutJson(const HistoryExamples& read)
{
    Json out = Json::object();
    out.set("rows", static_cast<std::int64_t>(read.rows));
    out.set("learned", static_cast<std::int64_t>(read.learned));
    out.set("reopened", static_cast<std::int64_t>(read.reopened));
    out.set("unlabelled", static_cast<std::int64_t>(read.unlabelled));
    out.set("rejected", static_cast<std::int64_t>(read.rejected));
    out.set("rejected_file", read.rejectedFile);
    return out;
}

void addHistoryCommands(CLI::App& triage, ExitCode& outcome, const Clock& clock)
{
    auto checked = std::make_shared<CheckArguments>();
    CLI::App* check = triage.add_subcommand("check-history", "Read past tickets and say what was understood; stores nothing");
    addFileOptions(*check, checked->source);
    check->add_flag("--json", checked->json, "Print JSON");
    check->callback([checked, &outcome, &clock] { outcome = checkHistory(*checked, clock); });

    auto asked = std::make_shared<ReadinessArguments>();
    CLI::App* verb = triage.add_subcommand("readiness", "Say what past tickets are good for; stores nothing");
    addFileOptions(*verb, asked->source);
    verb->add_option("--taxonomy", asked->taxonomy, "Folder of a taxonomy.toml, to hold the labels against");
    verb->add_option("--list", asked->listed, "How many doubtful labels to list")->capture_default_str();
    verb->add_option("--seed", asked->seed, "Decides the folds")->capture_default_str();
    verb->add_flag("--quick", asked->isQuick, "Leave out the cross-validation, which is most of the work");
    verb->add_flag("--show-text", asked->withText, "Print the redacted texts of doubtful labels");
    verb->add_flag("--json", asked->json, "Print JSON");
    verb->callback([asked, &outcome, &clock] { outcome = readiness(*asked, clock); });
}

} // namespace stillgate::ctl
