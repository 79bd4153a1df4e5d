// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/LabelledCsv.h"

#include <algorithm>
#include <optional>
#include <ranges>

#include "core/base/Csv.h"
#include "core/base/File.h"

namespace stillgate::triage {

namespace {

/// A row without a label, with its place among the rejected ones should it be one of them.
struct Unlabelled {
    std::size_t place = 0;
    Error error;
};

struct Columns {
    std::size_t text = 0;
    std::size_t label = 0;
    std::optional<std::size_t> split;
};

Result<Columns> columnsOf(const CsvTable& table, const std::string& name)
{
    const auto text = table.column("text");
    const auto label = table.column("label");
    if (!text || !label) {
        return fail(ErrorCode::Malformed, name + ", line " + std::to_string(table.header().line),
                    std::string("expected a column named ") + (text ? "label" : "text"));
    }
    return Columns{*text, *label, table.column("split")};
}

/// The labels of a row, joined by a bar; the first is the primary one. No label at all where one of them is empty.
Example withLabels(std::string text, std::string_view joined)
{
    Example out{std::move(text), {}, ExampleSource::Labelled, {}};
    std::vector<std::string> labels;
    for (const auto part : std::views::split(joined, '|')) {
        labels.emplace_back(part.begin(), part.end());
        if (labels.back().empty()) {
            return out;
        }
    }
    out.label = std::move(labels.front());
    out.further.assign(std::make_move_iterator(labels.begin() + 1), std::make_move_iterator(labels.end()));
    return out;
}

/// Puts a row where it belongs, or says what is wrong with it.
Result<void> take(CsvRecord& record, const Columns& columns, LabelledMessages& out, std::vector<Unlabelled>& unlabelled)
{
    const std::string line = "line " + std::to_string(record.place.line);
    std::string& text = record.fields[columns.text];
    std::string& label = record.fields[columns.label];
    const std::string split = columns.split ? record.fields[*columns.split] : "train";
    if (text.empty()) {
        return fail(ErrorCode::Malformed, line, "the field text is empty");
    }
    if (split == "oos") {
        out.outOfScope.push_back(std::move(text));
        return {};
    }
    if (split != "train" && split != "test") {
        return fail(ErrorCode::Malformed, line, "expected train, test or oos in the field split, found " + split);
    }
    Example example{std::move(text), {}, ExampleSource::Labelled, {}};
    if (label.empty()) {
        unlabelled.push_back(
            {out.rejected.size() + unlabelled.size(), {ErrorCode::Malformed, line, "the field label is empty"}});
    } else if (example = withLabels(std::move(example.text), label); example.label.empty()) {
        return fail(ErrorCode::Malformed, line, "a label in the field label is empty");
    }
    out.hasSeveral = out.hasSeveral || !example.further.empty();
    (split == "train" ? out.train : out.test).push_back(std::move(example));
    return {};
}

bool isWanted(const CsvRecord& record, const CsvTable& table, const std::map<std::string, std::string>& only)
{
    return std::ranges::all_of(only, [&](const auto& condition) {
        const auto column = table.column(condition.first);
        return column && record.fields[*column] == condition.second;
    });
}

Error inFile(Error error, const std::string& name)
{
    error.where = name + ", " + error.where;
    return error;
}

/// Where messages have several labels one may have none; elsewhere a row without a label is no example.
void leaveOutUnlabelled(LabelledMessages& out, std::vector<Unlabelled> unlabelled, const std::string& name)
{
    if (out.hasSeveral) {
        return;
    }
    for (auto* examples : {&out.train, &out.test}) {
        std::erase_if(*examples, [](const Example& example) { return example.label.empty(); });
    }
    for (auto& [place, error] : unlabelled) {
        out.rejected.insert(out.rejected.begin() + static_cast<std::ptrdiff_t>(place), inFile(std::move(error), name));
    }
}

} // namespace

Result<LabelledMessages> parseLabelledCsv(std::string_view bytes, const std::string& name,
                                          const std::map<std::string, std::string>& only)
{
    auto table = CsvTable::open(bytes);
    if (!table) {
        return tl::make_unexpected(inFile(std::move(table.error()), name));
    }
    const auto columns = columnsOf(*table, name);
    if (!columns) {
        return tl::make_unexpected(columns.error());
    }
    LabelledMessages out;
    out.hasSplit = columns->split.has_value();
    std::vector<Unlabelled> unlabelled;
    for (;;) {
        auto record = table->next();
        if (record && !*record) {
            leaveOutUnlabelled(out, std::move(unlabelled), name);
            return out;
        }
        if (record && !isWanted(**record, *table, only)) {
            continue;
        }
        const auto taken =
            record ? take(**record, *columns, out, unlabelled) : Result<void>(tl::make_unexpected(record.error()));
        if (!taken) {
            out.rejected.push_back(inFile(taken.error(), name));
        }
    }
}

Result<LabelledMessages> readLabelledCsv(const std::filesystem::path& path, const std::map<std::string, std::string>& only)
{
    return readFile(path).and_then(
        [&](const std::string& bytes) { return parseLabelledCsv(bytes, path.filename().string(), only); });
}

} // namespace stillgate::triage
