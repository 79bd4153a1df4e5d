// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ImportCommand.h"

#include <iostream>
#include <memory>

#include "app/ctl/Progress.h"
#include "app/ctl/Reach.h"
#include "core/client/IntakeUploader.h"
#include "core/intake/FileImport.h"
#include "core/intake/MessageJson.h"

namespace stillgate::ctl {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostInBatch = 500;
constexpr std::size_t kMostBatchBytes = std::size_t{8} << 20U;

struct ImportOptions {
    ReachOptions reach;
    std::vector<fs::path> files;
    std::string source;
    std::string channel = "web";
    bool json = false;
};

struct ImportCounts {
    std::string file;
    std::uint64_t taken = 0;
    std::uint64_t known = 0;
    std::uint64_t rejected = 0;
    std::string rejectedFile; ///< empty when none was rejected
    std::int64_t milliseconds = 0;
};

template <typename Visitor>
void describe(Visitor& visit, ImportCounts& counts)
{
    visit("file", counts.file);
    visit("taken", counts.taken);
    visit("known", counts.known);
    visit("rejected", counts.rejected);
    visit("rejected_file", counts.rejectedFile);
    visit("milliseconds", counts.milliseconds);
}

/// Collects messages and sends them in batches; counts what came of each.
class Sender {
public:
    Sender(IntakeUploader& uploader, ImportCounts& counts) : m_uploader(uploader), m_counts(counts) {}

    Result<void> add(const ImportedMessage& imported)
    {
        Json message = toJson(imported.message);
        message.set("occurrence", static_cast<std::int64_t>(imported.occurrence));
        m_bytes += imported.message.text.size();
        for (const IntakeAttachment& attachment : imported.message.attachments) {
            m_bytes += attachment.content.size();
        }
        m_batch.push_back(std::move(message));
        return m_batch.size() >= kMostInBatch || m_bytes >= kMostBatchBytes ? flush() : Result<void>();
    }

    Result<void> flush()
    {
        if (m_batch.empty()) {
            return {};
        }
        const auto results = await<Json>(m_uploader.send(m_batch));
        if (!results) {
            return tl::make_unexpected(results.error());
        }
        m_batch.clear();
        m_bytes = 0;
        for (const Json& result : *results->asArray()) {
            const Json* error = result.find("error");
            if (error != nullptr) {
                return fail(ErrorCode::Unavailable, std::string(error->textAt("where")), std::string(error->textAt("detail")));
            }
            const Json* duplicate = result.find("duplicate");
            const bool isKnown = duplicate != nullptr && duplicate->asBool() != nullptr && *duplicate->asBool();
            ++(isKnown ? m_counts.known : m_counts.taken);
        }
        return {};
    }

private:
    IntakeUploader& m_uploader;
    ImportCounts& m_counts;
    std::vector<Json> m_batch;
    std::size_t m_bytes = 0;
};

Result<ImportCounts> importFile(const fs::path& file, const ImportOptions& options, const ReadyFile& ready, const Clock& clock)
{
    const Duration start = clock.sinceBoot();
    ImportCounts counts;
    counts.file = file.string();
    IntakeUploader uploader(ready.http, ready.token, {{}, ready.pin});
    Sender sender(uploader, counts);
    Progress progress("importing " + file.filename().string(), clock);
    std::error_code ignored;
    const std::uint64_t size = fs::file_size(file, ignored);
    const ImportDefaults defaults{options.source.empty() ? file.filename().string() : options.source,
                                  channelFromText(options.channel).value_or(Channel::Web)};
    const auto rejected = readMessages(file, defaults, [&](const ImportedMessage& message) {
        progress.show(message.end, size);
        return sender.add(message);
    });
    const auto sent = rejected ? sender.flush() : tl::make_unexpected(rejected.error());
    const auto written = sent ? writeRejected(file, *rejected) : tl::make_unexpected(sent.error());
    if (!written) {
        return tl::make_unexpected(written.error());
    }
    for (const RejectedRow& row : rejected->rows) {
        std::cerr << file.filename().string() << ": " << row.text() << '\n';
    }
    counts.rejected = rejected->rows.size();
    counts.rejectedFile = *written ? (*written)->string() : "";
    counts.milliseconds = (clock.sinceBoot() - start).ms;
    return counts;
}

void print(const ImportCounts& counts)
{
    const std::int64_t rate =
        static_cast<std::int64_t>(counts.taken + counts.known) * 1000 / std::max<std::int64_t>(counts.milliseconds, 1);
    std::cout << counts.file << ": " << counts.taken << " messages taken in, " << counts.known << " known before, "
              << counts.rejected << " rejected; " << counts.milliseconds << " ms, " << rate << " messages a second\n";
    if (!counts.rejectedFile.empty()) {
        std::cout << "  the rejected rows are in " << counts.rejectedFile << '\n';
    }
}

ExitCode importAll(const ImportOptions& options, const Clock& clock)
{
    if (const auto channel = channelFromText(options.channel); !channel) {
        return report({ErrorCode::Malformed, "--channel", channel.error().detail});
    }
    const auto ready = readReady(options.reach);
    if (!ready) {
        return report(ready.error());
    }
    ExitCode outcome = ExitCode::Done;
    std::vector<ImportCounts> all;
    for (const fs::path& file : options.files) {
        const auto counts = importFile(file, options, *ready, clock);
        if (!counts) {
            return report(counts.error());
        }
        outcome = counts->rejected > 0 ? ExitCode::FoundWrong : outcome;
        all.push_back(*counts);
    }
    if (options.json) {
        std::cout << prettyJson(toJson(all)) << '\n';
    } else {
        std::for_each(all.begin(), all.end(), print);
    }
    return outcome;
}

} // namespace

void addImportCommand(CLI::App& app, ExitCode& outcome, const Clock& clock)
{
    const auto options = std::make_shared<ImportOptions>();
    CLI::App* verb = app.add_subcommand("import", "Bring messages of CSV or JSONL files in; known ones are passed over");
    addReachOptions(*verb, options->reach);
    verb->add_option("FILE", options->files, "Files to read")->required();
    verb->add_option("--source", options->source, "Name of the source (default: the file's name)");
    verb->add_option("--channel", options->channel, "Channel of rows that name none: email, chat, voice or web");
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([options, &outcome, &clock] { outcome = importAll(*options, clock); });
}

} // namespace stillgate::ctl
