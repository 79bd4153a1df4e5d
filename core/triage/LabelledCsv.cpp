// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/triage/LabelledCsv.h"

#include <optional>

#include "core/base/Csv.h"
#include "core/base/File.h"

namespace stillgate::triage {

namespace {

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

/// Puts a row where it belongs, or says what is wrong with it.
Result<void> take(CsvRecord& record, const Columns& columns, LabelledMessages& out)
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
    if (label.empty()) {
        return fail(ErrorCode::Malformed, line, "the field label is empty");
    }
    if (split != "train" && split != "test") {
        return fail(ErrorCode::Malformed, line, "expected train, test or oos in the field split, found " + split);
    }
    (split == "train" ? out.train : out.test).push_back({std::move(text), std::move(label)});
    return {};
}

Error inFile(Error error, const std::string& name)
{
    error.where = name + ", " + error.where;
    return error;
}

} // namespace

Result<LabelledMessages> parseLabelledCsv(std::string_view bytes, const std::string& name)
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
    for (;;) {
        auto record = table->next();
        if (record && !*record) {
            return out;
        }
        const auto taken = record ? take(**record, *columns, out) : Result<void>(tl::make_unexpected(record.error()));
        if (!taken) {
            out.rejected.push_back(inFile(taken.error(), name));
        }
    }
}

Result<LabelledMessages> readLabelledCsv(const std::filesystem::path& path)
{
    return readFile(path).and_then(
        [&path](const std::string& bytes) { return parseLabelledCsv(bytes, path.filename().string()); });
}

} // namespace stillgate::triage
